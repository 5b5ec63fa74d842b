package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.JavaBase;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.ModuleVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

class ClassFilterTest {
    @Test
    void saysYesExactlyForThoseWhosePoolHasTheName() {
        List<byte[]> files = ownClassFiles();
        Random random = new Random(42);
        for (int round = 0; round < 40; round++) {
            String wanted = someText(files.get(random.nextInt(files.size())), random);
            ClassFilter filter = filter("com.acme.NotThere");
            filter.add(wanted);
            for (byte[] file : files) {
                assertThat(filter.concerns(file))
                        .as(wanted)
                        .isEqualTo(usesReflection(file, false) || texts(file).contains(wanted));
            }
        }
    }

    @Test
    void findsCallersAndSubclassesAndTheClassItself() {
        ClassFilter filter = filter("com.acme.ws.Legacy");
        assertThat(filter.concerns(ClassFileOf.name("com/acme/ws/Legacy"))).isTrue();
        assertThat(filter.concerns(ClassFileOf.name("com/acme/app/DirectCalls")))
                .isTrue();
        assertThat(filter.concerns(ClassFileOf.name("com/acme/app/DirectCalls$Child")))
                .isTrue();
        assertThat(filter.concerns(ClassFileOf.name("com/acme/ws/Mixed"))).isFalse();
    }

    @Test
    void tellsWhatOnlyMentionsAListedClass() {
        for (String listed : List.of("com.acme.Old", "O", "com.*", "a.B", "com.acme.O?d*")) {
            String name = listed.equals("com.*") || listed.startsWith("com.acme.O") ? "com.acme.Old" : listed;
            ClassFilter filter = filter(listed.equals("com.*") ? "com.acme.*" : listed);
            String type = 'L' + name.replace('.', '/') + ';';
            for (String text : List.of(
                    type,
                    '[' + type,
                    '(' + type + ")V",
                    "(I[[" + type + "LLong;)V",
                    "(LLong;" + type + ')' + type,
                    "<T:" + type + ">LObject;",
                    "Ljava/util/List<-" + type + ">;",
                    "L" + name.replace('.', '/') + "<TT;>.Inner;")) {
                assertThat(filter.look(withText(text)))
                        .as(listed + " in " + text)
                        .isEqualTo(ClassFilter.MENTIONS);
            }
            for (String text : List.of(
                    "L" + name.replace('.', '/') + "er;",
                    "(Lx/" + type.substring(1) + ")V",
                    "L;",
                    "(",
                    "[",
                    "<",
                    "L")) {
                boolean glob = listed.indexOf('*') > 0 && text.startsWith("Lcom");
                assertThat(filter.look(withText(text)))
                        .as(listed + " in " + text)
                        .isEqualTo(glob ? ClassFilter.MENTIONS : ClassFilter.NOTHING);
            }
        }
    }

    @Test
    void whatIsRemovedWithAListedClassIsMentionedAndNotWoven() {
        Policy policy = policy(
                Mode.LOG,
                new Rule(
                        "old",
                        signatures("com.acme.Old"),
                        List.of(),
                        "",
                        List.of(),
                        Mode.LOG,
                        false,
                        List.of(new ClassPattern("a.Helper"), new ClassPattern("com.acme.impl.**")),
                        Rule.Missing.UNKNOWN));
        ClassFilter filter = new ClassFilter(policy);
        assertThat(filter.look(withText("a/Helper"))).isEqualTo(ClassFilter.MENTIONS);
        assertThat(filter.look(withText("(La/Helper;)V"))).isEqualTo(ClassFilter.MENTIONS);
        assertThat(filter.look(withText("com/acme/impl/x/Y"))).isEqualTo(ClassFilter.MENTIONS);
        assertThat(filter.look(withText("(La/Helpers;)V"))).isEqualTo(ClassFilter.NOTHING);
        assertThat(filter.look(withText("com/acme/Old"))).isEqualTo(ClassFilter.CONCERNS);
        assertThat(filter.goes("a/Helper")).isTrue();
        assertThat(filter.goes("com/acme/Old")).isTrue();
        assertThat(filter.goes("com/acme/Other")).isFalse();
    }

    private static byte[] withText(String text) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, 0, "a/A", null, "java/lang/Object", null);
        writer.newUTF8(text);
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Test
    void findsANameBehindEverySortOfConstant() {
        ClassFilter filter = filter("com.acme.Last");
        byte[] without = allConstants("com/acme/Other");
        assertThat(filter.concerns(without)).isFalse();
        assertThat(filter.concerns(allConstants("com/acme/Last"))).isTrue();
        ClassWriter module = new ClassWriter(0);
        module.visit(Opcodes.V9, Opcodes.ACC_MODULE, "module-info", null, null, null);
        ModuleVisitor declaration = module.visitModule("acme", 0, null);
        declaration.visitExport("com/acme", 0);
        declaration.visitMainClass("com/acme/Last");
        declaration.visitEnd();
        assertThat(filter.concerns(module.toByteArray())).isTrue();
    }

    @Test
    void aGlobNamesClassesAndNothingElse() {
        ClassFilter filter = filter("com.acme.w?.Leg*");
        assertThat(filter.concerns(ClassFileOf.name("com/acme/app/References"))).isTrue();
        assertThat(filter.concerns(ClassFileOf.name("com/acme/ws/Mixed"))).isFalse();
        assertThat(filter("com.acme.*.Legacy").concerns(ClassFileOf.name("com/acme/ws/Modern")))
                .isTrue();
        assertThat(filter("**.Mixed").concerns(ClassFileOf.name("com/acme/ws/Modern")))
                .isFalse();
    }

    @Test
    void whatCannotBeReadIsLookedAt() {
        byte[] file = ClassFileOf.name("com/acme/ws/Mixed");
        int endOfPool = new ClassReader(file).header;
        for (ClassFilter filter :
                List.of(filter("com.acme.NotThere"), filter("com.acme.not.**"), filter("c*.NotThere"))) {
            assertThat(filter.concerns(file)).isFalse();
            for (int length = 0; length < endOfPool; length++) {
                assertThat(filter.concerns(Arrays.copyOf(file, length)))
                        .as("%s bytes", length)
                        .isTrue();
            }
        }
        byte[] unknownTag = file.clone();
        unknownTag[10] = 99;
        assertThat(filter("com.acme.NotThere").concerns(unknownTag)).isTrue();
    }

    @Test
    void aNameOfAnyCharactersIsFound() {
        // above U+FFFF: six bytes in a class file, four in UTF-8
        for (String name : List.of("com.acme.Straße", "com.acme.クラス", "com.acme.\ud835\udc9cbc")) {
            byte[] file = named(name.replace('.', '/'));
            assertThat(filter(name).concerns(file)).as(name).isTrue();
            assertThat(filter("com.acme.S*", name.substring(0, 10) + "**").concerns(file))
                    .as(name)
                    .isTrue();
            assertThat(new ClassFilter(policy(Mode.LOG, rule("r", List.of(exact(name + "x")), List.of())))
                            .concerns(file))
                    .isFalse();
        }
    }

    @Test
    void aNameAddedLaterIsFoundAmongThousands() {
        List<Signature> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(exact("com.acme.generated.Factory" + i));
        }
        ClassFilter filter = new ClassFilter(policy(Mode.LOG, rule("r", many, List.of())));
        assertThat(filter.concerns(named("com/acme/generated/Factory4999"))).isTrue();
        assertThat(filter.concerns(named("com/acme/generated/Factory5000"))).isFalse();
        filter.add("com/acme/generated/Factory5000");
        assertThat(filter.concerns(named("com/acme/generated/Factory5000"))).isTrue();
        assertThat(filter.concerns(named("com/acme/generated/Factory0"))).isTrue();
    }

    /** As they do where {@code java.lang.Object#finalize()} is listed: each class extends it. */
    @Test
    void namesThatComeOneByOneAreNotCopiedEachTime() {
        ClassFilter filter = filter("com.acme.Listed");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            filter.add("com/acme/generated/C" + i);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L << 20);
        assertThat(filter.concerns(named("com/acme/generated/C0"))).isTrue();
        assertThat(filter.concerns(named("com/acme/generated/C19999"))).isTrue();
        assertThat(filter.concerns(named("com/acme/generated/C20000"))).isFalse();
    }

    @Test
    void aNameIsFoundOnceItIsAddedWhileOthersAreBeingAdded() throws Exception {
        ClassFilter filter = filter("com.acme.Listed");
        AtomicInteger added = new AtomicInteger();
        Callable<String> reader = () -> {
            Random random = new Random(42);
            for (int upTo = 0; upTo < 20_000; upTo = added.get()) {
                String name = "com/acme/generated/C" + (upTo == 0 ? 0 : random.nextInt(upTo));
                if (upTo > 0 && !filter.concerns(named(name))) {
                    return name;
                }
            }
            return "";
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> missed = List.of(pool.submit(reader), pool.submit(reader));
            for (int i = 0; i < 20_000; i++) {
                filter.add("com/acme/generated/C" + i);
                added.set(i + 1);
            }
            for (Future<String> name : missed) {
                assertThat(name.get()).isEmpty();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Of the JDK's own classes: many name {@code Method}, few invoke one. */
    @Test
    void whoHasOnlyNamesOfReflectionMattersJustIfItUsesAMember() throws IOException {
        ClassFilter lookUps = filter("com.acme.NotThere");
        ClassFilter all = filter("java.NotThere");
        List<String> core = List.of(ReflectionNames.FIELD, ReflectionNames.METHOD, ReflectionNames.CONSTRUCTOR);
        int named = 0;
        int used = 0;
        for (byte[] file : JavaBase.classFiles()) {
            boolean uses = usesReflection(file, true);
            assertThat(all.concerns(file)).isEqualTo(uses);
            assertThat(lookUps.concerns(file)).isEqualTo(usesReflection(file, false));
            boolean names = !Collections.disjoint(texts(file), core);
            named += names ? 1 : 0;
            used += names && uses ? 1 : 0;
        }
        assertThat(used).isBetween(10, named / 2);
    }

    @Test
    void whatTheWeaverChangesMatters() throws IOException {
        for (String listed : List.of("com.acme.NotThere", "java.NotThere", "java.util.Vector", "java.util.Vec*")) {
            Policy policy = policy(
                    Mode.LOG,
                    rule(
                            "r",
                            List.of(new Signature(listed, new ClassPattern(listed), Signature.Member.ALL)),
                            List.of()));
            ClassFilter filter = new ClassFilter(policy);
            Weaver weaver = new Weaver(
                    new PolicyMatcher(policy),
                    filter,
                    new WovenProcess(new Sites((number, site) -> {}), OtherAgents.NONE),
                    new MovedAtLoad(),
                    new EarlySubclasses(new LatelyOffered()));
            List<byte[]> files = JavaBase.classFiles();
            int changed = 0;
            for (int i = 0; i < files.size(); i += 8) {
                byte[] file = files.get(i);
                boolean concerns = filter.concerns(file);
                if (weaver.weave(null, file, null, false).classFile() != null) {
                    assertThat(concerns)
                            .as(new ClassReader(file).getClassName())
                            .isTrue();
                    changed++;
                }
            }
            assertThat(changed).isPositive();
        }
    }

    @Test
    void aMethodReferenceToReflectionMatters() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Pool", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        code.visitLdcInsn(new Handle(
                Opcodes.H_INVOKEVIRTUAL,
                "java/lang/reflect/Field",
                "get",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                false));
        assertThat(filter("java.NotThere").concerns(writer.toByteArray())).isTrue();
        assertThat(filter("com.acme.NotThere").concerns(writer.toByteArray()))
                .as("Field has a guard")
                .isFalse();
    }

    @Test
    void aNameOfReflectionThatIsListedMattersByItself() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Pool", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/reflect/Field", "getName", "()Ljava/lang/String;", false);
        byte[] names = writer.toByteArray();
        assertThat(filter("com.acme.NotThere").concerns(names)).isFalse();
        assertThat(filter("java.lang.reflect.Field").concerns(names)).isTrue();
        assertThat(filter("java.lang.reflect.*").concerns(names)).isTrue();
        ClassFilter extended = filter("java.lang.reflect.AccessibleObject");
        assertThat(extended.concerns(names)).isFalse();
        extended.add("java/lang/reflect/Field");
        assertThat(extended.concerns(names)).isTrue();
    }

    /** Whether an instruction or a handle of the class does, or a name in it may define hidden classes. */
    private static boolean usesReflection(byte[] file, boolean methods) {
        List<String> definers = List.of(ReflectionNames.DEFINE_HIDDEN, ReflectionNames.DEFINE_HIDDEN_WITH_DATA);
        boolean[] found = {!Collections.disjoint(texts(file), definers)};
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String method, String type, boolean itf) {
                                        ReflectiveUse use = ReflectiveUse.of(owner, method, type, methods);
                                        found[0] |= use != null && use.mattersAlone();
                                    }

                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String method, String type, Handle bootstrap, Object... arguments) {
                                        for (Object argument : arguments) {
                                            visitLdcInsn(argument);
                                        }
                                    }

                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        if (value instanceof Handle handle) {
                                            visitMethodInsn(
                                                    0, handle.getOwner(), handle.getName(), handle.getDesc(), false);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private static Signature exact(String name) {
        return new Signature(name, new ClassPattern(name), new Signature.Member.All());
    }

    private static ClassFilter filter(String... patterns) {
        List<Signature> deprecated = Arrays.stream(patterns)
                .map(it -> new Signature(it, new ClassPattern(it), new Signature.Member.All()))
                .toList();
        return new ClassFilter(policy(Mode.LOG, rule("r", deprecated, signatures("com.acme.Canonical"))));
    }

    private static byte[] named(String internalName) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
        return writer.toByteArray();
    }

    /** A pool with each tag of JVMS table 4.4-A that a class may have, and the name as its very last text. */
    private static byte[] allConstants(String last) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Pool", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        Handle handle = new Handle(Opcodes.H_INVOKESTATIC, "com/acme/B", "b", "()V", false);
        for (Object constant : List.of(1 << 20, 2.5f, 1L << 40, 2.25, "text", Type.getMethodType("(J)D"), handle)) {
            code.visitLdcInsn(constant);
        }
        code.visitLdcInsn(new ConstantDynamic("c", "I", handle));
        code.visitInvokeDynamicInsn("i", "()V", handle);
        code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/F", "f", "I");
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/I", "i", "()V", true);
        code.visitTypeInsn(Opcodes.NEW, last);
        return writer.toByteArray();
    }

    private static String someText(byte[] file, Random random) {
        List<String> texts = new ArrayList<>(texts(file));
        return texts.get(random.nextInt(texts.size()));
    }

    /** All Utf8 constants, as Byte Buddy's ASM reads them. */
    private static Set<String> texts(byte[] file) {
        ClassReader reader = new ClassReader(file);
        Set<String> texts = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && file[at - 1] == 1) {
                texts.add(utf8(file, at));
            } else if (at > 0 && (file[at - 1] == 5 || file[at - 1] == 6)) {
                i++;
            }
        }
        return texts;
    }

    private static String utf8(byte[] file, int at) {
        byte[] pool = Arrays.copyOfRange(file, at, at + 2 + ((file[at] & 0xff) << 8 | (file[at + 1] & 0xff)));
        try {
            return new DataInputStream(new ByteArrayInputStream(pool)).readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> ownClassFiles() {
        try (Stream<Path> files = Files.walk(Path.of("target/classes/dev/lastcall/weave"))) {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : files.filter(it -> it.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
