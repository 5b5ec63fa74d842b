package ways.modules.caller;

import ways.modules.old.Old;

public final class Caller implements Runnable {
    @Override
    public void run() {
        Old.make();
    }

    public static void refer() {
        Runnable reference = Old::make;
        reference.run();
    }
}
