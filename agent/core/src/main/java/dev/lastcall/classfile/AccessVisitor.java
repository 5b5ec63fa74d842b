package dev.lastcall.classfile;

import dev.lastcall.evidence.Kind;
import dev.lastcall.site.EnclosingMethod;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Finds the accesses of one class. */
public final class AccessVisitor extends ClassVisitor {
    private final ClassFacts facts;
    private final LambdaBodies bodies;
    private final Consumer<? super Access> sink;

    AccessVisitor(ClassFacts facts, LambdaBodies bodies, Consumer<? super Access> sink) {
        super(Opcodes.ASM9);
        this.facts = facts;
        this.bodies = bodies;
        this.sink = sink;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Code(name, bodies.enclosing(name, descriptor));
    }

    private final class Code extends MethodVisitor implements MembersOfConstant.Sink {
        private final String method;
        private final String methodDescriptor;
        private int line;
        private final CallKind kinds;

        Code(String name, EnclosingMethod enclosing) {
            super(Opcodes.ASM9);
            this.method = enclosing.name();
            this.methodDescriptor = enclosing.descriptor();
            this.kinds = new CallKind(facts.name(), name);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            this.line = line;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            kinds.typeInstruction(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
            found(write ? Kind.FIELD_WRITE : Kind.FIELD_READ, owner, name, descriptor, false);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            boolean dispatched = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
            found(kinds.of(opcode, owner, name), owner, name, descriptor, dispatched);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            MembersOfConstant.bootstrap(bootstrap, this);
            for (Object argument : arguments) {
                MembersOfConstant.of(argument, this);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            MembersOfConstant.of(value, this);
        }

        @Override
        public void found(Kind kind, String owner, String name, String descriptor, boolean dispatched) {
            if (owner.charAt(0) != '[') {
                String binary = ShapeVisitor.binary(owner);
                sink.accept(new Access(method, methodDescriptor, line, kind, binary, name, descriptor, dispatched));
            }
        }
    }
}
