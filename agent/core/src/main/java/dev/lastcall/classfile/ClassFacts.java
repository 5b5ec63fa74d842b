package dev.lastcall.classfile;

import dev.lastcall.site.Enclosing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a class before its first instruction is woven: all but its code. Names are internal ({@code
 * a/b/C}); a member's key is its name followed by its descriptor.
 */
public final class ClassFacts extends ClassVisitor implements Declarations {
    private static final String ENUM = "java/lang/Enum";

    private final Set<String> members = new HashSet<>();
    private final Set<String> synthetic = new HashSet<>();
    private final Set<String> hidden = new HashSet<>(0);
    private final Set<String> abstracts = new HashSet<>(0);
    private final List<String> fields = new ArrayList<>();
    private final List<String> constants = new ArrayList<>();
    private final List<String> inheritable = new ArrayList<>(0);
    private final List<String> natives = new ArrayList<>();
    private String name = "";
    private @Nullable String superName;
    private String[] interfaces = {};
    private String source = "";
    private int access;
    private boolean onlyInitializes = true;
    private final Nesting nesting = new Nesting();
    private final KotlinObject object = new KotlinObject();

    private ClassFacts() {
        super(Opcodes.ASM9);
    }

    public static ClassFacts of(ClassReader reader) {
        ClassFacts facts = new ClassFacts();
        reader.accept(facts, ClassReader.SKIP_CODE);
        return facts;
    }

    public String name() {
        return name;
    }

    public String className() {
        return name.replace('/', '.');
    }

    @Nullable
    public String superName() {
        return superName;
    }

    public String[] interfaces() {
        return interfaces.clone();
    }

    @Override
    public String source() {
        return source;
    }

    /**
     * Whether a compiler made the class to hold what its initializer prepares, such as the table of a switch over an
     * enum.
     */
    public boolean isTable() {
        return (access & Opcodes.ACC_SYNTHETIC) != 0 && onlyInitializes;
    }

    /** What the class file says of nested classes. */
    public Nesting nesting() {
        return nesting;
    }

    /** Whether it is an enum, though not the class of a constant that has a body of its own. */
    public boolean isEnum() {
        return ENUM.equals(superName);
    }

    @Override
    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    public boolean declares(String memberName, String descriptor) {
        return members.contains(memberName + descriptor);
    }

    @Override
    public boolean isHidden(String memberName, String descriptor) {
        return hidden.contains(memberName + descriptor);
    }

    @Override
    public boolean holdsObject(String memberName, String descriptor) {
        return KotlinObject.isInstance(memberName, descriptor) && object.is();
    }

    @Override
    public List<String> parents() {
        List<String> parents = new ArrayList<>(interfaces.length + 1);
        if (superName != null) {
            parents.add(superName.replace('/', '.'));
        }
        for (String implemented : interfaces) {
            parents.add(implemented.replace('/', '.'));
        }
        return parents;
    }

    @Override
    public boolean isAbstract(String method, String descriptor) {
        return abstracts.contains(method + descriptor);
    }

    /** What it declares, as name and descriptor: methods and fields. */
    public Set<String> members() {
        return members;
    }

    public boolean declaresMethodNamed(String memberName) {
        String start = memberName + '(';
        for (String member : members) {
            if (member.startsWith(start) && member.lastIndexOf('(') == memberName.length()) {
                return true;
            }
        }
        return false;
    }

    /** Names of the fields that no compiler made. */
    public List<String> fields() {
        return fields;
    }

    /** Names of the fields whose values compilers copy to where they are read. */
    public List<String> constants() {
        return constants;
    }

    /** Names of the fields that can be used by the name of a class which inherits them. */
    public List<String> inheritableFields() {
        return inheritable;
    }

    /** The native methods, as name and descriptor. */
    public List<String> natives() {
        return natives;
    }

    /** Whether a compiler made that method for other classes to reach what they could not, by calling it. */
    public boolean isAccessor(String memberName, String descriptor) {
        return Enclosing.isAccessor(memberName, synthetic.contains(memberName + descriptor), source);
    }

    /** Whether a compiler made that method. */
    boolean isSynthetic(String key) {
        return synthetic.contains(key);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.access = access;
        this.name = name;
        object.name(name);
        this.superName = superName;
        this.interfaces = interfaces == null ? new String[0] : interfaces;
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
    public void visitNestMember(String member) {
        nesting.member(member);
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int flags) {
        nesting.inner(inner, outer);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        object.annotation(descriptor);
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        members.add(name + descriptor);
        object.field(access, name, descriptor);
        boolean written = (access & Opcodes.ACC_SYNTHETIC) == 0;
        boolean constant = value != null && (access & Opcodes.ACC_STATIC) != 0;
        if (written) {
            fields.add(name);
        } else {
            hidden.add(name + descriptor);
        }
        if (constant) {
            constants.add(name);
        }
        if (written && !constant && (access & Opcodes.ACC_PRIVATE) == 0) {
            inheritable.add(name);
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        members.add(name + descriptor);
        onlyInitializes &= name.equals("<clinit>");
        if ((access & Opcodes.ACC_ABSTRACT) != 0) {
            abstracts.add(name + descriptor);
        }
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            natives.add(name + descriptor);
        }
        if ((access & Opcodes.ACC_SYNTHETIC) != 0) {
            synthetic.add(name + descriptor);
            if ((access & Opcodes.ACC_BRIDGE) == 0) {
                hidden.add(name + descriptor);
            }
        }
        return null;
    }
}
