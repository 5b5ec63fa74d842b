package dev.lastcall.gate;

import dev.lastcall.site.JdkModules;
import dev.lastcall.site.LanguageRuntimes;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Tells what a frame on the stack is. A pure function of its class and, for few classes, of its method. */
final class FrameSorter {
    /** What a frame is. */
    enum Sort {
        APPLICATION,
        /** Core reflection. */
        REFLECTION,
        /** Method handles and their lambda forms. */
        METHOD_HANDLE,
        /** The linking of an {@code invokedynamic}. */
        BOOTSTRAP,
        /** The class that stands behind a lambda or method reference. */
        REFERENCE,
        /** A class that generated code made beside another: it only passes calls on. */
        GENERATED,
        /** Anything else that is passed over: the rest of the JDK, generated proxies, language runtimes. */
        OTHER
    }

    /** Of the runtimes of languages and of the JDK, what runs on another thread or later what it was given. */
    private static final String[] RUNNERS = {
        "java.lang.Thread",
        "java.util.TimerThread",
        "java.util.concurrent.CompletableFuture$",
        "java.util.concurrent.CountedCompleter",
        "java.util.concurrent.Executors$",
        "java.util.concurrent.ForkJoin",
        "java.util.concurrent.FutureTask",
        "java.util.concurrent.ThreadPoolExecutor$Worker",
        "kotlin.concurrent.",
        "kotlin.coroutines.",
        "kotlinx.coroutines.",
        "scala.concurrent."
    };

    private static final String CLASS = "java.lang.Class";
    private static final String LINKER = "java.lang.invoke.MethodHandleNatives";
    private static final String LAMBDA = "$$Lambda";
    /** Before the address of a hidden class, in the name of a class that the JDK puts beside it. */
    private static final String ADDRESS = "_0x";
    /** What the JDK puts beside a class for a switch over patterns. */
    private static final String TYPE_SWITCH = "$$TypeSwitch";
    /** What the JDK puts beside a class to call a method that asks for its caller through a handle. */
    private static final String INJECTED = "$$InjectedInvoker";

    private final Class<?> bridge;
    private final ClassLoader own;

    /**
     * @param bridge the bridge class
     * @param own the loader of the agent
     */
    FrameSorter(Class<?> bridge, ClassLoader own) {
        this.bridge = bridge;
        this.own = own;
    }

    boolean isAgent(Class<?> type) {
        return type == bridge || (type.getClassLoader() == own && type.getName().startsWith("dev.lastcall."));
    }

    Sort sort(Class<?> type, String method) {
        Sort sort = sort(type);
        return sort != null ? sort : sortByMethod(type.getName(), method);
    }

    /** The sort of all frames of a class; null: it depends on the method. */
    @Nullable
    Sort sort(Class<?> type) {
        if (isAgent(type)) {
            return Sort.OTHER;
        }
        String name = type.getName();
        if (isOfJdk(type) || JdkModules.generated(type.getClassLoader(), name)) {
            return sortOfJdk(name);
        }
        if (type.isHidden() && name.contains(LAMBDA)) {
            return Sort.REFERENCE;
        }
        if (type.isHidden() && (name.contains(INJECTED) || name.contains(TYPE_SWITCH))) {
            return Sort.METHOD_HANDLE;
        }
        return Proxy.isProxyClass(type) || isRuntime(name) ? Sort.OTHER : Sort.APPLICATION;
    }

    private static @Nullable Sort sortOfJdk(String name) {
        if (name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("sun.reflect.")) {
            return Sort.REFLECTION;
        }
        if (name.equals(CLASS) || name.equals(LINKER)) {
            return null;
        }
        return name.startsWith("java.lang.invoke.") ? Sort.METHOD_HANDLE : Sort.OTHER;
    }

    private static Sort sortByMethod(String name, String method) {
        if (name.equals(CLASS)) {
            return method.equals("newInstance") ? Sort.REFLECTION : Sort.OTHER;
        }
        return method.startsWith("linkCallSite") || method.startsWith("linkDynamicConstant")
                ? Sort.BOOTSTRAP
                : Sort.METHOD_HANDLE;
    }

    /**
     * Whether that method of {@link Class} asks an enum for its constants, and takes an exception for one without any.
     */
    static boolean swallows(String method) {
        return method.equals("getEnumConstantsShared");
    }

    /** Whether the class is in a module of the JDK. */
    static boolean isOfJdk(Class<?> type) {
        return JdkModules.hold(type.getModule());
    }

    /**
     * The class that wrote the lambda or method reference behind which that hidden class stands, by its stable name:
     * the JDK writes the address of a hidden class behind an underscore there.
     *
     * @param reference the name of the class that stands for the lambda
     */
    static String hostOfReference(String reference) {
        String name = reference.substring(0, reference.indexOf(LAMBDA));
        int address = name.lastIndexOf(ADDRESS);
        for (int i = address + ADDRESS.length(); address > 0 && i < name.length(); i++) {
            if (Character.digit(name.charAt(i), 16) < 0) {
                return name;
            }
        }
        return address > 0 ? name.substring(0, address) : name;
    }

    /**
     * A class's name without what differs from run to run: a hidden class has an address behind its name, a class that
     * was made of a script counters in it.
     */
    static String stableName(String className) {
        return LanguageRuntimes.stableName(withoutAddress(className));
    }

    /** As {@link #stableName(String)}, of a class with that source file. */
    static String stableName(String className, @Nullable String source) {
        String name = withoutAddress(className);
        return source == null ? LanguageRuntimes.stableName(name) : LanguageRuntimes.stableName(name, source);
    }

    private static String withoutAddress(String className) {
        int address = className.indexOf('/');
        return address < 0 ? className : className.substring(0, address);
    }

    /** Whether a class of that name belongs to the runtime of a language. */
    static boolean isRuntime(String name) {
        return LanguageRuntimes.hold(name);
    }

    /** Whether a class of that name, of the JDK or a runtime, runs what it was given on another thread, or later. */
    static boolean isRunner(String name) {
        return startsWithAny(name, RUNNERS);
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
