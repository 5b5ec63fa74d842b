package dev.lastcall.verdict;

import java.util.List;

/** One family of doubts. */
interface Doubts {
    /** What of its kind is not known; empty if all is. Pure. */
    List<Reason> on(Fleet fleet);
}
