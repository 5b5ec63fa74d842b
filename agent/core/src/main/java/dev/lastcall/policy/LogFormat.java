package dev.lastcall.policy;

/** How a log line is written. */
public enum LogFormat {
    /** The line of CONTRACT §5. */
    TEXT,
    /** The same as one JSON object a line. */
    JSON
}
