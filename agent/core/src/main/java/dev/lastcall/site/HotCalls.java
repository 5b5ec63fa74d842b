package dev.lastcall.site;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls through types that are not listed which were seen so often that their callers are woven again, with a hint
 * before each of them. Bounded, and keeps no class loader alive. Thread-safe.
 */
public final class HotCalls {
    /** So many hints a process may have; the bridge has as many places, of which the first is nobody's. */
    public static final int MOST_HINTS = 4_096;

    /** Name and descriptor of {@code Method.invoke}, as of a called method. */
    public static final String INVOKE = "invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;";

    /** Those of {@code Constructor.newInstance}. */
    public static final String NEW_INSTANCE = "newInstance([Ljava/lang/Object;)Ljava/lang/Object;";

    /** In place of name and descriptor: a call by a method handle, whose descriptor is each time another. */
    public static final String HANDLE = "MethodHandle";

    private static final int MOST_CALLS = 1_024;

    /**
     * A called method in a calling one.
     *
     * @param caller name and descriptor of the method that calls, as in the class file
     * @param called name and descriptor of the method that is called
     */
    public record HotCall(String caller, String called) {
        // without what the JDK makes for a record's equality when it is first asked for, by a thread of the application

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HotCall that && caller.equals(that.caller) && called.equals(that.called);
        }

        @Override
        public int hashCode() {
            return caller.hashCode() * 31 + called.hashCode();
        }
    }

    private final Map<ClassLoader, Map<String, Set<HotCall>>> byLoader = new WeakHashMap<>();
    private final Map<String, Set<HotCall>> ofBootLoader = new HashMap<>();
    private int calls;
    private int hints;
    private boolean permitted;

    /** The bridge is ready for hints: before this, there are none. */
    public synchronized void permitHints() {
        permitted = true;
    }

    /** Adds a call in that class. Returns whether it is new, and there is room for it. */
    public synchronized boolean add(@Nullable ClassLoader loader, String className, HotCall call) {
        if (calls >= MOST_CALLS || hints >= MOST_HINTS - 1) {
            return false;
        }
        Map<String, Set<HotCall>> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            byLoader.put(loader, classes);
        }
        Set<HotCall> ofClass = classes.get(className);
        if (ofClass == null) {
            ofClass = new HashSet<>();
            classes.put(className, ofClass);
        }
        boolean added = ofClass.add(call);
        calls += added ? 1 : 0;
        return added;
    }

    /** The calls in that class. */
    public synchronized Set<HotCall> in(@Nullable ClassLoader loader, String className) {
        Map<String, Set<HotCall>> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        Set<HotCall> ofClass = classes == null ? null : classes.get(className);
        return ofClass == null ? Set.of() : Set.copyOf(ofClass);
    }

    /** The number of a new hint; 0: there may be no more. */
    public synchronized int newHint() {
        return permitted && hints < MOST_HINTS - 1 ? ++hints : 0;
    }

    /** Forgets all calls: classes that are woven from now on get no hints. */
    public synchronized void forget() {
        byLoader.clear();
        ofBootLoader.clear();
        calls = 0;
    }
}
