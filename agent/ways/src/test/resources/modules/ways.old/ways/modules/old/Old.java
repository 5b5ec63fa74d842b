package ways.modules.old;

import ways.run.Truth;

public final class Old {
    private Old() {}

    public static void make() {
        Truth.ran();
    }
}
