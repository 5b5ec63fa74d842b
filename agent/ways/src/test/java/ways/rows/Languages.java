package ways.rows;

import java.util.concurrent.Callable;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Callers in other languages of the JVM; their sources are {@code languages/callers.*}, compiled as the tests run. */
public final class Languages {
    private static final String FLAG = "{languages}";

    private Languages() {}

    private static Runnable runnable(String name) throws ReflectiveOperationException {
        return Generated.instance(Class.forName(name));
    }

    private static Object clojureFunction(String name) throws ReflectiveOperationException {
        Class<?> api = Class.forName("clojure.java.api.Clojure");
        if (!loaded) {
            loaded = true;
            Class.forName("clojure.lang.RT")
                    .getMethod("loadResourceScript", String.class)
                    .invoke(null, "languages/callers.clj");
        }
        return api.getMethod("var", Object.class, Object.class)
                .invoke(null, "ways.lang.clj", name)
                .getClass()
                .getMethod("deref")
                .invoke(api.getMethod("var", Object.class, Object.class).invoke(null, "ways.lang.clj", name));
    }

    private static boolean loaded;

    private static Callable<?> clojure(String name) throws ReflectiveOperationException {
        return (Callable<?>) clojureFunction(name);
    }

    @Way(value = "Groovy, compiled statically", kind = "call", caller = "ways.lang.GroovyStatic#run", flags = FLAG)
    public static final class GroovyStatic extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyStatic").run();
        }
    }

    @Way(
            value = "Groovy, dynamic static call",
            kind = "method-handle",
            caller = "ways.lang.GroovyDynamic#run",
            flags = FLAG)
    public static final class GroovyDynamic extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyDynamic").run();
        }
    }

    @Way(
            value = "Groovy, dynamic call of an instance",
            kind = "method-handle",
            caller = "ways.lang.GroovyInstance#run",
            flags = FLAG)
    public static final class GroovyInstance extends Row {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        public static Object old() {
            return Receiver.of(Old.class);
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyInstance").run();
        }
    }

    @Way(value = "Groovy, dynamic `new`", kind = "method-handle", caller = "ways.lang.GroovyNew#run", flags = FLAG)
    public static final class GroovyNew extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyNew").run();
        }
    }

    @Way(
            value = "Groovy, closure",
            kind = "method-handle",
            caller = "ways.lang.GroovyClosure$_run_closure1#doCall",
            flags = FLAG)
    public static final class GroovyClosure extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyClosure").run();
        }
    }

    @Way(
            value = "Groovy, method reference",
            kind = "reflection",
            caller = "ways.lang.GroovyReference#run",
            flags = FLAG)
    public static final class GroovyReference extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyReference").run();
        }
    }

    @Way(
            value = "Groovy, script evaluated at run time",
            kind = "method-handle",
            caller = "ways.lang.WaysScript#run",
            flags = FLAG)
    public static final class GroovyScript extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Class<?> script = (Class<?>) Class.forName("groovy.lang.GroovyClassLoader")
                    .getMethod("parseClass", String.class, String.class)
                    .invoke(
                            Class.forName("groovy.lang.GroovyClassLoader")
                                    .getDeclaredConstructor()
                                    .newInstance(),
                            "package ways.lang; ways.rows.Languages.GroovyScript.Old.make()",
                            "WaysScript.groovy");
            Object made = script.getDeclaredConstructor().newInstance();
            script.getMethod("run").invoke(made);
        }
    }

    @Way(value = "Groovy, field", kind = "reflection", caller = "ways.lang.GroovyProperty#run", flags = FLAG)
    public static final class GroovyProperty extends Row {
        public static class Old {
            public static int field;
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.GroovyProperty").run();
            Truth.ran();
        }
    }

    @Way(value = "Kotlin", kind = "call", caller = "ways.lang.KotlinCall#run", flags = FLAG)
    public static final class KotlinCall extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinCall").run();
        }
    }

    @Way(value = "Kotlin, lambda", kind = "call", caller = "ways.lang.KotlinLambda#run", flags = FLAG)
    public static final class KotlinLambda extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinLambda").run();
        }
    }

    @Way(
            value = "Kotlin, lambda of an inlined function",
            kind = "call",
            caller = "ways.lang.KotlinInlined#run",
            flags = FLAG)
    public static final class KotlinInlined extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinInlined").run();
        }
    }

    @Way(
            value = "Kotlin, reference to a method",
            kind = "call",
            caller = "ways.lang.KotlinReference$run$reference$1#invoke",
            flags = FLAG)
    public static final class KotlinReference extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinReference").run();
        }
    }

    @Way(
            value = "Kotlin, reference to a constructor",
            kind = "new",
            caller = "ways.lang.KotlinConstructor$run$reference$1#invoke",
            flags = FLAG)
    public static final class KotlinConstructor extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinConstructor").run();
        }
    }

    @Way(
            value = "Kotlin, reference as a Java interface",
            kind = "call",
            caller = "ways.lang.KotlinSam#run$make",
            flags = FLAG)
    public static final class KotlinSam extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.KotlinSam").run();
        }
    }

    @Way(value = "Kotlin, object", kind = "call", caller = "ways.lang.KotlinObject#run", flags = FLAG)
    public static final class KotlinObject extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            ((Runnable) Class.forName("ways.lang.KotlinObject")
                            .getField("INSTANCE")
                            .get(null))
                    .run();
        }
    }

    @Way(
            value = "Kotlin, default argument of a top-level function",
            kind = "call",
            caller = "ways.lang.CallersKt#topLevel",
            flags = FLAG)
    public static final class KotlinTopLevel extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            java.util.Arrays.stream(Class.forName("ways.lang.CallersKt").getMethods())
                    .filter(method -> method.getName().equals("topLevel$default"))
                    .findFirst()
                    .orElseThrow()
                    .invoke(null, null, 1, null);
        }
    }

    @Way(value = "Scala", kind = "call", caller = "ways.lang.ScalaCall#run", flags = FLAG)
    public static final class ScalaCall extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaCall").run();
        }
    }

    @Way(value = "Scala, object", kind = "call", caller = "ways.lang.ScalaObject$#run", flags = FLAG)
    public static final class ScalaObject extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Class.forName("ways.lang.ScalaObject").getMethod("run").invoke(null);
        }
    }

    @Way(value = "Scala, closure", kind = "call", caller = "ways.lang.ScalaClosure#run", flags = FLAG)
    public static final class ScalaClosure extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaClosure").run();
        }
    }

    @Way(value = "Scala, function that constructs", kind = "new", caller = "ways.lang.ScalaReference#run", flags = FLAG)
    public static final class ScalaReference extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaReference").run();
        }
    }

    @Way(value = "Scala, argument by name", kind = "call", caller = "ways.lang.ScalaByName#run", flags = FLAG)
    public static final class ScalaByName extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaByName").run();
        }
    }

    @Way(value = "Scala, `lazy val`", kind = "call", caller = "ways.lang.ScalaLazy#value$lzycompute", flags = FLAG)
    public static final class ScalaLazy extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaLazy").run();
        }
    }

    @Way(value = "Scala, trait", kind = "call", caller = "ways.lang.ScalaTrait#run", flags = FLAG)
    public static final class ScalaTrait extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            runnable("ways.lang.ScalaOfTrait").run();
        }
    }

    @Way(
            value = "Scala, method of a trait that a class mixes in, by the trait's name",
            kind = "call",
            caller = "ways.lang.ScalaByTrait#run",
            lists = "ways.lang.ScalaByTraitOld#make(**)",
            flags = FLAG)
    public static final class ScalaByTrait extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.ScalaByTrait") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Scala, method of a trait that a class mixes in, by the class's name",
            kind = "virtual",
            caller = "ways.lang.ScalaByClass#run",
            lists = "ways.lang.ScalaByClassOld#make(**)",
            flags = FLAG)
    public static final class ScalaByClass extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.ScalaByClass") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Scala, `super.make` of a trait",
            kind = "super",
            caller = "ways.lang.ScalaOverriding#make",
            lists = "ways.lang.ScalaBySuperOld#make(**)",
            flags = FLAG)
    public static final class ScalaBySuper extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.ScalaBySuper") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Groovy, method of a trait without a result, by the trait's name",
            kind = "call",
            caller = "ways.lang.GroovyTrait#run",
            lists = "ways.lang.GroovyTraitOld#make(**)",
            flags = FLAG)
    public static final class GroovyTrait extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.GroovyTrait") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Scala, method of a type parameter for `Int` (`@specialized`)",
            kind = "call",
            caller = "ways.lang.ScalaSpecialized#run",
            lists = "ways.lang.ScalaSpecializedOld#make(**)",
            flags = FLAG)
    public static final class ScalaSpecialized extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.ScalaSpecialized") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Kotlin, method called with arguments left out",
            kind = "call",
            caller = "ways.lang.KotlinDefaults#run",
            lists = "ways.lang.KotlinOldDefaults#make(**)",
            flags = FLAG)
    public static final class KotlinDefaults extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.KotlinDefaults") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Kotlin, default method of an interface, by its name",
            kind = "call",
            caller = "ways.lang.KotlinByInterface#run",
            lists = "ways.lang.KotlinByInterfaceOld#make(**)",
            flags = FLAG)
    public static final class KotlinByInterface extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.KotlinByInterface") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Kotlin, default method of an interface, by a class's name",
            kind = "virtual",
            caller = "ways.lang.KotlinByClass#run",
            lists = "ways.lang.KotlinByClassOld#make(**)",
            flags = FLAG)
    public static final class KotlinByClass extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.KotlinByClass") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Kotlin, `super.make` of an interface",
            kind = "super",
            caller = "ways.lang.KotlinOverriding#make",
            lists = "ways.lang.KotlinBySuperOld#make(**)",
            flags = FLAG)
    public static final class KotlinBySuper extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.KotlinBySuper") : caller;
            caller.run();
        }
    }

    @Way(
            value = "Kotlin, companion object of a class that is listed as a whole",
            kind = "call",
            caller = "ways.lang.KotlinCompanion#run",
            lists = "ways.lang.KotlinOldCompanion",
            flags = FLAG)
    public static final class KotlinCompanion extends Row {
        private Runnable caller;

        @Override
        public void call() throws Throwable {
            caller = caller == null ? runnable("ways.lang.KotlinCompanion") : caller;
            caller.run();
        }
    }

    @Way(value = "Clojure, static method", kind = "call", caller = "ways.lang.clj$direct#invokeStatic", flags = FLAG)
    public static final class ClojureCall extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            clojure("direct").call();
        }
    }

    @Way(
            value = "Clojure, proxy called by the listed name, which goes on to its superclass",
            lists = "Old#make()",
            flags = FLAG)
    public static final class ClojureProxy extends Row {
        public static class Old {
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Old proxy;

        @Override
        public void call() throws Throwable {
            proxy = proxy != null ? proxy : (Old) clojure("superseding").call();
            proxy.make(); // <- here
        }
    }

    @Way(value = "Clojure, constructor", kind = "new", caller = "ways.lang.clj$construct#invokeStatic", flags = FLAG)
    public static final class ClojureNew extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            clojure("construct").call();
        }
    }

    @Way(
            value = "Clojure, call without a type hint",
            kind = "reflection",
            caller = "ways.lang.clj$reflective#invokeStatic",
            flags = FLAG)
    public static final class ClojureReflective extends Row {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            clojureFunction("reflective")
                    .getClass()
                    .getMethod("invoke", Object.class)
                    .invoke(clojureFunction("reflective"), Receiver.of(Old.class));
        }
    }

    @Way(
            value = "Clojure, function in a lazy sequence",
            kind = "call",
            caller = "ways.lang.clj$in_map$fn__N#invoke",
            flags = FLAG)
    public static final class ClojureMap extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            clojure("in-map").call();
        }
    }

    @Way(value = "Clojure, field", kind = "field-read", caller = "ways.lang.clj$field#invokeStatic", flags = FLAG)
    public static final class ClojureField extends Row {
        public static class Old {
            public static int field;
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            clojure("field").call();
            Truth.ran();
        }
    }
}
