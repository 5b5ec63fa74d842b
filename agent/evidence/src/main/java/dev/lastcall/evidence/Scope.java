package dev.lastcall.evidence;

/** The scopes for which dual use is reported, from narrow to wide. */
public enum Scope {
    /** The calling class by its binary name: a nested class is a scope of its own. */
    CLASS("class"),
    PACKAGE("package"),
    /** The jar or folder that the calling class came from. */
    CODE_SOURCE("codeSource"),
    PROCESS("process");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** The word that reports use. */
    public String label() {
        return label;
    }
}
