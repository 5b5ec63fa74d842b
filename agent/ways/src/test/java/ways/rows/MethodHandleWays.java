package ways.rows;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.lang.invoke.VolatileCallSite;
import java.util.List;
import java.util.function.Function;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Method handles: the class that invokes one is the caller. */
public final class MethodHandleWays {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private MethodHandleWays() {}

    private static MethodHandle make(Class<?> old) throws ReflectiveOperationException {
        return LOOKUP.findStatic(old, "make", MethodType.methodType(Object.class, Object.class));
    }

    private static MethodHandle manyOf(Class<?> old) throws ReflectiveOperationException {
        return LOOKUP.findStatic(old, "make", MethodType.methodType(Object.class, Object[].class));
    }

    @Way(value = "`findStatic`, `invokeExact`", kind = "method-handle")
    static final class FindStatic extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            Object made = (Object) make.invokeExact((Object) ""); // <- here
        }
    }

    @Way(value = "`findVirtual`, `invoke`", kind = "method-handle")
    static final class FindVirtual extends Row {
        public static class Old {
            Object make() {
                Truth.ran();
                return this;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = LOOKUP.findVirtual(Old.class, "make", MethodType.methodType(Object.class));
            make.invoke(Receiver.of(Old.class)); // <- here
        }
    }

    @Way(value = "`findConstructor`", kind = "method-handle")
    static final class FindConstructor extends Row {
        public static class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = LOOKUP.findConstructor(Old.class, MethodType.methodType(void.class));
            make.invoke(); // <- here
        }
    }

    @Way(value = "`findSpecial`", kind = "method-handle", caller = "Sub#run")
    static final class FindSpecial extends Row {
        public static class Old {
            public Object make() {
                Truth.ran();
                return this;
            }
        }

        static final class Sub extends Old {
            @Override
            public Object make() {
                return "";
            }

            void run() throws Throwable {
                MethodHandle make = MethodHandles.lookup()
                        .findSpecial(Old.class, "make", MethodType.methodType(Object.class), Sub.class);
                make.invoke(this); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            Receiver.of(Sub.class).run();
        }
    }

    @Way(value = "`bind`", kind = "method-handle")
    static final class Bind extends Row {
        public static class Old {
            Object make() {
                Truth.ran();
                return this;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = LOOKUP.bind(Receiver.of(Old.class), "make", MethodType.methodType(Object.class));
            make.invoke(); // <- here
        }
    }

    @Way(value = "`bindTo`", kind = "method-handle")
    static final class BindTo extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            make(Old.class).bindTo("").invoke(); // <- here
        }
    }

    @Way(value = "`unreflect`", kind = "method-handle")
    static final class Unreflect extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            LOOKUP.unreflect(Old.class.getDeclaredMethod("make", Object.class)).invoke((Object) ""); // <- here
        }
    }

    @Way(value = "`unreflectConstructor`", kind = "method-handle")
    static final class UnreflectConstructor extends Row {
        public static class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            LOOKUP.unreflectConstructor(Old.class.getDeclaredConstructor()).invoke(); // <- here
        }
    }

    @Way(value = "`publicLookup`", kind = "method-handle")
    static final class PublicLookup extends Row {
        public static class Old {
            public static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = MethodHandles.publicLookup()
                    .findStatic(Old.class, "make", MethodType.methodType(Object.class, Object.class));
            make.invoke((Object) ""); // <- here
        }
    }

    @Way(value = "`privateLookupIn`", kind = "method-handle")
    static final class PrivateLookup extends Row {
        public static class Old {
            private static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = MethodHandles.privateLookupIn(Old.class, LOOKUP)
                    .findStatic(Old.class, "make", MethodType.methodType(Object.class, Object.class));
            make.invoke((Object) ""); // <- here
        }
    }

    @Way(value = "`invokeWithArguments`", kind = "method-handle")
    static final class InvokeWithArguments extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            make(Old.class).invokeWithArguments(List.of("")); // <- here
        }
    }

    @Way(value = "`asType`", kind = "method-handle")
    static final class AsType extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = make.asType(MethodType.methodType(void.class, String.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`explicitCastArguments`", kind = "method-handle")
    static final class ExplicitCast extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined =
                    MethodHandles.explicitCastArguments(make, MethodType.methodType(String.class, String.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`insertArguments`", kind = "method-handle")
    static final class InsertArguments extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.insertArguments(make, 0, "");
            combined.invoke(); // <- here
        }
    }

    @Way(value = "`dropArguments`", kind = "method-handle")
    static final class DropArguments extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.dropArguments(make, 0, int.class);
            combined.invoke(1, ""); // <- here
        }
    }

    @Way(value = "`dropReturn`", kind = "method-handle")
    static final class DropReturn extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.dropReturn(make);
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`permuteArguments`", kind = "method-handle")
    static final class Permute extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.permuteArguments(
                    make, MethodType.methodType(Object.class, int.class, Object.class), 1);
            combined.invoke(1, ""); // <- here
        }
    }

    @Way(value = "`filterArguments`, as the filter", kind = "method-handle")
    static final class FilterArguments extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.filterArguments(MethodHandles.identity(Object.class), 0, make);
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`filterReturnValue`, as the filter", kind = "method-handle")
    static final class FilterReturn extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.filterReturnValue(MethodHandles.identity(Object.class), make);
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`collectArguments`", kind = "method-handle")
    static final class CollectArguments extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.collectArguments(MethodHandles.identity(Object.class), 0, make);
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`foldArguments`", kind = "method-handle")
    static final class Fold extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.foldArguments(
                    MethodHandles.dropArguments(MethodHandles.identity(Object.class), 1, Object.class), make);
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`guardWithTest`", kind = "method-handle")
    static final class GuardWithTest extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.guardWithTest(
                    MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, Object.class),
                    make,
                    MethodHandles.identity(Object.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`catchException`", kind = "method-handle")
    static final class CatchException extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.catchException(
                    make,
                    ArithmeticException.class,
                    MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, ArithmeticException.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`tryFinally`", kind = "method-handle")
    static final class TryFinally extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.tryFinally(
                    make, MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, Throwable.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`countedLoop`, run once", kind = "method-handle")
    static final class CountedLoop extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.countedLoop(
                    MethodHandles.constant(int.class, 1),
                    null,
                    MethodHandles.dropArguments(
                            MethodHandles.dropReturn(MethodHandles.insertArguments(make, 0, "")), 0, int.class));
            combined.invoke(); // <- here
        }
    }

    @Way(value = "`asSpreader`", kind = "method-handle")
    static final class Spreader extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = make.asSpreader(Object[].class, 1);
            combined.invoke(new Object[] {""}); // <- here
        }
    }

    @Way(value = "`asCollector`", kind = "method-handle")
    static final class Collector extends Row {
        public static class Old {
            static Object make(Object... from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            manyOf(Old.class).asCollector(Object[].class, 2).invoke("a", "b"); // <- here
        }
    }

    @Way(value = "`asVarargsCollector`", kind = "method-handle")
    static final class VarargsCollector extends Row {
        public static class Old {
            static Object make(Object... from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            manyOf(Old.class).asVarargsCollector(Object[].class).invoke("a", "b", "c"); // <- here
        }
    }

    @Way(value = "`exactInvoker`", kind = "method-handle")
    static final class ExactInvoker extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.exactInvoker(make.type());
            combined.invoke(make, (Object) ""); // <- here
        }
    }

    @Way(value = "`invoker`", kind = "method-handle")
    static final class GenericInvoker extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.invoker(make.type());
            combined.invoke(make, (Object) ""); // <- here
        }
    }

    @Way(value = "`spreadInvoker`", kind = "method-handle")
    static final class SpreadInvoker extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.spreadInvoker(make.type(), 0);
            combined.invoke(make, new Object[] {""}); // <- here
        }
    }

    @Way(value = "`dynamicInvoker of a `MutableCallSite`", kind = "method-handle")
    static final class MutableSite extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = new MutableCallSite(make).dynamicInvoker();
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`dynamicInvoker of a `VolatileCallSite`", kind = "method-handle")
    static final class VolatileSite extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = new VolatileCallSite(make).dynamicInvoker();
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`guardWithTest of a `SwitchPoint`", kind = "method-handle")
    static final class Guarded extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = new SwitchPoint().guardWithTest(make, MethodHandles.identity(Object.class));
            combined.invoke(""); // <- here
        }
    }

    @Way(value = "`tableSwitch`", kind = "method-handle")
    static final class TableSwitch extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            MethodHandle combined = MethodHandles.tableSwitch(
                    MethodHandles.dropArguments(make, 0, int.class), MethodHandles.dropArguments(make, 0, int.class));
            combined.invoke(0, ""); // <- here
        }
    }

    @Way(value = "a handle passed to another class, which invokes it", kind = "method-handle", caller = "User#run")
    static final class FoundByLdc extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        static final class User {
            void run(MethodHandle handle) throws Throwable {
                handle.invoke((Object) ""); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            new User().run(make(Old.class));
        }
    }

    @Way(value = "`MethodHandleProxies.asInterfaceInstance`", kind = "method-handle")
    static final class Proxies extends Row {
        public static class Old {
            public static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            Function<?, ?> function = MethodHandleProxies.asInterfaceInstance(Function.class, make(Old.class));
            function.apply(null); // <- here
        }
    }

    @Way(
            value = "`LambdaMetafactory` called by hand",
            kind = "method-ref",
            notAttributed = "the outermost class of the nest that made the reference, but not its method and line")
    static final class Metafactory extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            Function<Object, Object> function = (Function<Object, Object>) LambdaMetafactory.metafactory(
                            LOOKUP,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            make,
                            make.type())
                    .getTarget()
                    .invoke();
            function.apply(""); // <- here
        }
    }

    @Way(
            value =
                    "`LambdaMetafactory` called by hand, with a look-up of the deprecated class, as by Jackson Blackbird",
            kind = "method-ref")
    static final class MetafactoryInside extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }

            /** The class has a reference of its own as well. */
            static Function<Object, Object> own() {
                return Old::make;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            Function<Object, Object> function = (Function<Object, Object>) LambdaMetafactory.metafactory(
                            MethodHandles.privateLookupIn(Old.class, LOOKUP),
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            make,
                            make.type())
                    .getTarget()
                    .invoke();
            function.apply(""); // <- here
        }
    }

    @Way(value = "`Method.invoke` of `MethodHandle.invokeWithArguments`", kind = "reflection")
    static final class ReflectAs extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle.class.getMethod("invokeWithArguments", Object[].class).invoke(make(Old.class), (Object)
                    new Object[] {""});
        }
    }

    @Way(value = "run by a stream, as `handle::invokeWithArguments` in a lambda", kind = "method-handle")
    static final class InStream extends Row {
        public static class Old {
            static Object make(Object from) {
                Truth.ran();
                return from;
            }
        }

        @Override
        public void call() throws Throwable {
            MethodHandle make = make(Old.class);
            List.of("").forEach(each -> {
                try {
                    make.invoke((Object) each); // <- here
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
