package dev.lastcall.field;

import java.util.Comparator;

/**
 * A call site as both Lastcall and Flight Recorder see it.
 *
 * @param caller its class
 * @param line 0 if there is none
 * @param target {@code Class#member} and descriptor
 */
record Site(String caller, int line, String target) implements Comparable<Site> {
    private static final Comparator<Site> ORDER =
            Comparator.comparing(Site::caller).thenComparing(Site::line).thenComparing(Site::target);

    @Override
    public int compareTo(Site other) {
        return ORDER.compare(this, other);
    }

    boolean isOfJdk() {
        return Listed.isOfJdk(target);
    }

    @Override
    public String toString() {
        return caller + ":" + line + " -> " + target;
    }
}
