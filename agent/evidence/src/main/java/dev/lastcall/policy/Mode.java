package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a call, from nothing to a refusal. The ceiling compares modes in this order. */
public enum Mode {
    /** Nothing is instrumented. */
    OFF("off"),
    /** Calls are counted. */
    COUNT("count"),
    /** Calls are counted, and logged within a budget. */
    LOG("log"),
    /** Calls are counted, logged and refused. */
    BLOCK("block");

    /** The spellings a user may write, in the order in which an error message lists them. */
    public static final List<String> SPELLINGS = List.of("off", "count", "log", "audit", "block");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** The word that settings, policies and reports use. */
    public String label() {
        return label;
    }

    /**
     * The mode of that spelling, in small letters or capitals, {@code audit} being the same as {@code log}; null if
     * there is none.
     */
    public static @Nullable Mode of(String spelling) {
        if (spelling.equalsIgnoreCase("audit")) {
            return LOG;
        }
        for (Mode mode : values()) {
            if (mode.label.equalsIgnoreCase(spelling)) {
                return mode;
            }
        }
        return null;
    }

    /** The lower of the two modes: a process mode is a ceiling for the mode of each rule. */
    public Mode atMost(Mode ceiling) {
        return compareTo(ceiling) <= 0 ? this : ceiling;
    }
}
