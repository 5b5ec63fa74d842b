package ways.rows;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Properties;
import java.util.Stack;
import java.util.StringTokenizer;
import java.util.Vector;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Deprecated members of the JDK, reached by the name of a class that inherits or overrides them. */
public final class JdkSubclasses {
    private JdkSubclasses() {}

    @Way(value = "inherited by another class of the JDK", lists = "java.util.Vector#addElement(java.lang.Object)")
    static final class OfJdk extends Row {
        @Override
        public void call() {
            new Stack<Object>().addElement("x"); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "static method, by the name of another class of the JDK",
            lists = "java.util.Calendar#getInstance(java.util.Locale)")
    static final class StaticOfJdk extends Row {
        @Override
        public void call() {
            GregorianCalendar.getInstance(Locale.ROOT); // <- here
            Truth.ran();
        }
    }

    @Way(value = "overridden by another class of the JDK", lists = "java.util.Hashtable#elements()")
    static final class OverriddenInJdk extends Row {
        @Override
        public void call() {
            new Properties().elements(); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "interface's method, by the name of a class of the JDK that has it",
            lists = "java.util.Enumeration#hasMoreElements()")
    static final class Implemented extends Row {
        @Override
        public void call() {
            new StringTokenizer("x").hasMoreElements(); // <- here
            Truth.ran();
        }
    }

    @Way(value = "inherited by an application's class that loads later", lists = "java.util.Vector#trimToSize()")
    static final class Inherited extends Row {
        static class Sub extends Vector<Object> {}

        static final class Further extends Sub {}

        @Override
        public void call() {
            new Further().trimToSize(); // <- here
            Truth.ran();
        }
    }

    @Way(value = "overridden by an application's class", lists = "java.util.Date#getHours()")
    static final class Overridden extends Row {
        static final class Sub extends Date {
            private static final long serialVersionUID = 1;

            @Override
            public int getHours() {
                return 7;
            }
        }

        @Override
        public void call() {
            new Sub().getHours(); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "static method inherited by an application's class",
            lists = "java.util.Calendar#getAvailableLocales()")
    static final class StaticInherited extends Row {
        abstract static class Sub extends Calendar {}

        @Override
        public void call() {
            Sub.getAvailableLocales(); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "member of a class that is listed as a whole",
            kind = {"call", "super"},
            caller = {"#call", "Sub#<init>"},
            lists = "java.util.BitSet")
    static final class WholeClass extends Row {
        static final class Sub extends BitSet { // <- here
            private static final long serialVersionUID = 1;
        }

        @Override
        public void call() {
            new Sub().flip(1); // <- here
            Truth.ran();
            Truth.ran();
        }
    }

    @Way(
            value = "`super.m()`, of a class in between",
            kind = "super",
            caller = "Sub#seconds",
            lists = "java.util.Date#getSeconds()")
    static final class Super extends Row {
        static class Base extends Date {
            private static final long serialVersionUID = 1;
        }

        static final class Sub extends Base {
            private static final long serialVersionUID = 1;

            int seconds() {
                return super.getSeconds(); // <- here
            }
        }

        @Override
        public void call() {
            new Sub().seconds();
            Truth.ran();
        }
    }

    @Way(value = "reference to an inherited method", kind = "method-ref", lists = "java.util.Vector#elementAt(int)")
    static final class Reference extends Row {
        static final class Sub extends Vector<Object> {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object elementAt(int index) {
                return index;
            }
        }

        @Override
        public void call() {
            IntFunction<Object> reference = new Sub()::elementAt; // <- here
            reference.apply(1);
            Truth.ran();
        }
    }

    @Way(value = "reference to a static method", kind = "method-ref", lists = "java.util.Calendar#getInstance()")
    static final class StaticReference extends Row {
        @Override
        public void call() {
            Supplier<Calendar> reference = GregorianCalendar::getInstance; // <- here
            reference.get();
            Truth.ran();
        }
    }

    @Way(value = "field", kind = "field-read", caller = "Sub#under", lists = "java.io.FilterInputStream#in")
    static final class Field extends Row {
        static final class Sub extends FilterInputStream {
            Sub() {
                super(InputStream.nullInputStream());
            }

            InputStream under() {
                return in; // <- here
            }
        }

        @Override
        public void call() {
            new Sub().under();
            Truth.ran();
        }
    }

    @Way(value = "`Method` of a class that overrides it", kind = "reflection", lists = "java.util.Dictionary#keys()")
    static final class ByReflection extends Row {
        @Override
        public void call() throws ReflectiveOperationException {
            Properties.class.getMethod("keys").invoke(new Properties()); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "`Lookup.findVirtual` on a class that inherits it",
            kind = "method-handle",
            lists = "java.util.Vector#insertElementAt(java.lang.Object,int)")
    static final class LookedUp extends Row {
        @Override
        public void call() throws Throwable {
            MethodHandles.lookup()
                    .findVirtual( // <- here
                            Stack.class, "insertElementAt", MethodType.methodType(void.class, Object.class, int.class))
                    .invoke(new Stack<Object>(), (Object) "x", 0);
            Truth.ran();
        }
    }

    @Way(
            value = "`Lookup.findStatic` on an application's class that inherits it",
            kind = "method-handle",
            lists = "java.util.Calendar#getAvailableCalendarTypes()")
    static final class StaticLookedUp extends Row {
        abstract static class Sub extends Calendar {}

        @Override
        public void call() throws Throwable {
            MethodHandles.lookup()
                    .findStatic( // <- here
                            Sub.class, "getAvailableCalendarTypes", MethodType.methodType(java.util.Set.class))
                    .invoke();
            Truth.ran();
        }
    }
}
