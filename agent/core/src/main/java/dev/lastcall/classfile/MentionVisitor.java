package dev.lastcall.classfile;

import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.EnclosingMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.ModuleVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.RecordComponentVisitor;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/** Finds the mentions of classes in one class, and passes all on to the next visitor. */
final class MentionVisitor extends ClassVisitor {
    private static final int CLASS = 7;

    private final ClassFacts facts;
    private final LambdaBodies bodies;
    private final MentionSink sink;
    private final MentionPlace ofClass;

    MentionVisitor(ClassVisitor next, ClassFacts facts, LambdaBodies bodies, MentionSink sink) {
        super(Opcodes.ASM9, next);
        this.facts = facts;
        this.bodies = bodies;
        this.sink = sink;
        this.ofClass = new MentionPlace("", "", sink);
    }

    /** The class constants, for what no visitor is shown. */
    void constants(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == CLASS) {
                String name = reader.readUTF8(at, buffer);
                if (name != null && !name.isEmpty()) {
                    ofClass.nameIfAlone(ReferenceKind.CONSTANT, name);
                }
            }
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        super.visit(version, access, name, signature, superName, interfaces);
        Set<String> known = new HashSet<>();
        if (superName != null) {
            known.add(superName);
            ofClass.name(ReferenceKind.SUPERTYPE, superName);
        }
        for (String one : interfaces == null ? new String[0] : interfaces) {
            known.add(one);
            ofClass.name(ReferenceKind.SUPERTYPE, one);
        }
        ofClass.signature(signature, false, known);
    }

    @Override
    public ModuleVisitor visitModule(String name, int access, @Nullable String version) {
        return new ModuleVisitor(Opcodes.ASM9, super.visitModule(name, access, version)) {
            @Override
            public void visitMainClass(String mainClass) {
                ofClass.name(ReferenceKind.MODULE, mainClass);
            }

            @Override
            public void visitUse(String service) {
                ofClass.name(ReferenceKind.MODULE, service);
            }

            @Override
            public void visitProvide(String service, String... providers) {
                ofClass.name(ReferenceKind.MODULE, service);
                for (String provider : providers) {
                    ofClass.name(ReferenceKind.MODULE, provider);
                }
            }

            @Override
            public void visitExport(String packaze, int access, String @Nullable ... modules) {
                ofClass.name(ReferenceKind.MODULE_PACKAGE, packaze);
            }

            @Override
            public void visitOpen(String packaze, int access, String @Nullable ... modules) {
                ofClass.name(ReferenceKind.MODULE_PACKAGE, packaze);
            }
        };
    }

    @Override
    public void visitNestHost(String host) {
        super.visitNestHost(host);
        ofClass.name(ReferenceKind.NEST, host);
    }

    @Override
    public void visitNestMember(String member) {
        super.visitNestMember(member);
        ofClass.name(ReferenceKind.NEST, member);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        super.visitPermittedSubclass(subclass);
        ofClass.name(ReferenceKind.PERMITTED_SUBCLASS, subclass);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        super.visitOuterClass(owner, method, descriptor);
        ofClass.name(ReferenceKind.INNER_CLASS, owner);
        if (descriptor != null) {
            ofClass.descriptorIfAlone(ReferenceKind.INNER_CLASS, descriptor);
        }
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
        super.visitInnerClass(inner, outer, simpleName, access);
        if (facts.name().equals(outer)) {
            ofClass.name(ReferenceKind.INNER_CLASS, inner);
        } else {
            // every class file that names a nested class has this entry for it
            ofClass.nameIfAlone(ReferenceKind.INNER_CLASS, inner);
            if (outer != null) {
                ofClass.outerIfAlone(outer, inner);
            }
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return MentionedValues.annotation(ofClass, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        return MentionedValues.annotation(ofClass, descriptor);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, @Nullable String signature) {
        super.visitRecordComponent(name, descriptor, signature);
        MentionPlace place = new MentionPlace(name, descriptor, sink);
        place.signature(signature, true, place.types(ReferenceKind.RECORD_COMPONENT, descriptor));
        return new RecordComponentVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return MentionedValues.annotation(place, descriptor);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(
                    int ref, @Nullable TypePath path, String descriptor, boolean visible) {
                return MentionedValues.annotation(place, descriptor);
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        super.visitField(access, name, descriptor, signature, value);
        MentionPlace place = new MentionPlace(name, descriptor, sink);
        place.signature(signature, true, place.types(ReferenceKind.FIELD_TYPE, descriptor));
        if (value instanceof String text) {
            place.text(text);
        }
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return MentionedValues.annotation(place, descriptor);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(
                    int ref, @Nullable TypePath path, String descriptor, boolean visible) {
                return MentionedValues.annotation(place, descriptor);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        EnclosingMethod around = bodies.enclosing(name, descriptor);
        MentionPlace place = new MentionPlace(around.name(), around.descriptor(), sink);
        if (Enclosing.isLambdaBody(name)) {
            // the instruction that makes the lambda shows what is handed to it
            place.descriptorIfAlone(ReferenceKind.METHOD_TYPE, descriptor);
        } else {
            place.signature(signature, false, place.types(ReferenceKind.METHOD_TYPE, descriptor));
        }
        for (String exception : exceptions == null ? List.<String>of() : List.of(exceptions)) {
            place.name(ReferenceKind.THROWS, exception);
        }
        return new MentioningMethod(next, facts, place);
    }
}
