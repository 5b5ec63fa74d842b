package dev.lastcall.field;

import java.util.List;

/** A real program, what is listed in it, and how it is run. */
interface Program {
    String name();

    /** Maven coordinates: {@code group:artifact:version[:type[:classifier]]}. Archives of type zip are unpacked. */
    List<String> libraries();

    /** Signatures of its own members, each as {@code Class#member(**)} with a body; there must be calls of them. */
    List<String> deprecated();

    /** Makes what all its runs on this JDK share. */
    default void prepare(Place place) throws Exception {}

    /**
     * Starts it, waits until it is ready, uses it, and ends it.
     *
     * @throws Broken if it does not get ready, or answers wrongly
     */
    Ended run(Run run) throws Exception;

    /** Whether it makes the same calls in each run, on each JDK. */
    default boolean isRepeatable() {
        return true;
    }

    /** Whether that can run beside it. */
    default boolean takes(Beside beside) {
        return beside != Beside.MOCKITO;
    }

    /** Whether each counted call enters a body that Flight Recorder can trace. */
    default boolean isTraced() {
        return true;
    }
}
