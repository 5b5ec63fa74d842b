package ways.rows;

import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Calls written as calls. */
public final class Direct {
    private Direct() {}

    @Way("static method")
    static final class StaticMethod extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way(value = "one overload of several", lists = "Old#make(long)")
    static final class Overload extends Row {
        static final class Old {
            static void make(long wide) {
                Truth.ran();
            }

            static void make(int narrow) {}
        }

        @Override
        public void call() {
            Old.make(1);
            Old.make(1L); // <- here
        }
    }

    @Way("variable arguments")
    static final class Varargs extends Row {
        static final class Old {
            static void make(String... names) {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old.make("a", "b"); // <- here
        }
    }

    @Way("wide arguments and result, on an instance")
    static final class WideArguments extends Row {
        static final class Old {
            double make(long a, double b, Object c, int d, long e) {
                Truth.ran();
                if (a != 1 || b != 2 || c != null || d != 4 || e != 5) {
                    throw new AssertionError("arguments");
                }
                return 6;
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            if (7 - old.make(1, 2, null, 4, 5) != 1) { // <- here
                throw new AssertionError("result");
            }
        }
    }

    @Way(value = "constructor", kind = "new")
    static final class Constructor extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            new Old(); // <- here
        }
    }

    @Way(value = "constructor that calls `this(…)`", kind = "new")
    static final class ThisConstructor extends Row {
        static final class Old {
            Old() {
                this(Truth.ran(1));
            }

            private Old(int value) {}
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getDeclaredConstructor();
        }

        @Override
        public void call() {
            new Old(); // <- here
        }
    }

    @Way(value = "`super(…)`", kind = "super", caller = "Sub#<init>")
    static final class SuperConstructor extends Row {
        static class Old {
            Old() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            Sub() {
                super(); // <- here
            }
        }

        @Override
        public void call() {
            new Sub();
        }
    }

    @Way(value = "implicit constructor of a subclass", kind = "super", caller = "Sub#<init>")
    static final class ImplicitSuper extends Row {
        static class Old {
            Old() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {}

        @Override
        public void call() {
            new Sub();
        }
    }

    @Way(value = "anonymous subclass", kind = "super", caller = "1#<init>")
    static final class AnonymousSubclass extends Row {
        abstract static class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            new Old() {}; // <- here
        }
    }

    @Way(value = "`super.make()`", kind = "super", caller = "Sub#make")
    static final class SuperMethod extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            @Override
            void make() {
                super.make(); // <- here
            }
        }

        @Override
        public void call() {
            // declared by Sub, so no call of Old's member
            Receiver.of(Sub.class).make();
        }
    }

    @Way("instance method")
    static final class InstanceMethod extends Row {
        static final class Old {
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way("inherited static method by a subclass's name")
    static final class InheritedStatic extends Row {
        static class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {}

        @Override
        public void call() {
            Sub.make(); // <- here
        }
    }

    @Way(value = "inherited instance method by a subclass's name", kind = "virtual")
    static final class InheritedInstance extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {}

        private final Sub sub = Receiver.of(Sub.class);

        @Override
        public void call() {
            sub.make(); // <- here
        }
    }

    @Way(value = "inherited method called by the subclass itself", caller = "Sub#run")
    static final class InheritedSelfCall extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static class Sub extends Old {
            void run() {
                make(); // <- here
            }
        }

        @Override
        public void call() {
            Receiver.of(Sub.class).run();
        }
    }

    @Way("interface static method")
    static final class InterfaceStatic extends Row {
        interface Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way("interface default method")
    static final class InterfaceDefault extends Row {
        interface Old {
            default void make() {
                Truth.ran();
            }
        }

        static final class User implements Old {}

        private final Old old = new User();

        @Override
        public Object receiver() {
            return new User();
        }

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(value = "`Old.super.make()` of a default method", kind = "super", caller = "User#run")
    static final class InterfaceSuper extends Row {
        interface Old {
            default void make() {
                Truth.ran();
            }
        }

        static final class User implements Old {
            void run() {
                Old.super.make(); // <- here
            }
        }

        @Override
        public Object receiver() {
            return new User();
        }

        @Override
        public void call() {
            new User().run();
        }
    }

    @Way("interface abstract method")
    static final class InterfaceAbstract extends Row {
        interface Old {
            void make();
        }

        private final Old old = new Old() {
            @Override
            public void make() {
                Truth.ran();
            }
        };

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way("abstract method of a class")
    static final class AbstractMethod extends Row {
        abstract static class Old {
            abstract void make();
        }

        static final class User extends Old {
            @Override
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(User.class);

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(value = "method of an enum singleton", lists = "Old#make(**)")
    static final class EnumSingleton extends Row {
        enum Old {
            INSTANCE;

            void make() {
                Truth.ran();
            }
        }

        @Override
        public Object receiver() {
            return Old.INSTANCE;
        }

        @Override
        public void call() {
            Old.INSTANCE.make(); // <- here
        }
    }

    @Way(value = "body of an enum constant", lists = "Old#make(**)")
    static final class EnumConstantBody extends Row {
        enum Old {
            INSTANCE {
                @Override
                void make() {
                    Truth.ran();
                }
            };

            abstract void make();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Old.INSTANCE.make(); // <- here
        }
    }

    @Way(value = "`values()` and `valueOf` of an enum", lists = "Old#valueOf(**)")
    static final class EnumValueOf extends Row {
        enum Old {
            INSTANCE
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Old.valueOf("INSTANCE"); // <- here
            Truth.ran();
        }
    }

    @Way(value = "through a clean interface", kind = "virtual")
    static final class ThroughInterface extends Row {
        interface Factory {
            void make();
        }

        static final class Old implements Factory {
            @Override
            public void make() {
                Truth.ran();
            }
        }

        private final Factory factory = Receiver.of(Old.class);

        @Override
        public void call() {
            factory.make(); // <- here
        }
    }

    @Way(value = "through a clean superclass", kind = "virtual")
    static final class ThroughSuperclass extends Row {
        static class Factory {
            void make() {}
        }

        static final class Old extends Factory {
            @Override
            void make() {
                Truth.ran();
            }
        }

        private final Factory factory = Receiver.of(Old.class);

        @Override
        public void call() {
            factory.make(); // <- here
        }
    }

    @Way(value = "through a clean generic interface, into a bridge method", kind = "virtual")
    static final class ThroughBridge extends Row {
        interface Factory<T> {
            Object make(T from);
        }

        static final class Old implements Factory<String> {
            @Override
            public String make(String from) {
                Truth.ran();
                return from;
            }
        }

        @SuppressWarnings("unchecked")
        private final Factory<String> factory = Receiver.of(Old.class);

        @Override
        public void call() {
            factory.make(""); // <- here
        }
    }

    @Way("bridge method called by its class's name")
    static final class BridgeByName extends Row {
        abstract static class Factory<T> {
            abstract T make(T from);
        }

        static class Old extends Factory<String> {
            @Override
            String make(String from) {
                Truth.ran();
                return from;
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(""); // <- here
        }
    }

    @Way(value = "through an interface that a subclass adds", kind = "virtual")
    static final class InterfaceAddedBelow extends Row {
        public interface Factory {
            void make();
        }

        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old implements Factory {}

        private final Factory factory = Receiver.of(Sub.class);

        @Override
        public void call() {
            factory.make(); // <- here
        }
    }

    @Way(value = "public method of a package-private class, through its public subclass's bridge", kind = "virtual")
    static final class VisibilityBridge extends Row {
        static class Old {
            public void make() {
                Truth.ran();
            }
        }

        public static class Sub extends Old {}

        private final Sub sub = Receiver.of(Sub.class);

        @Override
        public void call() {
            sub.make();
        }
    }

    @Way(value = "method of a nested class of the listed one", lists = "Old$Nested")
    static final class NestedTarget extends Row {
        static final class Old {
            static final class Nested {
                static void make() {
                    Truth.ran();
                }
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.Nested.class.getDeclaredMethod("make");
        }

        @Override
        public void call() {
            Old.Nested.make(); // <- here
        }
    }

    @Way("private method of a nest mate")
    static final class PrivateMethod extends Row {
        static final class Old {
            private static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way("synchronized method")
    static final class SynchronizedMethod extends Row {
        static final class Old {
            static synchronized void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }

    @Way(value = "calls as arguments of calls", kind = "new", times = 3)
    static final class NestedCalls extends Row {
        static final class Old {
            Old(Object inner) {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            new Old(new Old(new Old(null))); // <- here
        }
    }

    @Way(
            value = "call in the arguments of `super(…)` and `this(…)`",
            caller = {"Sub#<init>"})
    static final class InConstructorArguments extends Row {
        static final class Old {
            static int make() {
                Truth.ran();
                return 1;
            }
        }

        static class Base {
            Base(int value) {}
        }

        static final class Sub extends Base {
            Sub() {
                this(Old.make()); // <- here
            }

            Sub(int value) {
                super(Old.make()); // <- here
            }
        }

        @Override
        public void call() {
            new Sub();
        }
    }

    @Way(value = "target that calls back the caller, which calls again", caller = "#call")
    static final class CallBack extends Row {
        static final class Old {
            static void make(Runnable then) {
                Truth.ran();
                if (then != null) {
                    then.run();
                }
            }
        }

        @Override
        public void call() {
            Old.make(() -> Old.make(null)); // <- here
        }
    }

    @Way("calls from inside the deprecated classes, not counted")
    static final class InsideCalls extends Row {
        static final class Old {
            static void make() throws ReflectiveOperationException {
                Truth.ran();
                again();
                Inner.run();
                Runnable reference = Old::again;
                reference.run();
                Old.class.getDeclaredMethod("again").invoke(null);
                new Old().toString();
            }

            static void again() {}

            static final class Inner {
                static void run() {
                    again();
                    Runnable lambda = () -> again();
                    lambda.run();
                    new Object() {
                        void run() {
                            again();
                        }
                    }.run();
                }
            }
        }

        @Override
        public void call() throws ReflectiveOperationException {
            Old.make(); // <- here
        }
    }

    @Way(value = "call that throws", throwing = IllegalStateException.class)
    static final class Throwing extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
                throw new IllegalStateException("as it should");
            }
        }

        @Override
        public void call() {
            Old.make(); // <- here
        }
    }
}
