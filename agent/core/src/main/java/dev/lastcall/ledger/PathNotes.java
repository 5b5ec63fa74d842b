package dev.lastcall.ledger;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.PathFrame;

/** Writes how calls came about: each path once, a few for each site. Used under the writer's lock only. */
final class PathNotes {
    private final Journal journal;
    private final PathBook book = new PathBook();
    private int cuts;

    PathNotes(Journal journal) {
        this.journal = journal;
        this.cuts = journal.cuts();
    }

    /** Adds how a call at a site came about, if that is not known of three other calls already. */
    void add(long nowMillis, int site, CallPath path) {
        if (cuts != journal.cuts()) {
            cuts = journal.cuts();
            book.forgetFrames();
        }
        boolean whole = mayAdd(nowMillis, site, path);
        boolean initializer = path.inStaticInitializer() && book.isNewInitializer(site);
        if (whole) {
            addFrames(path);
            book.written(site, path);
        }
        if (whole || initializer) {
            journal.encoder().path(site, path, whole, book);
            journal.append();
        }
    }

    private boolean mayAdd(long nowMillis, int site, CallPath path) {
        int known = book.known(site, path);
        return known >= 0
                && known < PathLog.MOST_PATHS
                && !path.frames().isEmpty()
                && !book.isFull()
                && journal.mayAdd(known == 0 ? Journal.PATHS : Journal.FURTHER_PATHS, sizeOf(path), nowMillis);
    }

    private int sizeOf(CallPath path) {
        int size = 32 + 2 * path.frames().size();
        for (PathFrame frame : path.frames()) {
            size += book.number(frame) < 0
                    ? 24 + frame.className().length() + frame.method().length()
                    : 0;
        }
        return size;
    }

    private void addFrames(CallPath path) {
        for (PathFrame frame : path.frames()) {
            if (book.number(frame) < 0) {
                journal.encoder().frame(book.add(frame), frame);
                journal.append();
            }
        }
    }
}
