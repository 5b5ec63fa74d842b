package ways.peers;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;

/** What Byteman's rules call where a listed method begins: finds the caller on the stack. */
public class Entered {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Counts, unless the call comes from inside the deprecated class. Whether it did. */
    public boolean called(String rule, String old) {
        Place caller = WALKER.walk(frames -> caller(
                frames.dropWhile(frame -> isTool(frame.getClassName())).skip(1).iterator(), old));
        if (caller == null) {
            return false;
        }
        Recorder.call(rule, caller.name, caller.line);
        return true;
    }

    /** The nearest frame of the application, else the outermost; null if the call comes from inside. */
    private static Place caller(Iterator<StackWalker.StackFrame> frames, String old) {
        Place caller = new Place("<native>#", 0);
        while (frames.hasNext()) {
            StackWalker.StackFrame frame = frames.next();
            String name = frame.getClassName();
            if (isBridge(frame)) {
                continue;
            }
            if (name.equals(old) || name.startsWith(old + "$")) {
                return null;
            }
            caller = new Place(name + "#" + frame.getMethodName(), frame.getLineNumber());
            if (!isJdk(name)) {
                break;
            }
        }
        return caller;
    }

    private record Place(String name, int line) {}

    /** Rules are not set on bridge methods, so that the call into one is seen in the method that it calls. */
    private static boolean isBridge(StackWalker.StackFrame frame) {
        try {
            Class<?>[] parameters = frame.getMethodType().parameterArray();
            for (Method method : frame.getDeclaringClass().getDeclaredMethods()) {
                if (method.isBridge()
                        && method.getName().equals(frame.getMethodName())
                        && Arrays.equals(method.getParameterTypes(), parameters)
                        && method.getReturnType() == frame.getMethodType().returnType()) {
                    return true;
                }
            }
            return false;
        } catch (LinkageError missingType) {
            return false;
        }
    }

    private static boolean isTool(String name) {
        return name.startsWith("org.jboss.byteman.") || name.startsWith("ways.peers.");
    }

    private static boolean isJdk(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }
}
