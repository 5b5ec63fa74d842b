package ways.boot;

import ways.run.Truth;

/** A deprecated class of the boot loader. */
public final class BootOld {
    private BootOld() {}

    public static void make() {
        Truth.ran();
    }
}
