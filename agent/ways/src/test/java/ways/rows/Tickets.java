package ways.rows;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Attempts that end before the deprecated code, or enter it twice: nothing they leave may hide a later call. */
public final class Tickets {
    private static final String DOES_NOT_LINK =
            "counted where it is made, though it fails: nothing tells a call that will not link from one that will";

    private Tickets() {}

    /** A class in this package whose {@code run()} is written by hand. */
    static Runnable generated(String name, Consumer<MethodVisitor> body) throws ReflectiveOperationException {
        return Generated.runnable("ways/rows/" + name, Opcodes.V17, body, Tickets.class.getClassLoader());
    }

    @Way(value = "null receiver", throwing = NullPointerException.class, neverArrives = true)
    static final class NullReceiver extends Row {
        static final class Old {
            void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old none = Boolean.getBoolean("none") ? new Old() : null;
            none.make();
        }
    }

    @Way(
            value = "null receiver of an interface's method, with arguments",
            throwing = NullPointerException.class,
            neverArrives = true)
    static final class NullInterface extends Row {
        interface Old {
            default void make(long a, Object b) {
                Truth.ran();
            }
        }

        @Override
        public Object receiver() {
            return new Old() {};
        }

        @Override
        public void call() {
            Old none = Boolean.getBoolean("none") ? new Old() {} : null;
            none.make(1, "");
        }
    }

    @Way(
            value = "method that is not there (`NoSuchMethodError`), then one that is",
            caller = "ways.rows.CallsGone#run",
            throwing = NoSuchMethodError.class,
            notCounted = DOES_NOT_LINK)
    static final class NoSuchMethod extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Runnable user = once("CallsGone", code -> {
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "ways/rows/Tickets$NoSuchMethod$Old", "make", "()V", false);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "ways/rows/Tickets$NoSuchMethod$Old", "gone", "()V", false);
            });
            user.run();
        }

        private static Runnable made;

        private static Runnable once(String name, Consumer<MethodVisitor> body) throws ReflectiveOperationException {
            made = made == null ? generated(name, body) : made;
            return made;
        }
    }

    @Way(
            value = "override whose native code is missing (`UnsatisfiedLinkError`), after a body",
            throwing = UnsatisfiedLinkError.class,
            notCounted = DOES_NOT_LINK)
    static final class MissingNativeOverride extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Missing extends Old {
            @Override
            native void make();
        }

        @Override
        public void call() {
            for (Old old : new Old[] {Receiver.of(Old.class), Receiver.of(Missing.class)}) {
                old.make();
            }
        }
    }

    @Way(
            value = "static call of an instance method (`IncompatibleClassChangeError`)",
            neverArrives = true,
            throwing = IncompatibleClassChangeError.class,
            notCounted = DOES_NOT_LINK,
            notAttributed = DOES_NOT_LINK)
    static final class IncompatibleChange extends Row {
        public static final class Old {
            public void make() {
                Truth.ran();
            }
        }

        private static Runnable made;

        @Override
        public void call() throws Throwable {
            made = made == null
                    ? generated(
                            "CallsStatically",
                            code -> code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    "ways/rows/Tickets$IncompatibleChange$Old",
                                    "make",
                                    "()V",
                                    false))
                    : made;
            made.run();
        }
    }

    @Way(
            value = "abstract method without a body (`AbstractMethodError`)",
            neverArrives = true,
            throwing = AbstractMethodError.class,
            notCounted = DOES_NOT_LINK,
            notAttributed = DOES_NOT_LINK)
    static final class AbstractWithoutBody extends Row {
        public abstract static class Old {
            public abstract void make();
        }

        private static Old made;

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            if (made == null) {
                ClassWriter writer = new ClassWriter(0);
                writer.visit(
                        Opcodes.V17,
                        Opcodes.ACC_PUBLIC,
                        "ways/rows/WithoutBody",
                        null,
                        "ways/rows/Tickets$AbstractWithoutBody$Old",
                        null);
                writer.visitEnd();
                made = (Old) Receiver.of(Generated.define(Tickets.class.getClassLoader(), writer.toByteArray()));
            }
            made.make();
        }
    }

    @Way(value = "override in a user's subclass, called by the deprecated type's name")
    static final class Override1 extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            @Override
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Sub.class);

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(
            value = "override that calls `super.make()`: two calls, each with its caller",
            kind = {"call", "super"},
            caller = {"#call", "Sub#make"})
    static final class OverrideCallsSuper extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            @Override
            void make() {
                Truth.ran();
                super.make(); // <- here
            }
        }

        private final Old old = Receiver.of(Sub.class);

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(
            value = "override that makes a reflective call of the same member on another object",
            kind = {"call", "reflection"},
            caller = {"#call", "Sub#make"})
    static final class OverrideReflects extends Row {
        static class Old {
            void make() throws ReflectiveOperationException {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            @Override
            void make() throws ReflectiveOperationException {
                Truth.ran();
                Old.class.getDeclaredMethod("make").invoke(Receiver.of(Old.class)); // <- here
            }
        }

        private final Old old = Receiver.of(Sub.class);

        @Override
        public void call() throws ReflectiveOperationException {
            old.make(); // <- here
        }
    }

    @Way(
            value =
                    "override in a class generated with no relation to the agent's rules: a proxy-like subclass in another loader")
    static final class OverrideElsewhere extends Row {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        private static Old made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                Class<?> sub = new net.bytebuddy.ByteBuddy()
                        .subclass(Old.class)
                        .method(net.bytebuddy.matcher.ElementMatchers.named("make"))
                        .intercept(net.bytebuddy.implementation.MethodCall.invoke(Truth.class.getMethod("ran")))
                        .make()
                        .load(
                                new ClassLoader(Tickets.class.getClassLoader()) {},
                                net.bytebuddy.dynamic.loading.ClassLoadingStrategy.Default.WRAPPER)
                        .getLoaded();
                made = (Old) Receiver.of(sub);
            }
            made.make(); // <- here
        }
    }

    @Way(
            value = "static initializer of the target that throws",
            throwing = LinkageError.class,
            notCounted = DOES_NOT_LINK,
            notAttributed = DOES_NOT_LINK,
            neverArrives = true,
            lists = "Old")
    static final class InitializerThrows extends Row {
        static final class Old {
            static final int VALUE = Integer.parseInt("x");

            static void make() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Old.make();
        }
    }

    @Way(
            value = "static initializer of the target that calls another deprecated class through a user's",
            times = 1,
            lists = {"Old", "Older"},
            caller = {"#call", "User#run"})
    static final class InitializerBetween extends Row {
        static final class Old {
            static {
                User.run();
            }

            static void make() {
                Truth.ran();
            }
        }

        static final class Older {
            static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static void run() {
                try {
                    Truth.attempt(() -> Older.make()); // <- here
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way(value = "stack overflow inside the deprecated code", throwing = StackOverflowError.class)
    static final class Overflow extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
                deeper(0);
            }

            private static int deeper(int depth) {
                return deeper(depth + 1) + 1;
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way(
            value = "recursion through a user's class",
            caller = {"#call", "User#run"})
    static final class Recursion extends Row {
        static final class Old {
            static void make(int depth) {
                Truth.ran();
                if (depth > 0) {
                    User.run(depth - 1);
                }
            }
        }

        static final class User {
            static void run(int depth) {
                Old.make(depth); // <- here
            }
        }

        @Override
        public void call() {
            Old.make(3); // <- here
        }
    }

    @Way(
            value = "argument that is itself a call, which throws",
            throwing = IllegalStateException.class,
            caller = "#call")
    static final class ArgumentThrows extends Row {
        static final class Old {
            static void make(Object value) {
                throw new AssertionError("not reached");
            }

            static Object fail() {
                Truth.ran();
                throw new IllegalStateException("as it should");
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getDeclaredMethod("fail");
        }

        @Override
        public void call() {
            Old.make(Old.fail()); // <- here
        }
    }
}
