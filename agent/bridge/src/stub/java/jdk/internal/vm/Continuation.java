package jdk.internal.vm;

/** What the bridge calls of the JDK's class, which Java 17 does not have yet. Only compiled against, never packed. */
public class Continuation {
    private Continuation() {}

    /** The virtual thread that runs keeps its carrier until {@link #unpin}; calls nest. */
    public static native void pin();

    /** Ends what {@link #pin} began. */
    public static native void unpin();
}
