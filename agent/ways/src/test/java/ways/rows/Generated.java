package ways.rows;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files that no compiler writes. */
final class Generated {
    private Generated() {}

    static Runnable runnable(String name, int version, Consumer<MethodVisitor> body, ClassLoader loader)
            throws ReflectiveOperationException {
        return instance(define(loader, classFile(name, version, body)));
    }

    static Runnable instance(Class<?> type) throws ReflectiveOperationException {
        return (Runnable) type.getDeclaredConstructor().newInstance();
    }

    /** A public class with a constructor and a {@code run()} of that body, without debug information. */
    static byte[] classFile(String name, int version, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", new String[] {
            "java/lang/Runnable"
        });
        constructor(writer);
        MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        run.visitCode();
        body.accept(run);
        run.visitInsn(Opcodes.RETURN);
        run.visitMaxs(0, 0);
        run.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    static void constructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }

    /** Defines in that loader itself. */
    static Class<?> define(ClassLoader loader, byte[] classFile) throws ReflectiveOperationException {
        try {
            return java.lang.invoke.MethodHandles.lookup().defineClass(classFile);
        } catch (IllegalAccessException otherPackage) {
            throw new InvocationTargetException(otherPackage);
        }
    }

    /** A loader of its own that has just this class, and asks that parent for all others. */
    static Class<?> defineApart(ClassLoader parent, byte[] classFile) {
        return new ClassLoader(parent) {
            Class<?> define() {
                return defineClass(null, classFile, 0, classFile.length);
            }
        }.define();
    }
}
