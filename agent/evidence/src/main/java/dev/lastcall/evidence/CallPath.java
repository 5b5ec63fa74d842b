package dev.lastcall.evidence;

import java.util.List;

/**
 * How one call came about. Immutable.
 *
 * @param call number of the call at its site, counted from 1
 * @param frames from the caller outwards, without what runs the thread; at most {@link #MOST_FRAMES}
 * @param cut whether there were more frames
 * @param inStaticInitializer whether a static initializer of the application is on the path, even behind the cut
 */
public record CallPath(long call, List<PathFrame> frames, boolean cut, boolean inStaticInitializer) {
    public static final int MOST_FRAMES = 32;

    public CallPath {
        frames = List.copyOf(frames);
    }
}
