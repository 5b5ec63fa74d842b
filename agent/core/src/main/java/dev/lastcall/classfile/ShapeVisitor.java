package dev.lastcall.classfile;

import dev.lastcall.classfile.ClassShape.Member;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Collects the shape of one class. Without lambdas, since the agent looks at shapes while classes load. */
public final class ShapeVisitor extends ClassVisitor {
    private static final String ANNOTATION = "Ljava/lang/Deprecated;";
    /** ASM keeps its own marks, such as that of the {@code Deprecated} attribute, above the flags of a class file. */
    private static final int CLASS_FILE_FLAGS = 0xffff;

    private final List<Member> members = new ArrayList<>();
    private String name = "";
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private String source = "";
    private int flags;
    private Deprecation byAttribute = Deprecation.NONE;
    private @Nullable Annotation annotation;
    private final Nesting nesting = new Nesting();
    private final KotlinObject object = new KotlinObject();

    public ShapeVisitor() {
        super(Opcodes.ASM9);
    }

    public ClassShape shape() {
        List<String> nestedIn = new ArrayList<>();
        for (String outer : nesting.claimedBy(name.replace('.', '/'))) {
            nestedIn.add(binary(outer));
        }
        Deprecation deprecation = deprecation(annotation, byAttribute);
        return new ClassShape(name, superName, interfaces, source, flags, deprecation, members, nestedIn, object.is());
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.name = binary(name);
        object.name(name);
        this.superName = superName == null ? null : binary(superName);
        this.flags = access & CLASS_FILE_FLAGS;
        this.byAttribute = byAttribute(access);
        this.interfaces = new ArrayList<>();
        for (String one : interfaces == null ? new String[0] : interfaces) {
            this.interfaces.add(binary(one));
        }
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        this.source = source == null ? "" : source;
    }

    @Override
    public void visitNestHost(String host) {
        nesting.host(host);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        nesting.enclosing(owner);
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
        nesting.inner(inner, outer);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        object.annotation(descriptor);
        if (descriptor.equals(ANNOTATION)) {
            annotation = new Annotation();
            return annotation;
        }
        return null;
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        object.field(access, name, descriptor);
        return new FieldVisitor(Opcodes.ASM9) {
            private @Nullable Annotation ofField;

            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                if (descriptor.equals(ANNOTATION)) {
                    ofField = new Annotation();
                    return ofField;
                }
                return null;
            }

            @Override
            public void visitEnd() {
                boolean constant = value != null && (access & Opcodes.ACC_STATIC) != 0;
                Deprecation deprecation = deprecation(ofField, byAttribute(access));
                members.add(new Member(name, descriptor, access & CLASS_FILE_FLAGS, deprecation, constant));
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            private @Nullable Annotation ofMethod;

            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                if (descriptor.equals(ANNOTATION)) {
                    ofMethod = new Annotation();
                    return ofMethod;
                }
                return null;
            }

            @Override
            public void visitEnd() {
                Deprecation deprecation = deprecation(ofMethod, byAttribute(access));
                members.add(new Member(name, descriptor, access & CLASS_FILE_FLAGS, deprecation, false));
            }
        };
    }

    static String binary(String internalName) {
        return internalName.replace('/', '.');
    }

    private static Deprecation byAttribute(int access) {
        return (access & Opcodes.ACC_DEPRECATED) != 0 ? Deprecation.DEPRECATED : Deprecation.NONE;
    }

    /** The annotation tells more than the attribute. */
    private static Deprecation deprecation(@Nullable Annotation annotation, Deprecation byAttribute) {
        return annotation == null ? byAttribute : annotation.found;
    }

    private static final class Annotation extends AnnotationVisitor {
        private Deprecation found = Deprecation.DEPRECATED;

        Annotation() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(String element, Object value) {
            if (element.equals("forRemoval") && value.equals(true)) {
                found = Deprecation.FOR_REMOVAL;
            }
        }
    }
}
