package dev.lastcall.torture;

/** One way to hurt, on one JDK at a time. */
interface Case {
    String name();

    /**
     * Does it, and looks what became of the application and of its evidence.
     *
     * @return what was checked and held, with figures
     * @throws Broken if something did not hold
     * @throws Skipped if it can't be done here
     */
    String run(Trial trial) throws Exception;
}
