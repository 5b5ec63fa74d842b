package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.site.Places;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches classes load: looks at the raw bytes, weaves those that matter, and leaves a class as it is whenever something
 * goes wrong, which is told to the listener. Thread-safe.
 */
public final class CallTransformer implements ClassFileTransformer {
    /** Is told what could not be watched. */
    public interface Listener {
        /**
         * A class stays as it is, and calls in it or into it may be missed.
         *
         * @param className binary name
         */
        void notWoven(String className, String reason);
    }

    private final Sites sites;
    private final Places places;
    private final WovenCalls wovenCalls;
    private final MovedAtLoad movedAtLoad = new MovedAtLoad();
    private final Listener listener;
    private final @Nullable ClassLoader own = CallTransformer.class.getClassLoader();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong woven = new AtomicLong();
    private volatile Loom loom;

    public CallTransformer(Coverage coverage, Sites sites, Places places, WovenCalls wovenCalls, Listener listener) {
        this.sites = sites;
        this.places = places;
        this.wovenCalls = wovenCalls;
        this.listener = listener;
        this.loom = loom(coverage);
    }

    private Loom loom(Coverage coverage) {
        ClassFilter filter = new ClassFilter(coverage.policy());
        return new Loom(filter, new Weaver(coverage, filter, sites, places, wovenCalls, movedAtLoad));
    }

    /** From now on classes are woven for that policy. Those that are loaded already must be retransformed. */
    public void apply(Coverage coverage) {
        loom = loom(coverage);
    }

    /** Whether that class was woven, for this policy or one before. */
    public boolean hasWoven(Class<?> type) {
        return wovenCalls.knows(type.getClassLoader(), type.getName());
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
        return loom.filter.concerns(classFile);
    }

    /** Whether classes of that name, in that module and loader, are watched at all: those of the JDK and our own aren't. */
    public boolean watches(Module module, @Nullable ClassLoader loader, @Nullable String internalName) {
        if (internalName == null || (loader == own && own != null) || isOfJdk(module)) {
            return false;
        }
        return !internalName.startsWith("jdk/internal/reflect/") && !internalName.startsWith("dev/lastcall/");
    }

    private static boolean isOfJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            if (redefined != null) {
                wovenCalls.exchange(redefined);
            }
            if (name == null || !watches(module, loader, name)) {
                return null;
            }
            boolean again = redefined != null && hasWoven(redefined);
            if (!again) {
                seen.incrementAndGet();
            }
            Loom current = loom;
            if (!again && !current.filter.concerns(classFile)) {
                return null;
            }
            Weaver.Woven result = current.weaver.weave(loader, classFile, domain, redefined != null);
            for (String blindSpot : result.blindSpots()) {
                listener.notWoven(name.replace('/', '.'), blindSpot);
            }
            if (result.classFile() != null && !again) {
                woven.incrementAndGet();
            }
            return result.classFile();
        } catch (Throwable failure) {
            report(name, failure);
            return null;
        }
    }

    private void report(@Nullable String name, Throwable failure) {
        try {
            listener.notWoven(String.valueOf(name).replace('/', '.'), "not woven: " + failure);
        } catch (Throwable evenThat) {
            // a class that loads must not fail for our sake
        }
    }

    /** What one policy is woven with. */
    private record Loom(ClassFilter filter, Weaver weaver) {}
}
