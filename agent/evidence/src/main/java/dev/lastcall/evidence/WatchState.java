package dev.lastcall.evidence;

/** Whether a process watched calls. */
public enum WatchState {
    /** Calls are counted. */
    WATCHING("watching"),
    /** Not watched, in mode {@code off}. */
    OFF("off"),
    /** Not watched, since no rule was given. */
    WITHOUT_RULES("without-rules"),
    /** Not watched after an error in the configuration, with {@code on-error=continue}. */
    UNGUARDED("unguarded"),
    /** Not watched yet, since bridge, gate and weaver could not be created when the first class mattered. */
    GUARDS_LATE("guards-late");

    private final String word;

    WatchState(String word) {
        this.word = word;
    }

    /** The word that reports use. */
    public String word() {
        return word;
    }
}
