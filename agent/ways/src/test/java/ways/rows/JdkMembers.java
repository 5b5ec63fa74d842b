package ways.rows;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Deprecated members of the JDK itself, counted by who calls them. */
public final class JdkMembers {
    private JdkMembers() {}

    @Way(value = "`Executors.newFixedThreadPool`", lists = "java.util.concurrent.Executors#newFixedThreadPool(int)")
    static final class StaticMethod extends Row {
        @Override
        public void call() {
            Executors.newFixedThreadPool(1).shutdown(); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`new URL(String)`", kind = "new", lists = "java.net.URL#<init>(java.lang.String)", own = true)
    static final class Constructor extends Row {
        @Override
        public void call() throws MalformedURLException {
            new URL("file:/none"); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "`Class.forName(String)`, which looks at its caller",
            lists = "java.lang.Class#forName(java.lang.String)",
            own = true)
    static final class CallerSensitive extends Row {
        @Override
        public void call() throws ClassNotFoundException {
            Class.forName("ways.rows.JdkMembers"); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "reference to a caller-sensitive method",
            kind = "method-ref",
            lists = "java.lang.Class#forName(java.lang.String)",
            own = true)
    static final class CallerSensitiveReference extends Row {
        interface ByName {
            Class<?> find(String name) throws ClassNotFoundException;
        }

        @Override
        public void call() throws ClassNotFoundException {
            ByName reference = Class::forName; // <- here
            reference.find("ways.rows.JdkMembers");
            Truth.ran();
        }
    }

    @Way(
            value = "method reference",
            kind = "method-ref",
            lists = "java.util.concurrent.Executors#newWorkStealingPool(int)")
    static final class Reference extends Row {
        @Override
        public void call() {
            IntFunction<java.util.concurrent.ExecutorService> reference = Executors::newWorkStealingPool; // <- here
            reference.apply(1).shutdown();
            Truth.ran();
        }
    }

    @Way(
            value = "`super(…)` and `super.m()` of a JDK class, and the override that is called",
            kind = {"call", "super"},
            caller = {"#call", "Sub#<init>", "Sub#countObservers"},
            lists = {"java.util.Observable#<init>()", "java.util.Observable#countObservers()"})
    static final class Subclass extends Row {
        static final class Sub extends java.util.Observable {
            Sub() {
                super(); // <- here
            }

            @Override
            public synchronized int countObservers() {
                return super.countObservers(); // <- here
            }
        }

        @Override
        public void call() {
            new Sub().countObservers(); // <- here
            Truth.ran();
            Truth.ran();
            Truth.ran();
        }
    }

    @Way(value = "by reflection", kind = "reflection", lists = "java.util.concurrent.Executors#newCachedThreadPool()")
    static final class ByReflection extends Row {
        @Override
        public void call() throws ReflectiveOperationException {
            ((java.util.concurrent.ExecutorService)
                            Executors.class.getMethod("newCachedThreadPool").invoke(null)) // <- here
                    .shutdown();
            Truth.ran();
        }
    }
}
