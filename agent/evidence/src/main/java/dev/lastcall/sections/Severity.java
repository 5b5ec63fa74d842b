package dev.lastcall.sections;

/** How bad a call site is, for tools that sort by it; the worst first. */
public enum Severity {
    /** It has calls that a block would refuse. */
    ERROR,
    /** Nobody was seen to call from there, and a block would refuse it. */
    WARNING,
    /** An allow entry lets its calls pass. */
    NOTE,
    /** Nothing is to be done: it calls the replacement, delegates, or no rule that is asked about refuses it. */
    NONE
}
