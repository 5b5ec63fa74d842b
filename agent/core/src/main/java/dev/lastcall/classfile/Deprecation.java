package dev.lastcall.classfile;

/** Whether a class or member is marked {@link Deprecated}, as its class file says. */
public enum Deprecation {
    NONE,
    /** By the annotation, or by the attribute that compilers also write for the Javadoc tag alone. */
    DEPRECATED,
    /** By the annotation with {@code forRemoval = true}. */
    FOR_REMOVAL;

    /** Whether a signature {@code @Deprecated in …} means it. */
    public boolean isMeant(boolean forRemovalOnly) {
        return forRemovalOnly ? this == FOR_REMOVAL : this != NONE;
    }
}
