package dev.lastcall.field;

/** Something did not hold. */
final class Broken extends Exception {
    Broken(String what) {
        super(what);
    }

    static void unless(boolean held, String what) throws Broken {
        if (!held) {
            throw new Broken(what);
        }
    }
}
