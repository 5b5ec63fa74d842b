package ways.boot;

import ways.run.Truth;

/** Another one. */
public final class BootOldCalledByBoot {
    private BootOldCalledByBoot() {}

    public static void make() {
        Truth.ran();
    }
}
