package dev.lastcall.ledger;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.PathFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which frames and call paths a ledger has. Used under the writer's lock only. */
final class PathBook {
    /** A path names a frame by 16 bits; 0 stands for folded ones. */
    private static final int MOST_FRAMES = 0xFFFF;

    private final Map<PathFrame, Integer> frames = new HashMap<>();
    /** By site: a hash of each path that is written. */
    private final Map<Integer, long[]> paths = new HashMap<>();

    private final Set<Integer> initializers = new HashSet<>();
    private int lastFrame;

    /** How many different paths of that site are written; -1 if this is one of them. */
    int known(int site, CallPath path) {
        long[] hashes = paths.getOrDefault(site, new long[0]);
        long hash = hash(path);
        for (long other : hashes) {
            if (other == hash) {
                return -1;
            }
        }
        return hashes.length;
    }

    void written(int site, CallPath path) {
        long[] hashes = paths.getOrDefault(site, new long[0]);
        long[] more = Arrays.copyOf(hashes, hashes.length + 1);
        more[hashes.length] = hash(path);
        paths.put(site, more);
    }

    /** Whether that the site is under a static initializer is not written yet; asked, it counts as written. */
    boolean isNewInitializer(int site) {
        return initializers.add(site);
    }

    /** The frame's number; 0 if it is folded, -1 if it has none yet. */
    int number(PathFrame frame) {
        return frame.isFolded() ? 0 : frames.getOrDefault(frame, -1);
    }

    boolean isFull() {
        return lastFrame + CallPath.MOST_FRAMES > MOST_FRAMES;
    }

    int add(PathFrame frame) {
        frames.put(frame, ++lastFrame);
        return lastFrame;
    }

    /** Someone has cut the file: frames may be gone, and get new numbers. */
    void forgetFrames() {
        frames.clear();
    }

    private static long hash(CallPath path) {
        long hash = path.cut() ? 1 : 0;
        for (PathFrame frame : path.frames()) {
            for (int i = 0; i < frame.className().length(); i++) {
                hash = hash * 0x100000001B3L + frame.className().charAt(i);
            }
            for (int i = 0; i < frame.method().length(); i++) {
                hash = hash * 0x100000001B3L + frame.method().charAt(i);
            }
            hash = hash * 31 + 7;
        }
        return hash;
    }
}
