package ways.rows;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ByteVector;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Class files that are hard to weave. */
public final class ClassFiles {
    private static final String NO_ROOM = "no: the method has no room left for the guard; named as a blind spot";
    private static final String NOT_READ = "only calls by its name: the guard is missing; named as a blind spot";

    private ClassFiles() {}

    private static Runnable runnable(String name, int version, Consumer<MethodVisitor> body)
            throws ReflectiveOperationException {
        return Generated.runnable("ways/rows/" + name, version, body, ClassFiles.class.getClassLoader());
    }

    private static void callOf(MethodVisitor code, Class<?> row) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, row.getName().replace('.', '/') + "$Old", "make", "()V", false);
    }

    @Way(value = "caller without debug information", caller = "ways.rows.WithoutDebug#run")
    static final class WithoutDebug extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null ? made : runnable("WithoutDebug", Opcodes.V17, code -> callOf(code, getClass()));
            made.run();
        }
    }

    @Way(value = "caller of version 46 with `jsr`", caller = "ways.rows.WithJsr#run")
    static final class Version46 extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : runnable("WithJsr", Opcodes.V1_2, code -> {
                        Label subroutine = new Label();
                        code.visitJumpInsn(Opcodes.JSR, subroutine);
                        code.visitInsn(Opcodes.RETURN);
                        code.visitLabel(subroutine);
                        code.visitVarInsn(Opcodes.ASTORE, 1);
                        callOf(code, getClass());
                        code.visitVarInsn(Opcodes.RET, 1);
                    });
            made.run();
        }
    }

    @Way(value = "caller of version 49", caller = "ways.rows.OfVersion49#run")
    static final class Version49 extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null ? made : runnable("OfVersion49", Opcodes.V1_5, code -> callOf(code, getClass()));
            made.run();
        }
    }

    @Way(value = "target of version 46", lists = "ways.rows.OldOf46", kind = "virtual")
    static final class TargetOfVersion46 extends Row {
        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : (Runnable) ways.run.Receiver.of(Generated.define(
                            getClass().getClassLoader(),
                            Generated.classFile(
                                    "ways/rows/OldOf46",
                                    Opcodes.V1_2,
                                    code -> code.visitMethodInsn(
                                            Opcodes.INVOKESTATIC, "ways/run/Truth", "ran", "()V", false))));
            made.run(); // <- here
        }
    }

    @Way(value = "calling method of nearly 64 KB", caller = "ways.rows.Large#run", blindSpot = "ways.rows.Large")
    static final class LargeMethod extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : runnable("Large", Opcodes.V17, code -> {
                        nops(code, 65_530);
                        callOf(code, getClass());
                    });
            made.run();
        }
    }

    @Way(
            value = "deprecated method of nearly 64 KB",
            lists = "ways.rows.LargeOld",
            kind = "virtual",
            notCounted = NO_ROOM,
            notAttributed = NO_ROOM,
            notBlocked = NO_ROOM,
            blindSpot = "ways.rows.LargeOld")
    static final class LargeTarget extends Row {
        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : (Runnable) ways.run.Receiver.of(Generated.define(
                            getClass().getClassLoader(),
                            Generated.classFile("ways/rows/LargeOld", Opcodes.V17, code -> {
                                nops(code, 65_530);
                                code.visitMethodInsn(Opcodes.INVOKESTATIC, "ways/run/Truth", "ran", "()V", false);
                            })));
            made.run(); // <- here
        }
    }

    @Way(
            value = "calling method whose stack may be as deep as a class file can say",
            caller = "ways.rows.DeepStack#run",
            blindSpot = "ways.rows.DeepStack")
    static final class DeepStack extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                ClassWriter writer = new ClassWriter(0);
                begin(writer, "ways/rows/DeepStack", Opcodes.V17);
                MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
                run.visitCode();
                callOf(run, getClass());
                run.visitInsn(Opcodes.RETURN);
                run.visitMaxs(65_535, 1);
                run.visitEnd();
                writer.visitEnd();
                made = Generated.instance(Generated.define(getClass().getClassLoader(), writer.toByteArray()));
            }
            made.run();
        }
    }

    @Way(value = "caller with annotations that nobody can read", caller = "ways.rows.BadAnnotations#run")
    static final class BadAnnotations extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            made = made != null
                    ? made
                    : runnable("BadAnnotations", Opcodes.V17, code -> {
                        callOf(code, getClass());
                        code.visitAttribute(new Garbage("RuntimeVisibleAnnotations"));
                        code.visitAttribute(new Garbage("RuntimeInvisibleTypeAnnotations"));
                        code.visitAttribute(new Garbage("AnnotationDefault"));
                        code.visitAttribute(new Garbage("StackMap"));
                    });
            made.run();
        }
    }

    /** Says that it has many entries, and has none. */
    private static final class Garbage extends Attribute {
        Garbage(String type) {
            super(type);
        }

        @Override
        protected ByteVector write(ClassWriter writer, byte[] code, int length, int maxStack, int maxLocals) {
            return new ByteVector().putShort(0x7fff).putShort(0x7fff).putShort(0x7fff);
        }
    }

    @Way(value = "method whose name holds parentheses", caller = "ways.rows.Parentheses#run (twice)")
    static final class Parentheses extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                begin(writer, "ways/rows/Parentheses", Opcodes.V17);
                method(writer, Opcodes.ACC_PUBLIC, "run", code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "ways/rows/Parentheses", "run (twice)", "()V", false);
                });
                method(writer, Opcodes.ACC_PUBLIC, "run (twice)", code -> callOf(code, getClass()));
                writer.visitEnd();
                made = Generated.instance(Generated.define(getClass().getClassLoader(), writer.toByteArray()));
            }
            made.run();
        }
    }

    @Way(value = "accessor that javac made for a nested class, until Java 10", caller = "ways.rows.HasAccessor$1#run")
    static final class HasAccessor extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                ClassWriter outer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                begin(outer, "ways/rows/HasAccessor", Opcodes.V1_8);
                method(
                        outer,
                        Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        "access$000",
                        code -> callOf(code, getClass()));
                outer.visitEnd();
                Generated.define(getClass().getClassLoader(), outer.toByteArray());
                made = runnable(
                        "HasAccessor$1",
                        Opcodes.V1_8,
                        code -> code.visitMethodInsn(
                                Opcodes.INVOKESTATIC, "ways/rows/HasAccessor", "access$000", "()V", false));
            }
            made.run();
        }
    }

    private static void begin(ClassWriter writer, String name, int version) {
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", new String[] {
            "java/lang/Runnable"
        });
        Generated.constructor(writer);
    }

    private static void method(ClassWriter writer, int access, String name, Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(access, name, "()V", null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void nops(MethodVisitor code, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code.visitInsn(Opcodes.NOP);
        }
    }

    @Way(
            value = "caller with a full constant pool",
            caller = "ways.rows.FullPool#run",
            blindSpot = "ways.rows.FullPool")
    static final class FullPool extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                writer.visit(
                        Opcodes.V17,
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
                        "ways/rows/FullPool",
                        null,
                        "java/lang/Object",
                        new String[] {"java/lang/Runnable"});
                Generated.constructor(writer);
                MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
                run.visitCode();
                callOf(run, getClass());
                run.visitInsn(Opcodes.RETURN);
                run.visitMaxs(0, 0);
                run.visitEnd();
                for (int i = writer.newUTF8("filler"); i < 65_533; ) {
                    i = writer.newUTF8("filler" + i);
                }
                writer.visitEnd();
                made = Generated.instance(Generated.define(getClass().getClassLoader(), writer.toByteArray()));
            }
            made.run();
        }
    }

    @Way(
            value = "caller newer than the weaver knows",
            caller = "User#run",
            own = true,
            flags = {
                "-javaagent:{patch}=up:ways/rows/ClassFiles$NewerCaller$User",
                "agent-here",
                "-javaagent:{patch}=down:ways/rows/ClassFiles$NewerCaller$User"
            },
            blindSpot = "User")
    static final class NewerCaller extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static void run() {
                Old.make(); // <- here
            }
        }

        @Override
        public void call() {
            User.run();
        }
    }

    @Way(
            value = "target newer than the weaver knows",
            own = true,
            flags = {
                "-javaagent:{patch}=up:ways/rows/ClassFiles$NewerTarget$Old",
                "agent-here",
                "-javaagent:{patch}=down:ways/rows/ClassFiles$NewerTarget$Old"
            },
            notCounted = NOT_READ,
            notBlocked = NOT_READ,
            blindSpot = "Old")
    static final class NewerTarget extends Row {
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
}
