package ways.rows;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Core reflection: the class that makes the reflective call is the caller. */
public final class Reflection {
    private Reflection() {}

    @Way(value = "`Method.invoke` of a static method", kind = "reflection")
    static final class StaticMethod extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Old.class.getDeclaredMethod("make").invoke(null); // <- here
        }
    }

    @Way(value = "`Method.invoke` 40 times: JDK 17 compiles an accessor after 15", kind = "reflection", times = 40)
    static final class Inflated extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private final Method method;

        Inflated() throws NoSuchMethodException {
            method = Old.class.getDeclaredMethod("make");
        }

        @Override
        public void call() throws Throwable {
            method.invoke(null); // <- here
        }
    }

    @Way(value = "`Method.invoke` of an instance method", kind = "reflection")
    static final class InstanceMethod extends Row {
        static final class Old {
            void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Old.class.getDeclaredMethod("make").invoke(Receiver.of(Old.class)); // <- here
        }
    }

    @Way(value = "`Method.invoke` of a clean interface's method", kind = "reflection")
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

        @Override
        public void call() throws Throwable {
            Factory.class.getDeclaredMethod("make").invoke(Receiver.of(Old.class)); // <- here
        }
    }

    @Way(value = "class and method found by name", kind = "reflection")
    static final class ByName extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Class<?> type = Class.forName("ways.rows.Reflection$ByName$Old");
            Method make = Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("make"))
                    .findFirst()
                    .orElseThrow();
            make.invoke(null); // <- here
        }
    }

    @Way(value = "private method after `setAccessible`", kind = "reflection")
    static final class PrivateMethod extends Row {
        static final class Old {
            private static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Method make = Old.class.getDeclaredMethod("make");
            make.setAccessible(true);
            make.invoke(null); // <- here
        }
    }

    @Way(value = "inherited method looked up in a subclass", kind = "reflection")
    static final class Inherited extends Row {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        public static final class Sub extends Old {}

        @Override
        public void call() throws Throwable {
            Sub.class.getMethod("make").invoke(Receiver.of(Sub.class)); // <- here
        }
    }

    @Way(value = "`Constructor.newInstance`", kind = "reflection", times = 20)
    static final class ConstructorCall extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        private final Constructor<Old> constructor;

        ConstructorCall() throws NoSuchMethodException {
            constructor = Old.class.getDeclaredConstructor();
        }

        @Override
        public void call() throws Throwable {
            constructor.newInstance(); // <- here
        }
    }

    @Way(value = "`Class.newInstance`", kind = "reflection", times = 20)
    static final class ClassNewInstance extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Old.class.newInstance(); // <- here
        }
    }

    @Way(value = "`Constructor.newInstance` of a clean subclass", kind = "super", caller = "Sub#<init>")
    static final class SubclassConstructor extends Row {
        static class Old {
            Old() {
                Truth.ran();
            }
        }

        static class Sub extends Old {}

        @Override
        public void call() throws Throwable {
            Sub.class.getDeclaredConstructor().newInstance();
        }
    }

    @Way(value = "in a proxy's handler", kind = "reflection", caller = "Handler#invoke")
    static final class ProxyHandler extends Row {
        interface Factory {
            void make();
        }

        static final class Old implements Factory {
            @Override
            public void make() {
                Truth.ran();
            }
        }

        record Handler(Object target) implements InvocationHandler {
            @Override
            public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
                return method.invoke(target, arguments); // <- here
            }
        }

        @Override
        public void call() {
            Factory factory = (Factory) Proxy.newProxyInstance(
                    Old.class.getClassLoader(), new Class<?>[] {Factory.class}, new Handler(Receiver.of(Old.class)));
            factory.make();
        }
    }

    @Way("proxy of a deprecated interface")
    static final class ProxyOfOld extends Row {
        interface Old {
            void make();
        }

        private final Old old = (Old) Proxy.newProxyInstance(
                Old.class.getClassLoader(), new Class<?>[] {Old.class}, (proxy, method, arguments) -> {
                    Truth.ran();
                    return null;
                });

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(value = "`InvocationHandler.invokeDefault`", kind = "reflection")
    static final class InvokeDefault extends Row {
        public interface Old {
            default void make() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            Object proxy = Proxy.newProxyInstance(
                    Old.class.getClassLoader(), new Class<?>[] {Old.class}, (self, method, arguments) -> null);
            InvocationHandler.invokeDefault(proxy, Old.class.getMethod("make")); // <- here
        }
    }

    @Way(value = "`Method.invoke` invoked by `Method.invoke`", kind = "reflection")
    static final class Twice extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Method make = Old.class.getDeclaredMethod("make");
            Method invoke = Method.class.getMethod("invoke", Object.class, Object[].class);
            make.setAccessible(true);
            invoke.invoke(make, null, new Object[0]); // <- here
        }
    }

    @Way(value = "from a lambda that a stream runs", kind = "reflection")
    static final class InLambda extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Method make = Old.class.getDeclaredMethod("make");
            make.setAccessible(true);
            java.util.List.of(make).forEach(each -> {
                try {
                    each.invoke(null); // <- here
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Way(value = "a method reference to `Method::invoke`", kind = "reflection")
    static final class ReferenceToInvoke extends Row {
        interface Invocation {
            Object invoke(Object receiver, Object[] arguments) throws ReflectiveOperationException;
        }

        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Invocation reference = Old.class.getMethod("make")::invoke;
            reference.invoke(null, new Object[0]); // <- here
        }
    }

    @Way(value = "`java.beans.Statement`", kind = "reflection")
    static final class BeansStatement extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            new java.beans.Statement(Old.class, "make", new Object[0]).execute(); // <- here
        }
    }

    @Way(value = "accessor of a deprecated record, by `RecordComponent`", kind = "reflection", lists = "Old#value()")
    static final class Accessor extends Row {
        public record Old(int value) {
            @Override
            public int value() {
                return Truth.ran(value);
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getMethod("value");
        }

        @Override
        public Object receiver() {
            return new Old(1);
        }

        @Override
        public void call() throws Throwable {
            Old.class.getRecordComponents()[0].getAccessor().invoke(new Old(1)); // <- here
        }
    }

    @Way(
            value = "`toString` of a named member, called by string concatenation",
            kind = "virtual",
            lists = "Old#toString()")
    static final class ConcatenatedToString extends Row {
        static final class Old {
            @Override
            public String toString() {
                Truth.ran();
                return "old";
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getMethod("toString");
        }

        @Override
        public void call() {
            ("" + new Old()).length(); // <- here
        }
    }

    @Way(value = "`readResolve` called by deserialization", kind = "reflection", lists = "Old#readResolve()")
    static final class ReadResolve extends Row {
        static final class Old implements java.io.Serializable {
            private static final long serialVersionUID = 1;

            Object readResolve() {
                Truth.ran();
                return this;
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            try (java.io.ObjectOutputStream out = new java.io.ObjectOutputStream(bytes)) {
                out.writeObject(new Old());
            }
            try (java.io.ObjectInputStream in =
                    new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
                in.readObject(); // <- here
            }
        }
    }

    @Way(value = "deserialization of a class whose superclass, not serializable, is deprecated", kind = "reflection")
    static final class DeserializedSuperclass extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        public static class Sub extends Old implements java.io.Serializable {
            private static final long serialVersionUID = 1;
        }

        @Override
        public void call() throws Throwable {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            try (java.io.ObjectOutputStream out = new java.io.ObjectOutputStream(bytes)) {
                out.writeObject(Receiver.of(Sub.class));
            }
            try (java.io.ObjectInputStream in =
                    new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
                in.readObject(); // <- here
            }
        }
    }
}
