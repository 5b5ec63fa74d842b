package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Policy;
import dev.lastcall.site.Places;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches classes load: looks at the raw bytes, weaves those that matter, and leaves a class as it is whenever something
 * goes wrong, which is told to the listener. Thread-safe.
 */
public final class CallTransformer implements ClassFileTransformer {
    /** Is told what happens to classes. */
    public interface Listener {
        /**
         * A class stays as it is, and calls in it or into it may be missed.
         *
         * @param className binary name
         */
        void notWoven(String className, String reason);

        /**
         * A class may have to be woven, and there is no weaver yet: has {@link #weaveFor} called before it returns. May
         * be called by several threads at once.
         *
         * @throws Exception if there can be no weaver; the class then stays as it is
         */
        default void aClassMatters() throws Exception {
            throw new Exception("there is no weaver");
        }

        /**
         * A class loads whose fields are listed, or may be: has {@link #guardField} called and {@link Field} retransformed
         * before it returns. May be called by several threads at once, each of which is in a transformer: what it
         * retransforms itself, no transformer is told of.
         */
        default void fieldsMatter() {}

        /**
         * Somebody has stopped a thread while it was in a transformer, whose exceptions the JVM keeps to itself: has it
         * stopped once more.
         */
        default void threadDies(Thread dying) {}
    }

    private static final Module JAVA_BASE = Object.class.getModule();
    private static final Module OWN = CallTransformer.class.getModule();

    private final Listener listener;
    private final @Nullable ClassLoader own = CallTransformer.class.getClassLoader();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong woven = new AtomicLong();
    private volatile ClassFilter filter;
    private volatile @Nullable Loom loom;
    private volatile boolean guardsField;

    /** Only looks at classes, until one of them may have to be woven. */
    public CallTransformer(Policy policy, Listener listener) {
        this.filter = new ClassFilter(policy);
        this.listener = listener;
    }

    /** Weaves from the first class on. */
    public CallTransformer(Coverage coverage, Sites sites, Places places, WovenCalls wovenCalls, Listener listener) {
        this(coverage.policy(), listener);
        weaveFor(coverage, sites, places, wovenCalls);
    }

    /** From now on there is a weaver, for the policy that is looked for already. */
    public void weaveFor(Coverage coverage, Sites sites, Places places, WovenCalls wovenCalls) {
        loom = new Loom(filter, coverage, sites, places, wovenCalls);
    }

    /**
     * From now on classes are woven for that policy. Those that are loaded already must be retransformed. To be called
     * by one thread at a time, when there is a weaver.
     */
    public void apply(Coverage coverage) {
        Loom current = Objects.requireNonNull(loom);
        ClassFilter next = new ClassFilter(coverage.policy());
        loom = current.with(next, coverage);
        filter = next;
    }

    /** From now on {@link Field} gets a guard when it is retransformed; to be called when the bridge is defined. */
    public void guardField() {
        guardsField = true;
    }

    /** Whether that class was woven, for this policy or one before. */
    public boolean hasWoven(Class<?> type) {
        Loom current = loom;
        return current != null && current.wovenCalls.knows(type.getClassLoader(), type.getName());
    }

    /** How many classes the class filter has looked at. */
    public long classesSeen() {
        return seen.get();
    }

    /** How many classes were changed, each once, under whatever policy. */
    public long classesWoven() {
        return woven.get();
    }

    /** Whether a class file may have to be woven. */
    public boolean concerns(byte[] classFile) {
        return filter.concerns(classFile);
    }

    /** Whether classes of that name, in that module and loader, are watched at all: those of the JDK and our own aren't. */
    public boolean watches(Module module, @Nullable ClassLoader loader, @Nullable String internalName) {
        if (internalName == null || (loader == own && own != null) || isOfJdk(module)) {
            return false;
        }
        return !internalName.startsWith("jdk/internal/reflect/") && !internalName.startsWith("dev/lastcall/");
    }

    /**
     * Whether one of those classes, which are loaded already, is watched. Nearly all of them are our own, or of the same
     * few modules of the JDK; this runs before any of it is compiled.
     */
    public boolean watchesAny(Class<?>[] types) {
        Module ofJdk = JAVA_BASE;
        for (Class<?> type : types) {
            Module module = type.getModule();
            if (module != ofJdk && module != OWN) {
                if (watches(type)) {
                    return true;
                }
                ofJdk = isOfJdk(module) ? module : ofJdk;
            }
        }
        return false;
    }

    /** The same for a class that is loaded. */
    public boolean watches(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return (loader != own || own == null)
                && !isOfJdk(type.getModule())
                && !type.isArray()
                && !type.isHidden()
                && watches(type.getModule(), loader, type.getName().replace('.', '/'));
    }

    private static boolean isOfJdk(Module module) {
        if (module == JAVA_BASE) {
            return true;
        }
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    @Override
    @SuppressWarnings("removal") // on a JDK without security manager the answer is no
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            if (redefined == Field.class) {
                return guardsField ? GuardedField.weave(classFile) : null;
            }
            Loom current = loom;
            if (redefined != null && current != null) {
                current.wovenCalls.exchange(redefined);
            }
            if (name == null || !watches(module, loader, name)) {
                return null;
            }
            boolean again =
                    redefined != null && current != null && current.wovenCalls.knows(loader, redefined.getName());
            if (!again) {
                seen.incrementAndGet();
            }
            if (!again && !filter.concerns(classFile)) {
                return null;
            }
            Weaving weaving = new Weaving(this, name, loader, classFile, domain, redefined != null, again);
            return System.getSecurityManager() == null ? weaving.run() : AccessController.doPrivileged(weaving);
        } catch (Throwable failure) {
            report(name, failure);
            return null;
        }
    }

    private byte @Nullable [] weave(
            String name,
            @Nullable ClassLoader loader,
            byte[] classFile,
            @Nullable ProtectionDomain domain,
            boolean redefined,
            boolean again)
            throws Exception {
        Loom current = loom;
        if (current == null) {
            listener.aClassMatters();
            current = Objects.requireNonNull(loom);
        }
        Weaver.Woven result = current.weaver.weave(loader, classFile, domain, redefined);
        if (result.listsFields()) {
            listener.fieldsMatter();
        }
        for (String blindSpot : result.blindSpots()) {
            listener.notWoven(name.replace('/', '.'), blindSpot);
        }
        if (result.classFile() != null && !again) {
            woven.incrementAndGet();
        }
        return result.classFile();
    }

    private void report(@Nullable String name, Throwable failure) {
        try {
            if (failure.getClass().getName().equals("java.lang.ThreadDeath")) {
                listener.threadDies(Thread.currentThread());
            }
            listener.notWoven(String.valueOf(name).replace('/', '.'), "not woven: " + failure);
            listener.fieldsMatter(); // those of this class may be listed
        } catch (Throwable evenThat) {
            // a class that loads must not fail for our sake
        }
    }

    /** What is done for a class that matters; the application's classes on the stack may not be allowed to. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Weaving(
            CallTransformer transformer,
            String name,
            @Nullable ClassLoader loader,
            byte[] classFile,
            @Nullable ProtectionDomain domain,
            boolean redefined,
            boolean again)
            implements PrivilegedExceptionAction<byte @Nullable []> {
        @Override
        public byte @Nullable [] run() throws Exception {
            return transformer.weave(name, loader, classFile, domain, redefined, again);
        }
    }

    /** What classes are woven with; its weaver is for one policy, the rest outlives policies. */
    private static final class Loom {
        private final Sites sites;
        private final Places places;
        private final WovenCalls wovenCalls;
        private final MovedAtLoad movedAtLoad;
        private final Weaver weaver;

        Loom(ClassFilter filter, Coverage coverage, Sites sites, Places places, WovenCalls wovenCalls) {
            this(filter, coverage, sites, places, wovenCalls, new MovedAtLoad());
        }

        private Loom(
                ClassFilter filter,
                Coverage coverage,
                Sites sites,
                Places places,
                WovenCalls wovenCalls,
                MovedAtLoad movedAtLoad) {
            this.sites = sites;
            this.places = places;
            this.wovenCalls = wovenCalls;
            this.movedAtLoad = movedAtLoad;
            this.weaver = new Weaver(coverage, filter, sites, places, wovenCalls, movedAtLoad);
        }

        Loom with(ClassFilter filter, Coverage coverage) {
            return new Loom(filter, coverage, sites, places, wovenCalls, movedAtLoad);
        }
    }
}
