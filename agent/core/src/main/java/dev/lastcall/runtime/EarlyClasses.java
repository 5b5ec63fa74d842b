package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * Has classes woven again that the JVM has offered before it was known that calls of a listed class end in their
 * methods: on the agent's thread, as soon as they are defined. Used by one thread at a time.
 */
final class EarlyClasses {
    /** In ticks of the agent's clock, four of which are a second. */
    private static final int LONGEST_PAUSE = 240;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final LoadedClasses loadedClasses;
    private int ticks;
    private int pause;
    private int nextLook;

    EarlyClasses(ClassWatch classes, LoadedClasses loadedClasses) {
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.loadedClasses = loadedClasses;
    }

    /** To be called at each tick of the agent's clock. */
    void tick() {
        ticks++;
        if (!transformer.awaitsEarlySubclasses()) {
            return;
        }
        if (transformer.awaitsMoreEarlySubclasses()) {
            pause = 0;
        } else if (ticks < nextLook) {
            return;
        }
        List<Class<?>> early = transformer.earlySubclasses(instrumentation.getAllLoadedClasses());
        loadedClasses.offer(early);
        transformer.offeredAgain(early, ticks);
        pause = Math.min(LONGEST_PAUSE, 2 * pause + 1);
        nextLook = ticks + pause;
    }
}
