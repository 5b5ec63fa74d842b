package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
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

    private final ClassFilter filter;
    private final Weaver weaver;
    private final Listener listener;
    private final @Nullable ClassLoader own = CallTransformer.class.getClassLoader();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong woven = new AtomicLong();

    public CallTransformer(Coverage coverage, Sites sites, WovenCalls wovenCalls, Listener listener) {
        this.filter = new ClassFilter(coverage.policy());
        this.weaver = new Weaver(coverage, filter, sites, wovenCalls);
        this.listener = listener;
    }

    /** How many classes the class filter has looked at. */
    public long classesSeen() {
        return seen.get();
    }

    /** How many classes were changed. */
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
            if (!watches(module, loader, name)) {
                return null;
            }
            seen.incrementAndGet();
            if (!filter.concerns(classFile)) {
                return null;
            }
            byte[] result = weaver.weave(loader, classFile, domain, redefined != null);
            if (result != null) {
                woven.incrementAndGet();
            }
            return result;
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
}
