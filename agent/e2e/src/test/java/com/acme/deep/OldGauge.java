package com.acme.deep;

/** A deprecated class. */
public class OldGauge {
    /** Deprecated. */
    public static int level = 1;
}
