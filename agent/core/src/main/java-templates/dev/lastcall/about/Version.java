package dev.lastcall.about;

/**
 * Lastcall's own version. The build fills it in here, not in a file beside the class: to read one costs the
 * application's start a millisecond.
 */
public final class Version {
    /** Such as {@code 0.1.0}. */
    public static final String CURRENT = "${project.version}";

    private Version() {}
}
