package ways.boot;

/** A caller of the boot loader. */
public final class BootCaller {
    private BootCaller() {}

    public static void run() {
        BootOldCalledByBoot.make();
    }

    public static void refer() {
        Runnable reference = BootOldCalledByBoot::make;
        reference.run();
    }

    /** Calls a class that it cannot see by name. */
    public static void run(Runnable old) {
        old.run();
    }
}
