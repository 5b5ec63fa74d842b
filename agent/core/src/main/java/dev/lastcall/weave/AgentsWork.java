package dev.lastcall.weave;

import dev.lastcall.site.ChangedClass;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.WeakHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What must still be in a class when agents that come after this one have changed it. There is one only where other
 * agents are. Keeps no class loader alive. Thread-safe.
 */
final class AgentsWork {
    private final Instrumentation own;
    private final Map<ClassLoader, Map<String, BridgeUses>> byLoader = new WeakHashMap<>();
    private final Map<String, BridgeUses> ofBootLoader = new HashMap<>();

    /** @param own this agent's */
    AgentsWork(Instrumentation own) {
        this.own = own;
    }

    /** Whether this agent has changed the class file. */
    boolean isOwn(ChangedClass changed) {
        return changed.agent() == own;
    }

    /** Whether it is the class of what each agent has. */
    boolean isGuarded(Class<?> type) {
        return type == own.getClass();
    }

    /** Binary name of a class. */
    static String nameOf(ChangedClass changed) {
        String name = changed.name();
        String internal = name == null ? new ClassReader(changed.classFile()).getClassName() : name;
        return internal.replace('/', '.');
    }

    /** That was woven into a class, in place of what was before. */
    synchronized void expect(@Nullable ClassLoader loader, String className, BridgeUses woven) {
        Map<String, BridgeUses> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            byLoader.put(loader, classes);
        }
        classes.put(className, woven);
    }

    /** Whether all that was woven into a class last is among that; if it is not known what was woven, it is not. */
    synchronized boolean areKept(@Nullable ClassLoader loader, String className, BridgeUses now) {
        Map<String, BridgeUses> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        BridgeUses woven = classes == null ? null : classes.get(className);
        return woven != null && now.include(woven);
    }

    /** Why calls of those methods may be missed. */
    static String lateGuards(List<String> methods) {
        return "another agent's code may answer calls of " + String.join(", ", new TreeSet<>(methods))
                + " in place of the body: those that are not announced where they are made are missed";
    }
}
