package com.acme.legacy;

import java.io.Serializable;

/** A deprecated class with nothing but fields, and four more of its kind. */
public class Settings implements Serializable {
    private static final long serialVersionUID = 1;

    public int size = 1;

    /** Never loaded but by its reader. */
    public static final class One extends Settings {
        private static final long serialVersionUID = 1;

        public static int value = 1;
    }

    /** Never loaded but by its reader. */
    public static final class Two extends Settings {
        private static final long serialVersionUID = 1;

        public static int value = 1;
    }

    /** Never loaded but by its reader. */
    public static final class Three extends Settings {
        private static final long serialVersionUID = 1;

        public static int value = 1;
    }

    /** Never loaded but by its reader. */
    public static final class Four extends Settings {
        private static final long serialVersionUID = 1;

        public static int value = 1;
    }
}
