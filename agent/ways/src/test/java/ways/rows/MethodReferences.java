package ways.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Method references: the class that wrote one is the caller, wherever it is run. */
public final class MethodReferences {
    /** Package-private: method handles have it too. */
    static final String CLASS_ONLY =
            "the class that wrote it, but not its method and line, which the JVM does not keep";

    private MethodReferences() {}

    /** Runs what others wrote. */
    static final class Elsewhere {
        static void run(Runnable reference) {
            reference.run();
        }

        static void get(Supplier<?> reference) {
            reference.get();
        }
    }

    @Way(value = "to a static method", kind = "method-ref")
    static final class ToStatic extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Runnable reference = Old::make; // <- here
            reference.run();
        }
    }

    @Way(value = "to an instance method of a bound receiver", kind = "method-ref")
    static final class Bound extends Row {
        static final class Old {
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            Runnable reference = old::make; // <- here
            reference.run();
        }
    }

    @Way(value = "to an instance method, unbound", kind = "method-ref")
    static final class Unbound extends Row {
        static final class Old {
            Object make() {
                Truth.ran();
                return this;
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            Function<Old, Object> reference = Old::make; // <- here
            reference.apply(old);
        }
    }

    @Way(value = "to a constructor", kind = "method-ref")
    static final class ToConstructor extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Supplier<Old> reference = Old::new; // <- here
            reference.get();
        }
    }

    @Way(value = "to a constructor with an argument, adapted", kind = "method-ref")
    static final class ToConstructorWithArgument extends Row {
        static final class Old {
            Old(long value) {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            IntFunction<Object> reference = Old::new; // <- here
            reference.apply(1);
        }
    }

    @Way(value = "in a stream", kind = "method-ref")
    static final class InStream extends Row {
        static final class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() {
            Stream.of("a").map(Old::make).toList(); // <- here
        }
    }

    @Way(value = "in `new Thread(Old::make)`", kind = "method-ref")
    static final class InThread extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Thread thread = new Thread(Old::make); // <- here
            Throwable[] thrown = {null};
            thread.setUncaughtExceptionHandler((in, t) -> thrown[0] = t);
            thread.start();
            thread.join();
            if (thrown[0] != null) {
                throw thrown[0];
            }
        }
    }

    @Way(value = "in an executor, a future and an `Optional`", kind = "method-ref")
    static final class InExecutor extends Row {
        static final class Old {
            static Object make() {
                Truth.ran();
                return "";
            }
        }

        @Override
        public void call() throws Throwable {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                Truth.attempt(() -> executor.submit(Old::make).get()); // <- here
            } finally {
                executor.shutdown();
            }
            Truth.attempt(() -> CompletableFuture.supplyAsync(Old::make).get()); // <- here
            Truth.attempt(() -> ForkJoinPool.commonPool().submit(Old::make).get()); // <- here
            Optional.empty().orElseGet(Old::make); // <- here
        }
    }

    @Way(value = "to a supertype's method, by a subclass's name", kind = "method-ref")
    static final class ToInherited extends Row {
        static class Old {
            Object make() {
                Truth.ran();
                return this;
            }
        }

        static final class Sub extends Old {}

        private final Sub sub = Receiver.of(Sub.class);

        @Override
        public void call() {
            Function<Sub, Object> reference = Sub::make; // <- here
            reference.apply(sub);
        }
    }

    @Way(value = "to an inherited static method, by a subclass's name", kind = "method-ref")
    static final class ToInheritedStatic extends Row {
        static class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {}

        @Override
        public void call() {
            Runnable reference = Sub::make; // <- here
            reference.run();
        }
    }

    @Way(value = "to a clean supertype's method, run by another class", kind = "method-ref", notAttributed = CLASS_ONLY)
    static final class ToCleanSupertype extends Row {
        interface Factory {
            Object make();
        }

        static final class Old implements Factory {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private final Factory factory = Receiver.of(Old.class);

        @Override
        public void call() {
            Supplier<Object> reference = factory::make; // <- here
            Elsewhere.get(reference);
        }
    }

    @Way(value = "to a clean supertype's method, in a stream of the deprecated type", kind = "method-ref")
    static final class ToCleanSupertypeUnbound extends Row {
        interface Factory {
            Object make();
        }

        static final class Old implements Factory {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            Stream.of(old).map(Factory::make).toList(); // <- here
        }
    }

    @Way(value = "to `super::make`", kind = "super", caller = "Sub#run")
    static final class ToSuper extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            void run() {
                Runnable reference = super::make; // <- here
                reference.run();
            }
        }

        @Override
        public void call() {
            Receiver.of(Sub.class).run();
        }
    }

    @Way(value = "to an abstract method of an interface", kind = "method-ref")
    static final class ToAbstract extends Row {
        interface Old {
            Object make();
        }

        private final Old old = () -> Truth.ran(1);

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Stream.of(old).map(Old::make).toList(); // <- here
        }
    }

    @Way(value = "to a default and to a static method of an interface", kind = "method-ref")
    static final class ToInterface extends Row {
        interface Old {
            default void make() {
                Truth.ran();
            }

            static void create() {
                Truth.ran();
            }
        }

        @Override
        public Object receiver() {
            return new Old() {};
        }

        @Override
        public void call() throws Throwable {
            Old old = new Old() {};
            Runnable bound = old::make; // <- here
            Runnable statically = Old::create; // <- here
            Truth.attempt(bound::run);
            statically.run();
        }
    }

    @Way(
            value = "with boxing, widening and variable arguments",
            kind = {"call", "method-ref"})
    static final class Adapted extends Row {
        static final class Old {
            static long make(long value) {
                Truth.ran();
                return value;
            }

            static long many(Object... values) {
                Truth.ran();
                return values.length;
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getDeclaredMethod("make", long.class);
        }

        @Override
        public void call() throws Throwable {
            ToLongFunction<Integer> reference = Old::make; // <- here
            Truth.attempt(() -> reference.applyAsLong(1));
            LongSupplier none = Old::many; // <- here
            none.getAsLong();
        }
    }

    @Way(value = "serializable, run by another class", kind = "method-ref", notAttributed = CLASS_ONLY)
    static final class IsSerializable extends Row {
        interface Reference extends Runnable, Serializable {}

        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Reference reference = Old::make; // <- here
            Elsewhere.run(reference);
        }
    }

    @Way(value = "in a static field, run by another class", kind = "method-ref", caller = "User#<clinit>")
    static final class InStaticField extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static final List<Runnable> ALL = List.of(Old::make); // <- here
        }

        @Override
        public void call() {
            User.ALL.forEach(Runnable::run);
        }
    }

    @Way(value = "in an interface", kind = "method-ref", caller = "User#run")
    static final class InInterface extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        interface User {
            default Runnable run() {
                return Old::make; // <- here
            }
        }

        @Override
        public void call() {
            new User() {}.run().run();
        }
    }

    @Way(value = "with an intersection type and marker interfaces", kind = "method-ref")
    static final class WithMarker extends Row {
        interface Marker {}

        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Runnable reference = (Runnable & Marker) Old::make; // <- here
            reference.run();
        }
    }

    @Way(
            value = "to a method whose receiver is null",
            kind = "method-ref",
            throwing = NullPointerException.class,
            neverArrives = true)
    static final class NullReceiver extends Row {
        static final class Old {
            Object make() {
                Truth.ran();
                return this;
            }
        }

        @Override
        public void call() {
            Function<Old, Object> reference = Old::make;
            reference.apply(null);
        }
    }

    @Way(value = "to a private method of a nest mate", kind = "method-ref")
    static final class ToPrivate extends Row {
        static final class Old {
            private Object make() {
                Truth.ran();
                return this;
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            Supplier<Object> reference = old::make; // <- here
            reference.get();
        }
    }

    @Way(value = "with wide arguments and a wide result, bound", kind = "method-ref")
    static final class Wide extends Row {
        interface Function3 {
            double apply(long a, double b, int c);
        }

        static final class Old {
            double make(long a, double b, int c) {
                Truth.ran();
                return a + b + c;
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            Function3 reference = old::make; // <- here
            if (reference.apply(1, 2, 3) != 6) {
                throw new AssertionError("arguments");
            }
        }
    }

    @Way(value = "`this::make` of an inherited method", kind = "method-ref", caller = "Sub#run")
    static final class ThisInherited extends Row {
        static class Old {
            protected void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            void run() {
                Runnable reference = this::make; // <- here
                reference.run();
            }
        }

        @Override
        public void call() {
            Receiver.of(Sub.class).run();
        }
    }

    @Way(value = "serializable, written, read and run", kind = "method-ref", notAttributed = CLASS_ONLY)
    static final class Deserialized extends Row {
        interface Reference extends Runnable, Serializable {}

        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Exception {
            Reference reference = Old::make; // <- here
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(reference);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                Elsewhere.run((Runnable) in.readObject());
            }
        }
    }

    @Way(value = "constructor of an array of the class: no call", kind = "method-ref", neverArrives = true)
    static final class ArrayConstructor extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            IntFunction<Old[]> reference = Old[]::new;
            reference.apply(1);
        }
    }
}
