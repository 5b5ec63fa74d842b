package dev.lastcall.gate;

import dev.lastcall.evidence.Site;

/**
 * Call sites that are refused though the mode would let them through. Only makes it stricter: what an allow entry lets
 * through, delegation and rules that are off stay as they are. Thread-safe; asked once for each site, not for each
 * call.
 */
public interface RefusedSites {
    /** Whether that call site is one of them. */
    boolean contains(Site site);
}
