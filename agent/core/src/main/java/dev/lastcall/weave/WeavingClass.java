package dev.lastcall.weave;

import dev.lastcall.classfile.CodeSearch;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Target;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves one class: those of its methods that matter, and the moved method references at its end. */
final class WeavingClass extends ClassVisitor {
    /** A class has so many methods at most. */
    private static final int MOST = 0xFFFF;

    private final ClassWork work;
    private final CodeSearch code;
    private final Set<String> tooLarge;
    private int methods;

    /** @param tooLarge methods, as name and descriptor, that must stay as they are */
    WeavingClass(ClassVisitor next, ClassWork work, CodeSearch code, Set<String> tooLarge) {
        super(Opcodes.ASM9, next);
        this.work = work;
        this.code = code;
        this.tooLarge = tooLarge;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        work.begin(version, superName);
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        int method = methods++;
        boolean matters = code.matters(method) || work.hints().isHot(name, descriptor);
        if (next == null || !matters || tooLarge.contains(name + descriptor)) {
            return next; // ASM copies the method as it is
        }
        boolean passesOn = (access & Opcodes.ACC_BRIDGE) != 0 || isForwarder(method, access, name, descriptor);
        return new WeavingMethod(next, work, access, name, descriptor, code.maxLocals(method), passesOn);
    }

    /**
     * Whether a compiler made the method to hand its arguments on to a listed one by what stands in for it, as Scala
     * does in each class that inherits a method of a trait.
     */
    private boolean isForwarder(int method, int access, String name, String descriptor) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        int constant = name.startsWith("<") ? 0 : code.handedOnTo(method, isStatic, descriptor);
        if (constant == 0) {
            return false;
        }
        Target called = code.pool().member(constant);
        return StandIn.isForwarder(
                work.announcer().standIn(work.facts().name(), name, descriptor),
                work.announcer().standIn(called.className(), called.member(), called.descriptor()),
                isStatic,
                name,
                descriptor);
    }

    @Override
    public void visitEnd() {
        if (methods + work.references().moved().size() > MOST) {
            throw new ClassTooLargeException(work.facts().name(), 0);
        }
        MovedBodies.write(cv, work);
        super.visitEnd();
    }
}
