package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * Has classes woven again that the JVM has offered before it was known that they extend a listed class: on the agent's
 * thread, as soon as they are defined. One that never is, because its definition has failed, is waited for some minutes.
 * Used by one thread at a time.
 */
final class EarlyClasses {
    /** In ticks of the agent's clock, four of which are a second. */
    private static final int LONGEST_PAUSE = 240;

    private static final int LONGEST_WAIT = 2_400;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final LoadedClasses loadedClasses;
    private int waited;
    private int nextLook;

    EarlyClasses(ClassWatch classes, LoadedClasses loadedClasses) {
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.loadedClasses = loadedClasses;
    }

    /** To be called at each tick of the agent's clock. */
    void tick() {
        if (!transformer.awaitsEarlySubclasses()) {
            waited = 0;
            nextLook = 0;
            return;
        }
        if (waited++ < nextLook) {
            return;
        }
        nextLook = waited + Math.min(waited, LONGEST_PAUSE);
        List<Class<?>> early = transformer.earlySubclasses(instrumentation.getAllLoadedClasses());
        if (!early.isEmpty()) {
            loadedClasses.offer(early);
            transformer.offeredAgain(early);
            waited = 0; // others may have come meanwhile
            nextLook = 0;
        } else if (waited > LONGEST_WAIT) {
            transformer.offeredAgain(null);
        }
    }
}
