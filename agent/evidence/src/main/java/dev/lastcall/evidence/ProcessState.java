package dev.lastcall.evidence;

/** Whether the process still writes. */
public enum ProcessState {
    RUNNING,
    /** Ended in an orderly way. */
    EXITED,
    /** Ended without saying so: killed, halted or crashed. */
    KILLED
}
