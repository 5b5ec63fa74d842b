package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.classfile.CodeSearch;
import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.fixture.JavaBase;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the search of the bytes against a reading of the instructions. */
class CodeSearchTest {
    private static final String LISTED = "java/util/ArrayList";

    @Test
    void findsEachMethodThatNamesAListedMemberAndFewOthers() throws IOException {
        int named = 0;
        int found = 0;
        int all = 0;
        for (byte[] file : JavaBase.classFiles()) {
            CodeSearch search = search(file, LISTED);
            List<Code> methods = methods(file);
            for (int i = 0; i < methods.size(); i++) {
                Code method = methods.get(i);
                assertThat(search.matters(i) || !method.names)
                        .as("%s.%s", new ClassReader(file).getClassName(), method.name)
                        .isTrue();
                assertThat(search.maxLocals(i)).isEqualTo(method.locals);
                named += method.names ? 1 : 0;
                found += search.matters(i) ? 1 : 0;
                all++;
            }
            assertThat(search.isInVain())
                    .isEqualTo(!matters(search, methods.size()).contains(true));
        }
        assertThat(named).isBetween(500, all / 10);
        assertThat(found).isBetween(named, named * 5 / 4);
    }

    @Test
    void aMethodReferenceMakesEveryDynamicCallOfItsClassMatter() {
        byte[] file = classWith(
                code -> reference(code, LISTED),
                code -> reference(code, "a/B"),
                code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "a/B", "c", "()V", false));
        CodeSearch search = search(file, LISTED);
        assertThat(matters(search, 3)).containsExactly(true, true, false);
        assertThat(search(file, "a/NotThere").isInVain()).isTrue();
    }

    @Test
    void everyDynamicCallMattersWhereReferencesWereMoved() {
        byte[] file = classWith(
                code -> reference(code, "a/B"),
                code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "a/B", "c", "()V", false));
        ConstantPool pool = new ConstantPool(file);
        CodeSearch search = new CodeSearch(pool, matters(pool, "a/NotThere", false, true), false);
        assertThat(matters(search, 2)).containsExactly(true, false);
    }

    @Test
    void fieldsAndReflectionMatter() {
        byte[] file = classWith(
                code -> code.visitFieldInsn(Opcodes.GETSTATIC, LISTED, "f", "I"),
                code -> code.visitFieldInsn(Opcodes.GETSTATIC, "a/B", "f", "I"),
                code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/reflect/Field", "getInt", "(Ljava/lang/Object;)I", false),
                code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/reflect/Field", "getName", "()Ljava/lang/String;", false));
        ConstantPool pool = new ConstantPool(file);
        boolean[] ofJdk = matters(pool, LISTED, true, false);
        assertThat(matters(new CodeSearch(pool, ofJdk, false), 4)).containsExactly(true, false, true, false);
        assertThat(matters(search(file, LISTED), 4)).containsExactly(true, false, false, false);
    }

    @Test
    void inATargetAllMethodsMatter() {
        byte[] file = classWith(code -> code.visitInsn(Opcodes.NOP), code -> code.visitInsn(Opcodes.NOP));
        ConstantPool pool = new ConstantPool(file);
        boolean[] none = new boolean[1];
        assertThat(matters(new CodeSearch(pool, none, true), 2)).containsExactly(true, true);
        assertThat(new CodeSearch(pool, none, false).isInVain()).isTrue();
    }

    @Test
    void aFileThatEndsTooEarlyIsAnError() {
        byte[] file = classWith(code -> code.visitFieldInsn(Opcodes.GETSTATIC, LISTED, "f", "I"));
        int end = new ClassReader(file).header;
        for (int length = end; length < file.length - 2; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> search(cut, LISTED)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static CodeSearch search(byte[] file, String listed) {
        ConstantPool pool = new ConstantPool(file);
        return new CodeSearch(pool, matters(pool, listed, false, false), false);
    }

    private static boolean[] matters(ConstantPool pool, String listed, boolean jdk, boolean everyDynamic) {
        String name = listed.replace('/', '.');
        Signature signature = new Signature(name, new ClassPattern(name), Signature.Member.ALL);
        Policy policy = policy(Mode.LOG, rule("r", List.of(signature), List.of()));
        ClassFilter filter = new ClassFilter(policy);
        Lineage lineage = new Lineage(new PolicyMatcher(policy), filter);
        return new MemberReferences(pool).thatMatter(filter, jdk, everyDynamic, lineage, loader());
    }

    private static ClassLoader loader() {
        return CodeSearchTest.class.getClassLoader();
    }

    /** Listed by a test, and not an enum. */
    static final class Listed {}

    /** The same, and one. */
    enum ListedEnum {}

    @Test
    void whoAsksAnEnumForItsConstantsMattersIfAListedOneIsNamed() {
        for (Class<?> listed : List.of(Listed.class, ListedEnum.class)) {
            byte[] file = classWith(code -> {
                code.visitLdcInsn(Type.getType(listed));
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/util/EnumSet",
                        "noneOf",
                        "(Ljava/lang/Class;)Ljava/util/EnumSet;",
                        false);
            });
            assertThat(search(file, Type.getInternalName(listed)).isInVain()).isEqualTo(listed == Listed.class);
        }
    }

    private static List<Boolean> matters(CodeSearch search, int methods) {
        List<Boolean> matters = new ArrayList<>();
        for (int i = 0; i < methods; i++) {
            matters.add(search.matters(i));
        }
        return matters;
    }

    /** A class with a static method for each instruction. */
    private static byte[] classWith(Instruction... instructions) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Some", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_STATIC, "field", "I", null, 3).visitEnd();
        for (int i = 0; i < instructions.length; i++) {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m" + i, "()V", null, null);
            code.visitCode();
            instructions[i].write(code);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(1, i);
        }
        return writer.toByteArray();
    }

    /** A reference to a static method of that class, as a lambda's factory makes one. */
    private static void reference(MethodVisitor code, String owner) {
        Handle factory = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/LambdaMetafactory",
                "metafactory",
                "(Ljava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/CallSite;",
                false);
        Handle method = new Handle(Opcodes.H_INVOKESTATIC, owner, "make", "()Ljava/lang/Object;", false);
        code.visitInvokeDynamicInsn("get", "()Ljava/util/function/Supplier;", factory, method);
    }

    private interface Instruction {
        void write(MethodVisitor code);
    }

    /** What the instructions of a method say. */
    private static final class Code extends MethodVisitor {
        final String name;
        boolean names;
        int locals;

        Code(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        private void use(String owner) {
            names |= owner.equals(LISTED);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean itf) {
            use(owner);
            ReflectiveUse reflective = ReflectiveUse.of(owner, method, descriptor, false);
            names |= reflective != null && reflective.mattersAlone();
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            use(owner);
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    use(handle.getOwner());
                }
            }
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            locals = maxLocals;
        }
    }

    private static List<Code> methods(byte[] file) {
        List<Code> methods = new ArrayList<>();
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                methods.add(new Code(name));
                                return methods.get(methods.size() - 1);
                            }
                        },
                        ClassReader.SKIP_FRAMES);
        return methods;
    }
}
