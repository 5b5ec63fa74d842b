package dev.lastcall.classfile;

import dev.lastcall.evidence.ReferenceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/** Finds the mentions of classes in one method, and passes all on to the next visitor. */
final class MentioningMethod extends MethodVisitor {
    private final ClassFacts facts;
    private final MentionPlace place;
    /** By the label of its handler, what is caught there. */
    private final Map<Label, List<String>> caught = new HashMap<>();
    /** What is caught where the code has come to: the line is known at the next label. */
    private final List<String> caughtHere = new ArrayList<>(0);

    MentioningMethod(MethodVisitor next, ClassFacts facts, MentionPlace place) {
        super(Opcodes.ASM9, next);
        this.facts = facts;
        this.place = place;
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
        return new MentionedValues(place, "", false);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitInsnAnnotation(int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitTryCatchAnnotation(
            int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitLocalVariableAnnotation(
            int ref,
            @Nullable TypePath path,
            Label[] start,
            Label[] end,
            int[] index,
            String descriptor,
            boolean visible) {
        return MentionedValues.annotation(place, descriptor);
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        super.visitLineNumber(line, start);
        place.line(line);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        endOfHandler();
        caughtHere.addAll(caught.getOrDefault(label, List.of()));
    }

    private void endOfHandler() {
        for (String type : caughtHere) {
            place.name(ReferenceKind.CATCH, type);
        }
        caughtHere.clear();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        super.visitTryCatchBlock(start, end, handler, type);
        if (type != null) {
            List<String> types = caught.get(handler);
            if (types == null) {
                types = new ArrayList<>(1);
                caught.put(handler, types);
            }
            types.add(type);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        switch (opcode) {
            case Opcodes.CHECKCAST -> place.name(ReferenceKind.CAST, type);
            case Opcodes.INSTANCEOF -> place.name(ReferenceKind.INSTANCEOF, type);
            case Opcodes.ANEWARRAY -> place.name(ReferenceKind.ARRAY, type);
            default -> {
                // new: the constructor is called, too
            }
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        super.visitMultiANewArrayInsn(descriptor, dimensions);
        place.types(ReferenceKind.ARRAY, descriptor);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        used(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
        super.visitMethodInsn(opcode, owner, name, descriptor, itf);
        used(owner, name, descriptor);
    }

    private void used(String owner, String name, String descriptor) {
        if (owner.charAt(0) == '[') {
            place.name(ReferenceKind.ARRAY, owner);
        } else if (!owner.equals(facts.name()) || !facts.declares(name, descriptor)) {
            place.typesThrough(ReferenceKind.MEMBER_TYPE, owner, descriptor);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        place.types(ReferenceKind.INVOKEDYNAMIC, descriptor);
        dynamic(bootstrap);
        for (Object argument : arguments) {
            dynamic(argument);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        if (value instanceof Type type && type.getSort() != Type.METHOD) {
            place.type(ReferenceKind.LITERAL, type);
        } else {
            dynamic(value);
        }
    }

    private void dynamic(Object constant) {
        if (constant instanceof Type type) {
            place.type(ReferenceKind.INVOKEDYNAMIC, type);
        } else if (constant instanceof Handle handle) {
            if (handle.getOwner().charAt(0) == '[') {
                place.name(ReferenceKind.ARRAY, handle.getOwner());
            } else {
                place.typesThrough(ReferenceKind.INVOKEDYNAMIC, handle.getOwner(), handle.getDesc());
            }
        } else if (constant instanceof ConstantDynamic dynamic) {
            place.types(ReferenceKind.INVOKEDYNAMIC, dynamic.getDescriptor());
            dynamic(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                dynamic(dynamic.getBootstrapMethodArgument(i));
            }
        } else if (constant instanceof String text) {
            place.text(text);
        }
    }

    @Override
    public void visitEnd() {
        super.visitEnd();
        endOfHandler();
    }
}
