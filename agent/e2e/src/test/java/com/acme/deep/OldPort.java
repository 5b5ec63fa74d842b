package com.acme.deep;

/** A deprecated interface. */
public interface OldPort {
    /** Deprecated. */
    int open();
}
