package dev.lastcall.gate;

import dev.lastcall.evidence.Kind;
import dev.lastcall.site.WovenCode.Instruction;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that a Truffle language interprets, GraalVM's JavaScript for one: their functions have no frames of the JVM,
 * and Truffle is asked which one calls. By reflection, since Truffle is the application's.
 */
final class GuestCode implements InvocationHandler {
    private static final String HOST = "com.oracle.truffle.host.";
    private static final String API = "com.oracle.truffle.api.";

    private final ClassLoader loader;
    private @Nullable Object function;
    private @Nullable Object place;

    private GuestCode(ClassLoader loader) {
        this.loader = loader;
    }

    /** Whether a class of that name calls Java for a script. */
    static boolean callsJava(String className) {
        return className.startsWith(HOST);
    }

    /**
     * The script's function that makes the call.
     *
     * @param bridge the class that calls Java for it
     * @param kind how it reaches the target
     * @return null if Truffle does not say
     */
    static @Nullable FoundCaller caller(Class<?> bridge, Kind kind) {
        ClassLoader loader = bridge.getClassLoader();
        if (loader == null) {
            return null;
        }
        try {
            return new GuestCode(loader).find(kind);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError notAsExpected) {
            return null;
        }
    }

    private @Nullable FoundCaller find(Kind kind) throws ReflectiveOperationException {
        Class<?> visitor = type("frame.FrameInstanceVisitor");
        Object runtime = type("Truffle").getMethod("getRuntime").invoke(null);
        type("TruffleRuntime")
                .getMethod("iterateFrames", visitor)
                .invoke(runtime, Proxy.newProxyInstance(loader, new Class<?>[] {visitor}, this));
        Object root = function;
        Object section = root == null ? null : sectionOf(root);
        if (root == null || section == null) {
            return null;
        }
        Object at = place == null ? null : call("nodes.Node", place, "getEncapsulatingSourceSection");
        Object source = call("source.SourceSection", section, "getSource");
        String file = String.valueOf(call("source.Source", source, "getName"));
        Object line = call("source.SourceSection", at == null ? section : at, "getStartLine");
        Object name = call("nodes.RootNode", root, "getName");
        String method = name == null ? "" : name.toString();
        int number = line instanceof Integer known ? known : 0;
        return new FoundCaller(null, className(file), new Instruction(method, "", -1, number), file, kind, false);
    }

    /**
     * {@code visitFrame} of {@code FrameInstanceVisitor}: the frames from the innermost out, until one is a script's.
     */
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        if (arguments == null || arguments.length != 1) {
            return null;
        }
        Object target = call("frame.FrameInstance", arguments[0], "getCallTarget");
        Class<?> rooted = type("RootCallTarget");
        Object root = rooted.isInstance(target) ? call("RootCallTarget", target, "getRootNode") : null;
        if (root != null && sectionOf(root) != null) {
            function = root;
            return root;
        }
        place = call("frame.FrameInstance", arguments[0], "getCallNode");
        return null;
    }

    private @Nullable Object sectionOf(Object root) throws ReflectiveOperationException {
        return call("nodes.Node", root, "getEncapsulatingSourceSection");
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(API + name, true, loader);
    }

    private @Nullable Object call(String type, @Nullable Object on, String method) throws ReflectiveOperationException {
        return on == null ? null : type(type).getMethod(method).invoke(on);
    }

    /**
     * The script's name as one that an allow entry may hold: {@code rules/first-rule.js} is {@code
     * rules.first_rule.js}.
     */
    static String className(String script) {
        StringBuilder name = new StringBuilder(script.length());
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            boolean kept = c == '.' || Character.isJavaIdentifierPart(c);
            name.append(kept ? c : c == '/' && i > 0 ? '.' : '_');
        }
        return name.toString();
    }
}
