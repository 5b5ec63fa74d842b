package ways.run;

/** Whether another agent is to end the next call before the deprecated body runs. Such a call is one all the same. */
public final class Skips {
    private static boolean next;

    private Skips() {}

    public static void next() {
        next = true;
    }

    /** Asked by what the other agent has put before the body. */
    public static boolean skip() {
        if (!next) {
            return false;
        }
        next = false;
        Truth.ran();
        return true;
    }
}
