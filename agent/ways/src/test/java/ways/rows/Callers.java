package ways.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Places that a call can be written in. */
public final class Callers {
    private Callers() {}

    @Way(value = "static initializer", caller = "User#<clinit>", times = 1)
    static final class StaticInitializer extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static {
                Old.make(); // <- here
            }

            static void load() {}
        }

        @Override
        public void call() {
            User.load();
        }
    }

    @Way(value = "initializer of a static field", caller = "User#<clinit>", times = 1)
    static final class StaticField extends Row {
        static final class Old {
            static Object make() {
                Truth.ran();
                return "";
            }
        }

        static final class User {
            static final Object FIELD = Old.make(); // <- here
        }

        @Override
        public void call() {
            User.FIELD.hashCode();
        }
    }

    @Way(value = "initializer of an interface's field", caller = "User#<clinit>", times = 1)
    static final class InterfaceField extends Row {
        static final class Old {
            static Object make() {
                Truth.ran();
                return "";
            }
        }

        interface User {
            Object FIELD = Old.make(); // <- here
        }

        @Override
        public void call() {
            User.FIELD.hashCode();
        }
    }

    @Way(value = "initializer of an instance field", caller = "User#<init>")
    static final class InstanceField extends Row {
        static final class Old {
            static Object make() {
                Truth.ran();
                return "";
            }
        }

        static final class User {
            final Object field = Old.make(); // <- here
        }

        @Override
        public void call() {
            new User();
        }
    }

    @Way("lambda")
    static final class Lambda extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Runnable lambda = () -> Old.make(); // <- here
            lambda.run();
        }
    }

    @Way("lambda in a lambda, run by a stream")
    static final class NestedLambda extends Row {
        static final class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() {
            java.util.List.of(1)
                    .forEach(one -> java.util.stream.Stream.of(one)
                            .map(each -> Old.make(each)) // <- here
                            .toList());
        }
    }

    @Way(value = "lambda in a static initializer", caller = "User#<clinit>", times = 1)
    static final class LambdaInStaticInitializer extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static final Runnable LAMBDA = () -> Old.make(); // <- here
        }

        @Override
        public void call() {
            User.LAMBDA.run();
        }
    }

    @Way(value = "inner class", caller = "Inner#run")
    static final class InnerClass extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        final class Inner {
            void run() {
                Old.make(); // <- here
            }
        }

        @Override
        public void call() {
            new Inner().run();
        }
    }

    @Way(value = "anonymous class", caller = "1#run")
    static final class AnonymousClass extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            new Runnable() {
                @Override
                public void run() {
                    Old.make(); // <- here
                }
            }.run();
        }
    }

    @Way(value = "local class", caller = "1Local#run")
    static final class LocalClass extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            class Local {
                void run() {
                    Old.make(); // <- here
                }
            }
            new Local().run();
        }
    }

    @Way(
            value = "canonical constructor and accessor of a record",
            caller = {"User#<init>", "User#value"})
    static final class InRecord extends Row {
        static final class Old {
            static int make(int value) {
                Truth.ran();
                return value;
            }
        }

        record User(int value) {
            User {
                value = Old.make(value); // <- here
            }

            @Override
            public int value() {
                return Old.make(value); // <- here
            }
        }

        @Override
        public void call() {
            new User(1).value();
        }
    }

    @Way(
            value = "record whose component is deprecated: its generated `hashCode`",
            caller = "User#hashCode",
            kind = "method-handle",
            lists = "Old#hashCode()")
    static final class RecordComponent extends Row {
        static final class Old {
            @Override
            public int hashCode() {
                Truth.ran();
                return 1;
            }
        }

        record User(Old old) {}

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getDeclaredMethod("hashCode");
        }

        @Override
        public void call() {
            new User(new Old()).hashCode();
        }
    }

    @Way(value = "body of an enum constant", caller = "User$1#run")
    static final class InEnumBody extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        enum User {
            ONE {
                @Override
                void run() {
                    Old.make(); // <- here
                }
            };

            abstract void run();
        }

        @Override
        public void call() {
            User.ONE.run();
        }
    }

    @Way(value = "constructor of an enum", caller = "User#<init>", times = 1)
    static final class InEnumConstructor extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        enum User {
            ONE;

            User() {
                Old.make(); // <- here
            }
        }

        @Override
        public void call() {
            User.ONE.name();
        }
    }

    @Way(
            value = "interface default, static and private methods",
            caller = {"User#run", "User#statically", "User#privately"})
    static final class InInterface extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        interface User {
            default void run() throws Throwable {
                Old.make(); // <- here
            }

            static void statically() {
                Old.make(); // <- here
            }

            private void privately() {
                Old.make(); // <- here
            }

            default void all() throws Throwable {
                Truth.attempt(this::run);
                Truth.attempt(User::statically);
                Truth.attempt(this::privately);
            }
        }

        @Override
        public void call() throws Throwable {
            new User() {}.all();
        }
    }

    @Way(value = "`try`/`finally`, which javac writes twice", caller = "#run")
    static final class TryFinally extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Truth.attempt(() -> run(false));
            try {
                run(true);
            } catch (IllegalArgumentException expected) {
                return;
            }
        }

        private static void run(boolean fail) {
            try {
                if (fail) {
                    throw new IllegalArgumentException("as it should");
                }
            } finally {
                Old.make(); // <- here
            }
        }
    }

    @Way(
            value = "resource of `try`",
            kind = {"new", "virtual"})
    static final class TryWithResources extends Row {
        static final class Old implements AutoCloseable {
            Old() {
                Truth.ran();
            }

            @Override
            public void close() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            try (AutoCloseable old = new Old()) {
                old.hashCode();
            }
        }
    }

    @Way("`catch` block, with a stack that is not empty after it")
    static final class CatchBlock extends Row {
        static final class Old {
            static int make() {
                Truth.ran();
                return 1;
            }
        }

        @Override
        public void call() {
            try {
                Integer.parseInt("x");
            } catch (NumberFormatException expected) {
                Math.max(2, Old.make()); // <- here
            }
        }
    }

    @Way("switch, conditional, concatenation and loop")
    static final class Expressions extends Row {
        static final class Old {
            static String make(int value) {
                Truth.ran();
                return "" + value;
            }
        }

        @Override
        public void call() {
            for (int i = 0; i < 2; i++) {
                String text = i == 0 ? "a" + Old.make(i) : "b"; // <- here
                String other = switch (i) {
                    case 0 -> "none";
                    default -> Old.make(i); // <- here
                };
                synchronized (this) {
                    text.concat(other).concat(Old.make(2)); // <- here
                }
            }
        }
    }

    @Way("synchronized block")
    static final class Synchronized extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            synchronized (this) {
                Old.make(); // <- here
            }
        }
    }

    @Way(value = "generic method of a subclass of a JDK class", caller = "User#call")
    static final class CallableUser extends Row {
        static final class Old {
            static Object make() {
                Truth.ran();
                return "";
            }
        }

        static final class User implements Callable<Object> {
            @Override
            public Object call() {
                return Old.make(); // <- here
            }
        }

        @Override
        public void call() throws Exception {
            new java.util.concurrent.FutureTask<>(new User()) {
                @Override
                public void run() {
                    super.run();
                    try {
                        get();
                    } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }.run();
        }
    }

    @Way(value = "a `Comparator` called by `sort`: the frame below is the JDK's", kind = "virtual")
    static final class FromJdk extends Row {
        static final class Old implements java.util.Comparator<Integer> {
            @Override
            public int compare(Integer a, Integer b) {
                Truth.ran();
                return a.compareTo(b);
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            java.util.Comparator<Integer> old = Receiver.of(Old.class);
            Integer[] two = {2, 1};
            java.util.Arrays.sort(two, old); // <- here
        }
    }

    @Way(
            value = "logging handler, while the deprecated code logs",
            caller = {"#call", "Appender#publish"})
    static final class InsideLogging extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
                LOGGER.warning("deprecated");
            }
        }

        static final class Appender extends Handler {
            private boolean inside;

            @Override
            public void publish(LogRecord logged) {
                if (!inside) {
                    inside = true;
                    try {
                        Old.make(); // <- here
                    } finally {
                        inside = false;
                    }
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }

        private static final Logger LOGGER = Logger.getAnonymousLogger();

        static {
            LOGGER.setUseParentHandlers(false);
            LOGGER.addHandler(new Appender());
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
            value = "`System.err` replaced by a stream that calls it, while calls are logged there",
            caller = {"#call", "Calling#write"},
            times = 1,
            own = true)
    static final class InsideStream extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
                System.err.write('.');
            }
        }

        static final class Calling extends OutputStream {
            private final OutputStream behind = System.err;
            private boolean inside;

            @Override
            public synchronized void write(int b) throws IOException {
                if (!inside) {
                    inside = true;
                    try {
                        Old.make(); // <- here
                    } finally {
                        inside = false;
                    }
                }
                behind.write(b);
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            // stays replaced, for who logs these calls does so whenever he likes
            System.setErr(new PrintStream(new Calling(), true));
            for (int i = 0; i < 100; i++) {
                try {
                    Old.make(); // <- here
                } catch (UnsupportedOperationException refused) {
                    Truth.refused(refused);
                }
            }
        }
    }
}
