package ways.rows;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Reads and writes of fields, counted by who makes them. */
public final class Fields {
    private static final String WHERE_MADE =
            "once for each handle, where it is made: accesses through it call no method of the class";

    private static final String LOADED_LATER =
            "no, in the first second after the subclass has loaded, if that is after the class that names it; then a blind spot";

    private Fields() {}

    /** What is reached is a field, which no call can reach after the attempt. */
    private abstract static class Access extends Row {
        @Override
        public final Executable target() {
            return null;
        }
    }

    @Way(value = "static read", kind = "field-read")
    static final class StaticRead extends Access {
        static final class Old {
            static int field = Integer.getInteger("none", 1);
        }

        @Override
        public void call() {
            int value = Old.field; // <- here
            Truth.ran(value);
        }
    }

    @Way(value = "handle that code loads as a constant", caller = "ways.rows.LoadsHandle#run", kind = "field-read")
    static final class LoadedHandle extends Access {
        public static final class Old {
            public static int field = Integer.getInteger("none", 1);
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : Generated.runnable(
                            "ways/rows/LoadsHandle",
                            Opcodes.V17,
                            code -> {
                                String old = getClass().getName().replace('.', '/') + "$Old";
                                code.visitLdcInsn(new Handle(Opcodes.H_GETSTATIC, old, "field", "I", false));
                                code.visitMethodInsn(
                                        Opcodes.INVOKEVIRTUAL,
                                        "java/lang/invoke/MethodHandle",
                                        "invokeExact",
                                        "()I",
                                        false);
                                code.visitInsn(Opcodes.POP);
                                code.visitMethodInsn(Opcodes.INVOKESTATIC, "ways/run/Truth", "ran", "()V", false);
                            },
                            getClass().getClassLoader());
            made.run();
        }
    }

    @Way(value = "static write", kind = "field-write")
    static final class StaticWrite extends Access {
        static final class Old {
            static long field;
        }

        @Override
        public void call() {
            Old.field = 1; // <- here
            Truth.ran();
        }
    }

    @Way(value = "instance read", kind = "field-read")
    static final class InstanceRead extends Access {
        static final class Old {
            double field;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            double value = old.field; // <- here
            Truth.ran((int) value);
        }
    }

    @Way(value = "instance write", kind = "field-write")
    static final class InstanceWrite extends Access {
        static final class Old {
            Object field;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.field = this; // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "`+=`: a read and a write",
            kind = {"field-read", "field-write"})
    static final class ReadAndWrite extends Access {
        static final class Old {
            static int field;
        }

        @Override
        public void call() {
            Old.field += 2; // <- here
            Truth.ran();
            Truth.ran();
        }
    }

    @Way(
            value = "inherited, by a subclass's name",
            kind = "field-read",
            notCounted = LOADED_LATER,
            notAttributed = LOADED_LATER,
            notBlocked = LOADED_LATER)
    static final class Inherited extends Access {
        static class Old {
            static final Object FIELD = new Object();
        }

        static final class Sub extends Old {}

        @Override
        public void call() {
            Sub.FIELD.hashCode(); // <- here
            Truth.ran();
        }
    }

    @Way(value = "constant of an interface that a class implements", kind = "field-read", caller = "User#run")
    static final class InterfaceConstant extends Access {
        interface Old {
            Object FIELD = new Object();
        }

        static final class User implements Old {
            void run() {
                FIELD.hashCode(); // <- here
                Truth.ran();
            }
        }

        @Override
        public void call() {
            new User().run();
        }
    }

    @Way(value = "enum constant", kind = "field-read", lists = "Old#ONE")
    static final class EnumConstant extends Access {
        enum Old {
            ONE
        }

        @Override
        public void call() {
            Old.ONE.name(); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`static final` constant, inlined by javac", kind = "field-read", neverArrives = true)
    static final class InlinedConstant extends Access {
        static final class Old {
            static final int FIELD = 1;
        }

        @Override
        public void call() {
            // not in the class file, so the truth has nothing to tell
            Math.abs(Old.FIELD);
        }
    }

    @Way(value = "`Field.get` of a static field", kind = "reflection")
    static final class ReflectiveGet extends Access {
        static final class Old {
            static Object field = "";
        }

        @Override
        public void call() throws Throwable {
            Old.class.getDeclaredField("field").get(null); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Field.set` of a static field", kind = "reflection")
    static final class ReflectiveSet extends Access {
        static final class Old {
            static Object field;
        }

        @Override
        public void call() throws Throwable {
            Old.class.getDeclaredField("field").set(null, ""); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Field.getInt`, `Field.setInt` on an instance, after `setAccessible`", kind = "reflection")
    static final class ReflectivePrimitive extends Access {
        static final class Old {
            private int field;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() throws Throwable {
            Field field = Old.class.getDeclaredField("field");
            field.setAccessible(true);
            Truth.attempt(() -> {
                field.setInt(old, 1); // <- here
                Truth.ran();
            });
            Truth.ran(field.getInt(old)); // <- here
        }
    }

    @Way(value = "`Field.get` by a method handle", kind = "reflection")
    static final class HandleOnGet extends Access {
        static final class Old {
            static Object field = "";
        }

        private final MethodHandle get;

        HandleOnGet() throws ReflectiveOperationException {
            get = MethodHandles.lookup()
                    .findVirtual(Field.class, "get", MethodType.methodType(Object.class, Object.class));
        }

        @Override
        public void call() throws Throwable {
            Field field = Old.class.getDeclaredField("field");
            field.setAccessible(true);
            get.invoke(field, null); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Field.get` by `Method.invoke`", kind = "reflection")
    static final class InvokedGet extends Access {
        static final class Old {
            static Object field = "";
        }

        private final Method get;

        InvokedGet() throws NoSuchMethodException {
            get = Field.class.getMethod("get", Object.class);
        }

        @Override
        public void call() throws Throwable {
            Field field = Old.class.getDeclaredField("field");
            field.setAccessible(true);
            get.invoke(field, (Object) null); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`field::set`", kind = "reflection")
    static final class ReferenceToSet extends Access {
        static final class Old {
            static Object field;
        }

        private interface Setter {
            void set(Object object, Object value) throws IllegalAccessException;
        }

        @Override
        public void call() throws Throwable {
            Field field = Old.class.getDeclaredField("field");
            Setter setter = field::set;
            setter.set(null, ""); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Field.get` in a hidden class", kind = "reflection", caller = "ways.rows.HiddenField#run")
    static final class HiddenReader extends Access {
        static final class Old {
            static Object field = "";
        }

        static Field field;

        private Runnable made;

        @Override
        public void call() throws Throwable {
            field = Old.class.getDeclaredField("field");
            field.setAccessible(true);
            if (made == null) {
                byte[] classFile = Generated.classFile("ways/rows/HiddenField", Opcodes.V17, HiddenReader::read);
                made = Generated.instance(MethodHandles.lookup()
                        .defineHiddenClass(classFile, false, MethodHandles.Lookup.ClassOption.NESTMATE)
                        .lookupClass());
            }
            made.run();
            Truth.ran();
        }

        private static void read(MethodVisitor code) {
            code.visitFieldInsn(
                    Opcodes.GETSTATIC, "ways/rows/Fields$HiddenReader", "field", "Ljava/lang/reflect/Field;");
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/reflect/Field",
                    "get",
                    "(Ljava/lang/Object;)Ljava/lang/Object;",
                    false);
            code.visitInsn(Opcodes.POP);
        }
    }

    @Way(value = "`VarHandle` of a static field: `get`, `set`", kind = "method-handle", notCounted = WHERE_MADE)
    static final class StaticVarHandle extends Access {
        static final class Old {
            static int field;
        }

        @Override
        public void call() throws Throwable {
            VarHandle field = MethodHandles.lookup().findStaticVarHandle(Old.class, "field", int.class); // <- here
            Truth.attempt(() -> {
                field.set(1);
                Truth.ran();
            });
            Truth.ran((int) field.get());
        }
    }

    @Way(
            value = "`VarHandle` of an instance's field: `compareAndSet`, `getAndAdd`, `getVolatile`",
            kind = "method-handle",
            notCounted = WHERE_MADE)
    static final class InstanceVarHandle extends Access {
        static final class Old {
            int field;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() throws Throwable {
            VarHandle field = MethodHandles.lookup().findVarHandle(Old.class, "field", int.class); // <- here
            Truth.attempt(() -> {
                boolean changed = field.compareAndSet(old, 0, 1);
                Truth.ran(changed ? 1 : 0);
            });
            Truth.attempt(() -> Truth.ran((int) field.getAndAdd(old, 1)));
            Truth.ran((int) field.getVolatile(old));
        }
    }

    @Way(value = "`unreflectVarHandle`", kind = "method-handle")
    static final class UnreflectVarHandle extends Access {
        static final class Old {
            static int field;
        }

        @Override
        public void call() throws Throwable {
            VarHandle field = MethodHandles.lookup().unreflectVarHandle(Old.class.getDeclaredField("field")); // <- here
            Truth.ran((int) field.get());
        }
    }

    @Way(value = "`findStaticGetter`, `findStaticSetter`", kind = "method-handle")
    static final class StaticAccessors extends Access {
        static final class Old {
            static int field;
        }

        @Override
        public void call() throws Throwable {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Truth.attempt(() -> {
                lookup.findStaticSetter(Old.class, "field", int.class).invoke(1); // <- here
                Truth.ran();
            });
            Truth.ran(
                    (int) lookup.findStaticGetter(Old.class, "field", int.class).invoke()); // <- here
        }
    }

    @Way(value = "`findGetter`, `unreflectSetter` on an instance", kind = "method-handle")
    static final class InstanceAccessors extends Access {
        static final class Old {
            int field;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() throws Throwable {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Truth.attempt(() -> {
                lookup.unreflectSetter(Old.class.getDeclaredField("field")).invoke(old, 1); // <- here
                Truth.ran();
            });
            Truth.ran((int) lookup.findGetter(Old.class, "field", int.class).invoke(old)); // <- here
        }
    }

    @Way(value = "atomic field updaters, made outside the class", kind = "reflection")
    static final class Updaters extends Access {
        static final class Old {
            volatile int number;
            volatile Object object;
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() throws Throwable {
            Truth.attempt(() -> Truth.ran(
                    AtomicIntegerFieldUpdater.newUpdater(Old.class, "number").incrementAndGet(old))); // <- here
            AtomicReferenceFieldUpdater.newUpdater(Old.class, Object.class, "object") // <- here
                    .set(old, "");
            Truth.ran();
        }
    }

    @Way(value = "`Lookup::findStaticGetter`, a method reference", kind = "method-handle")
    static final class LookUpsByReference extends Access {
        static final class Old {
            static int field;
        }

        interface LookUp {
            MethodHandle find(Class<?> type, String name, Class<?> of) throws ReflectiveOperationException;
        }

        @Override
        public void call() throws Throwable {
            LookUp lookUp = MethodHandles.lookup()::findStaticGetter; // <- here
            Truth.ran((int) lookUp.find(Old.class, "field", int.class).invoke());
        }
    }

    @Way(value = "`AtomicIntegerFieldUpdater::newUpdater`, a method reference", kind = "reflection")
    static final class UpdaterByReference extends Access {
        static final class Old {
            volatile int number;
        }

        private final Old old = Receiver.of(Old.class);

        interface Make {
            AtomicIntegerFieldUpdater<Old> of(Class<Old> type, String name);
        }

        @Override
        public void call() {
            Make make = AtomicIntegerFieldUpdater::newUpdater; // <- here
            Truth.ran(make.of(Old.class, "number").incrementAndGet(old));
        }
    }

    @Way(
            value = "null receiver: no access, and the next one counts",
            kind = "field-read",
            throwing = NullPointerException.class,
            neverArrives = true)
    static final class NullReceiver extends Access {
        static final class Old {
            int field;
        }

        @Override
        public void call() {
            Old none = Boolean.getBoolean("none") ? new Old() : null;
            Truth.ran(none.field);
        }
    }
}
