package dev.lastcall.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policycheck.PolicyCheck;
import dev.lastcall.reference.LoadedReferences;
import dev.lastcall.settings.Policies;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What names a deprecated class without calling it. */
class ReferencesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final String RULE = "lastcall: 1\nrules:\n  - id: old\n    deprecated: [%s]\n";

    private static final Map<String, String> LIBRARY = library();

    @TempDir
    static Path compiled;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Compiled.into(compiled.resolve("lib"), "", LIBRARY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void eachKindOfReferenceIsFound(String listed, String source, List<String> expected) throws Exception {
        Scan scan = scan(listed, source);
        assertThat(references(scan)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(inLoaded(policy(listed), folder.resolve("a")))
                .as("what the agent finds when the same classes load, of each kind the first")
                .containsExactlyInAnyOrderElementsOf(scan.references().stream()
                        .filter(it -> !it.isDoubt()) // a text alone, which its filter does not look at
                        .map(it -> it.kind().label() + ' ' + it.place().className() + target(it))
                        .distinct()
                        .toList());
    }

    /** As the agent does: what its filter hands on as the classes load is read for references. */
    private static List<String> inLoaded(Policy policy, Path classes) throws Exception {
        List<byte[]> handedOn = new ArrayList<>();
        CallTransformer transformer = new CallTransformer(policy, new CallTransformer.Listener() {
            @Override
            public void notWoven(String className, String reason) {}

            @Override
            public void mentions(
                    @Nullable String name, @Nullable ProtectionDomain domain, byte[] classFile, boolean listed) {
                handedOn.add(classFile);
            }
        });
        ClassLoader loader = ClassLoader.getPlatformClassLoader(); // any but that of the agent
        for (Map.Entry<String, byte[]> entry : Compiled.content(classes).entrySet()) {
            String name = entry.getKey().replace(".class", "");
            transformer.transform(loader.getUnnamedModule(), loader, name, null, null, entry.getValue());
        }
        LoadedReferences loaded = new LoadedReferences(new PolicyMatcher(policy));
        List<String> found = new ArrayList<>();
        for (byte[] classFile : handedOn) {
            for (LoadedReference it : loaded.in(classFile, "")) {
                found.add(it.kind().label()
                        + ' '
                        + it.className()
                        + ' '
                        + it.target()
                        + (it.targetMember().isEmpty() ? "" : "." + it.targetMember()));
            }
        }
        return found;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("old.Face", "class A implements old.Face {}", "supertype A old.Face"),
                kind("old.Base", "class A extends old.Base {}", "supertype A old.Base"),
                kind("old.Face", "interface A extends old.Face {}", "supertype A old.Face"),
                kind(
                        "a.B",
                        "sealed interface A permits B, C {} record B() implements A {} record C() implements A {}",
                        "permitted-subclass A a.B"),
                kind("a.A$Old", "class A { static class Old {} }", "nest A a.A$Old", "inner-class A a.A$Old"),
                kind(
                        "a.A$Old",
                        "class A { class B {} static class Old {} }",
                        "nest A a.A$Old",
                        "inner-class A a.A$Old"),
                kind("old.Face", "class A { old.Face face; }", "field-type A.face old.Face"),
                kind("old.Face", "class A { old.Face[][] faces; }", "field-type A.faces old.Face"),
                kind(
                        "old.Face",
                        "interface A { old.Face in(); void out(old.Face face, int i); }",
                        "method-type A.in old.Face",
                        "method-type A.out old.Face"),
                kind(
                        "old.Face",
                        "record A(old.Face face) {}",
                        "record-component A.face old.Face",
                        "field-type A.face old.Face",
                        "method-type A.<init> old.Face",
                        "method-type A.face old.Face",
                        "invokedynamic A.toString:1 old.Face",
                        "invokedynamic A.hashCode:1 old.Face",
                        "invokedynamic A.equals:1 old.Face"),
                kind("old.Face", "class A<T extends old.Face> {}", "generic-signature A old.Face"),
                kind(
                        "old.Face",
                        "abstract class A implements java.util.Comparator<old.Face> {}",
                        "generic-signature A old.Face"),
                kind(
                        "old.Face",
                        "class A { java.util.List<? super old.Face> faces; }",
                        "generic-signature A.faces old.Face"),
                kind(
                        "old.Face",
                        "interface A { <T extends Comparable<old.Face>> java.util.Set<T[]> m(); }",
                        "generic-signature A.m old.Face"),
                kind(
                        "old.Outer$Inner",
                        "class A { old.Outer<String>.Inner inner; }",
                        "field-type A.inner old.Outer$Inner"),
                kind(
                        "old.Face",
                        "record A(java.util.List<old.Face> faces) {}",
                        "generic-signature A.faces old.Face",
                        "generic-signature A.faces old.Face", // the component and its field, and the accessor
                        "generic-signature A.<init> old.Face"),
                kind("old.Trouble", "interface A { void m() throws old.Trouble; }", "throws A.m old.Trouble"),
                kind("old.Mark", "@old.Mark class A {}", "annotation A old.Mark"),
                kind("old.Mark", "class A { @old.Mark int field; }", "annotation A.field old.Mark"),
                kind("old.Mark", "class A { @old.Mark void m() {} }", "annotation A.m old.Mark"),
                kind("old.Mark", "class A { void m(@old.Mark int i) {} }", "annotation A.m old.Mark"),
                kind("old.Mark", "class A { @Deprecated @old.Mark A() {} }", "annotation A.<init> old.Mark"),
                kind(
                        "old.TypeMark",
                        "class A { java.util.List<@old.TypeMark String> l; }",
                        "annotation A.l old.TypeMark"),
                kind("old.TypeMark", "class A<@old.TypeMark T> {}", "annotation A old.TypeMark"),
                kind("old.TypeMark", "interface A { @old.TypeMark String m(); }", "annotation A.m old.TypeMark"),
                kind(
                        "old.TypeMark",
                        "class A { Object m() { return new @old.TypeMark Object(); } }",
                        "annotation A.m:1 old.TypeMark"),
                kind(
                        "old.TypeMark",
                        "class A { int m(int i) { @old.TypeMark Integer j = i; return j; } }",
                        "annotation A.m:1 old.TypeMark"),
                kind("old.Face", "@old.Holder(type = old.Face.class) class A {}", "annotation-value A old.Face"),
                kind(
                        "old.Face",
                        "@old.Holder(types = {String.class, old.Face[].class}) class A {}",
                        "annotation-value A old.Face"),
                kind("old.Color", "@old.Holder(color = old.Color.RED) class A {}", "annotation-value A old.Color.RED"),
                kind("old.Nested", "@old.Holder(nested = @old.Nested) class A {}", "annotation A old.Nested"),
                kind(
                        "old.Color",
                        "@interface A { old.Color value() default old.Color.RED; }",
                        "method-type A.value old.Color",
                        "annotation-value A.value old.Color.RED"),
                kind(
                        "'old.Color#RED'",
                        "@old.Holder(color = old.Color.RED) class A {}",
                        "annotation-value A old.Color.RED"),
                kind("'old.Holder#type()'", "@old.Holder(type = A.class) class A {}", "annotation A old.Holder.type"),
                kind("old.Face", "class A { Object m() { return old.Face.class; } }", "literal A.m:1 old.Face"),
                kind("old.Face", "class A { Object m() { return old.Face[].class; } }", "literal A.m:1 old.Face"),
                kind("old.Face", "class A { Object m(Object o) { return (old.Face) o; } }", "cast A.m:1 old.Face"),
                kind("old.Face", "class A { Object m(Object o) { return (old.Face[]) o; } }", "cast A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { boolean m(Object o) { return o instanceof old.Face; } }",
                        "instanceof A.m:1 old.Face"),
                kind(
                        "old.Trouble",
                        "class A { void m() {\n try { hashCode(); }\n catch (IllegalStateException | old.Trouble e) { } } }",
                        "catch A.m:3 old.Trouble"),
                kind("old.Face", "class A { Object m() { return new old.Face[1]; } }", "array A.m:1 old.Face"),
                kind("old.Face", "class A { Object m() { return new old.Face[1][2]; } }", "array A.m:1 old.Face"),
                kind("old.Face", "class A { Object m() { return new old.Face[1][]; } }", "array A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { Object m(old.Face[] f) { return f.clone(); } }",
                        "method-type A.m old.Face",
                        "array A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { Object m() { return (java.util.function.Consumer<old.Face>) f -> {}; } }",
                        "invokedynamic A.m:1 old.Face"),
                kind("old.Face", "class A { void m() { new other.Api().take(null); } }", "member-type A.m:1 old.Face"),
                kind("old.Face", "class A { Object m() { return other.Api.face; } }", "member-type A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { Object m() { return (Runnable) () -> { Object o = old.Face.class; }; } }",
                        "literal A.m:1 old.Face"),
                kind(
                        "old.Base",
                        "class A { int m() { return old.Base.Nested.VALUE.length() + old.Base.Nested.count(); } }",
                        "member A.m:1 old.Base$Nested.count",
                        "member A.m:1 old.Base$Nested.VALUE"),
                kind(
                        "old.Face",
                        "class A { static final String NAME = \"old.Face\"; }",
                        "name-in-code A.NAME old.Face"),
                kind(
                        "old.Face",
                        "class A { Object m() throws Exception { return Class.forName(\"old.Face\"); } }",
                        "name-in-code A.m:1 old.Face"),
                kind("old.Face", "class A { String m() { return \"[Lold.Face;\"; } }", "name-in-code A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { String m() { return \"/old/Face.class\"; } }",
                        "name-in-code A.m:1 old.Face"),
                kind("old.Face", "@old.Holder(text = \"old.Face\") class A {}", "name-in-code A old.Face"),
                kind("old.Face", "class A { String m() { return \"old.Faces, old.Face.x\"; } }"),
                kind(
                        "old.Face",
                        "class A { String[] m() { return \"a,old.Face;b\".split(\"[,;]\"); } }",
                        "name-in-code A.m:1 old.Face"),
                kind(
                        "old.Face",
                        "class A { String m() { return \"import old.Face\\nnew Object()\"; } }",
                        "name-in-code A.m:1 old.Face"),
                kind("old.Face", "@old.Holder(text = \"T(old.Face).x\") class A {}", "name-in-code A old.Face"),
                kind(
                        "old.Face",
                        "class A { String m() { return \"(ILold/Face;)V\"; } }",
                        "name-in-code A.m:1 old.Face"),
                kind(
                        "old.Color",
                        "class A { String m(Object o) { return \"old.Color.RED: \" + o; } }",
                        "name-in-code A.m:1 old.Color.RED"),
                kind("old.Face", """
                        class A {
                            Object m() {
                                return new Object[] {"[", "[L", "[x", "[[", "L;", ";", "/", "", ".class", "[L;", "[old.Face", old.Face.class};
                            }
                        }
                        """, "literal A.m:3 old.Face", "name-in-code A.m:3 old.Face"));
    }

    private static Arguments kind(String listed, String source, String... expected) {
        return Arguments.of(listed, source, List.of(expected));
    }

    @Test
    void aRuleThatListsMembersIsNotReferredToByTheNameOfTheirClass() throws Exception {
        Scan scan = scan("'old.Base#make()'", """
                class A extends old.Base {
                    Class<?> type = old.Base.class;
                    Object m(old.Base base) { return base instanceof old.Base ? "old.Base" : old.Base.make(); }
                }
                """);
        assertThat(scan.references()).isEmpty();
        assertThat(scan.sites()).hasSize(1);
    }

    @Test
    void whatCompilersCannotWriteIsFound() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("written"));
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/Written", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.visitCode();
        method.visitLdcInsn(Type.getMethodType("(Lold/Face;)V"));
        method.visitInsn(Opcodes.POP);
        method.visitLdcInsn(new ConstantDynamic(
                "c",
                "Lold/Color;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/ConstantBootstraps",
                        "nullConstant",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                        false),
                Type.getObjectType("old/Base")));
        method.visitInsn(Opcodes.POP);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.newClass("old/Trouble");
        writer.visitEnd();
        Files.write(classes.resolve("Written.class"), writer.toByteArray());
        Policy policy = policy("old.Face, old.Color, old.Base, old.Trouble");
        assertThat(references(Scan.of(policy, inputs(classes), lib(), TODAY)))
                .containsExactlyInAnyOrder(
                        "invokedynamic Written.m old.Face",
                        "invokedynamic Written.m old.Color",
                        "invokedynamic Written.m old.Base",
                        "constant Written old.Trouble");
    }

    @Test
    void aSignatureThatIsNoneCostsNothingElse() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("written"));
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/Written", "<T:Lold/Face;", "old/Base", null);
        writer.visitEnd();
        Files.write(classes.resolve("Written.class"), writer.toByteArray());
        Scan scan = Scan.of(policy("old.Face, old.Base"), inputs(classes), lib(), TODAY);
        assertThat(scan.problems()).isEmpty();
        assertThat(references(scan))
                .containsExactlyInAnyOrder("supertype Written old.Base", "generic-signature Written old.Face");
    }

    @Test
    void whatIsInsideIsNoReference() throws Exception {
        Map<String, String> sources = Map.of(
                "old.Pair", "package old; class Pair { Face face; static class In { Face face; } }",
                "old.Other", "package old; class Other { Face face; Pair pair; }",
                "a.Shim", "package a; class Shim { old.Face face; }",
                "a.User", "package a; class User { Shim shim; Object m() { return new Shim().hashCode(); } }");
        Path classes =
                Compiled.into(folder.resolve("c"), compiled.resolve("lib").toString(), sources);
        Policy policy = policy("old.Face, old.Pair");
        assertThat(references(Scan.of(policy, inputs(classes), lib(), TODAY)))
                .containsExactlyInAnyOrder(
                        "field-type Other.face old.Face",
                        "field-type Other.pair old.Pair",
                        "field-type Shim.face old.Face");
        List<ClassPattern> removed = List.of(new ClassPattern("a.Sh*"), new ClassPattern("old.Other"));
        assertThat(references(Scan.of(policy, inputs(classes), lib(), TODAY, rule -> removed)))
                .containsExactlyInAnyOrder("field-type User.shim a.Shim", "member User.m:1 a.Shim.<init>");
    }

    @Test
    void allowedAndDelegatedReferencesAreFoundAndMarked() throws Exception {
        Map<String, String> sources = Map.of(
                "a.New", "package a; class New { old.Face face; }",
                "a.Shim", "package a; class Shim { old.Face face; void m() { Object o = old.Face.class; } }");
        Path classes =
                Compiled.into(folder.resolve("c"), compiled.resolve("lib").toString(), sources);
        Policy policy = load("""
                lastcall: 1
                rules:
                  - id: old
                    deprecated: [old.Face]
                    canonical: [a.New]
                    allow:
                      - callers: a.Shim#m
                        reason: test
                """);
        Scan scan = Scan.of(policy, inputs(classes), lib(), TODAY);
        assertThat(scan.references())
                .extracting(it -> it.place().asText() + ' ' + it.state().label())
                .containsExactly(
                        "a.New.face(New.java) delegated",
                        "a.Shim.face(Shim.java) open",
                        "a.Shim.m(Shim.java:1) allowed");
        assertThat(scan.hasFindings()).isTrue();
    }

    @Test
    void modulesThatUseProvideOrExportAreReferences() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("module-info", """
                module m {
                    exports gone;
                    opens stays;
                    uses gone.Api;
                    provides java.lang.Runnable with gone.Impl;
                }
                """);
        sources.put("gone.Api", "package gone; public interface Api {}");
        sources.put("gone.Impl", "package gone; public class Impl implements Runnable { public void run() {} }");
        sources.put("stays.Impl", "package stays; public class Impl { }");
        sources.put("stays.Other", "package stays; public class Other { }");
        Path classes = Compiled.into(folder.resolve("m"), "", sources);
        Policy policy = policy("gone.Api, gone.Impl, stays.Impl");
        assertThat(references(Scan.of(policy, inputs(classes), List.of(), TODAY)))
                .containsExactlyInAnyOrder(
                        "module module-info gone.Api",
                        "module module-info gone.Impl",
                        "module-package module-info gone");
        Path jar = Files.write(folder.resolve("m.jar"), Compiled.jar(Compiled.content(classes)));
        assertThat(Scan.of(policy, inputs(jar), List.of(), TODAY).references()).hasSize(3);
        assertThat(Scan.of(policy, inputs(jar), List.of(), TODAY).classes()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("files")
    void namesInFilesAreReferences(String file, String content, List<String> expected) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(Compiled.content(compiled.resolve("lib")));
        entries.put(file, content.getBytes(StandardCharsets.UTF_8));
        Path jar = Files.write(folder.resolve("any.jar"), Compiled.jar(entries));
        Policy policy = policy("old.Base, old.Color");
        assertThat(inFiles(Scan.of(policy, inputs(jar), List.of(), TODAY))).containsExactlyElementsOf(expected);
        Path tree = folder.resolve("tree");
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Files.createDirectories(tree.resolve(entry.getKey()).getParent());
            Files.write(tree.resolve(entry.getKey()), entry.getValue());
        }
        assertThat(inFiles(Scan.of(policy, inputs(tree), List.of(), TODAY))).containsExactlyElementsOf(expected);
        Path nested = Files.write(
                folder.resolve("boot.jar"), Compiled.jar(Map.of("BOOT-INF/lib/any.jar", Files.readAllBytes(jar))));
        assertThat(inFiles(Scan.of(policy, inputs(nested), List.of(), TODAY))).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("META-INF/services/old.Base", "a.B\n", "service META-INF/services/old.Base old.Base"),
                file(
                        "META-INF/services/a.B",
                        "# old.Base was here\na.C\n old.Base # and is\nold.Based\n",
                        "service META-INF/services/a.B:3 old.Base"),
                file(
                        "META-INF/spring.factories",
                        "# old.Base\na.B=\\\na.C,\\\n  old.Base,\\\r\nold.Color\n",
                        "resource META-INF/spring.factories:4 old.Base",
                        "resource META-INF/spring.factories:5 old.Color"),
                file(
                        "META-INF/spring/old.Base.imports",
                        "old.Color\n",
                        "resource META-INF/spring/old.Base.imports old.Base",
                        "resource META-INF/spring/old.Base.imports:1 old.Color"),
                file(
                        "beans.xml",
                        "<beans><!-- old.Base\n --><bean class='old.Base$Nested'/>\n<x>old.Base.Nested</x><y>old.Bases</y></beans>",
                        "resource beans.xml:2 old.Base$Nested",
                        "resource beans.xml:3 old.Base$Nested"),
                file(
                        "el.xml",
                        "<x y='#{T(old.Base).make()}' z='old.Base.make'/>",
                        "resource el.xml:1 old.Base",
                        "resource el.xml:1 old.Base.make"),
                file(
                        "esc.xml",
                        "<x>old.Base&#36;Nested old&#x2e;Color</x>",
                        "resource esc.xml:1 old.Base$Nested",
                        "resource esc.xml:1 old.Color"),
                file(
                        "application.yml",
                        "a: old.Base # old.Color\n# old.Base\nb: ['old.Color']\nc: x#old.Base\n",
                        "resource application.yml:1 old.Base",
                        "resource application.yml:3 old.Color",
                        "resource application.yml:4 old.Base"),
                file("a/b.yaml", "- old.Base\n", "resource a/b.yaml:1 old.Base"),
                file(
                        "p.properties",
                        "! old.Base\nold.Base.timeout=5\nx.old.Base=1\nkey=old.Base\nold.Color=RED\ny=old.Bas\\u0065\nold.Base-x=1",
                        "resource p.properties:4 old.Base",
                        "resource p.properties:5 old.Color",
                        "resource p.properties:6 old.Base"),
                file(
                        "META-INF/native-image/reflect-config.json",
                        "[{\"name\":\"old.Base\"},\n{\"name\":\"old\\/Color\"}]",
                        "resource META-INF/native-image/reflect-config.json:1 old.Base",
                        "resource META-INF/native-image/reflect-config.json:2 old.Color"),
                file(
                        "application.conf",
                        "// old.Base\na { class = \"old.Base\" }",
                        "resource application.conf:2 old.Base"),
                file(
                        "META-INF/org/acme/Plugins.dat",
                        "\0\0\0\1\0\u0008old.Base\0\0\u0009old.Based",
                        "resource META-INF/org/acme/Plugins.dat old.Base"),
                file("META-INF/dubbo/internal/a.B", "x=old.Base\n", "resource META-INF/dubbo/internal/a.B:1 old.Base"),
                file(
                        "paths.json",
                        "[\"old/Base.class\", \"/old/Color\", \"x/old.Base\", \"x/old/Base\"]",
                        "resource paths.json:1 old.Base",
                        "resource paths.json:1 old.Color"),
                file("META-INF/LICENSE.txt", "old.Base\n"),
                file("META-INF/jobs.txt", "# old.Base\n", "name-in-code META-INF/jobs.txt:1 old.Base"),
                file(
                        "META-INF/resources/a.jsp",
                        "<% new old.Base() %>",
                        "name-in-code META-INF/resources/a.jsp:1 old.Base"),
                file("META-INF/dsl/a.groovy", "new old.Base()", "name-in-code META-INF/dsl/a.groovy:1 old.Base"),
                file("META-INF/proguard/a.pro", "-keep class old.Base"),
                file("readme.txt", "old.Base\n"),
                file("about.jsp", "<%@ page import='old.Base' %>", "name-in-code about.jsp:1 old.Base"),
                file("docs/old.html", "old.Base\n"),
                file("index.jsp", "<%@ page import=\"old.Base\" %>", "name-in-code index.jsp:1 old.Base"),
                file("a/run.groovy", "\nimport old.Base // or so\n", "name-in-code a/run.groovy:2 old.Base"),
                file("db/V1.sql", "insert into job values ('old.Base');", "name-in-code db/V1.sql:1 old.Base"),
                file("BOOT-INF/classes/jobs.txt", "old.Based\nold.Base", "name-in-code jobs.txt:2 old.Base"),
                file("bin/run.sh", "exec java -cp app.jar old.Base \"$@\"", "name-in-code bin/run.sh:1 old.Base"),
                file("a.ser", "\0\5sr\0\10old.Base\0\0", "name-in-code a.ser old.Base"),
                file("META-INF/maven/g/a/pom.xml", "<x>old.Base</x>"),
                file("readme.md", "old.Base\n"),
                file(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\r\nMain-Class: old.Base\r\nLauncher-Agent-Class: old.Co\r\n lor\r\n\r\nName: old/Base.class\r\n\r\n",
                        "manifest META-INF/MANIFEST.MF:2 old.Base",
                        "manifest META-INF/MANIFEST.MF:3 old.Color"));
    }

    private static Arguments file(String name, String content, String... expected) {
        return Arguments.of(name, content, List.of(expected));
    }

    @Test
    void underAGlobForAllClassesWordsOfAManifestAreNone() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "META-INF/MANIFEST.MF",
                Compiled.bytes(String.join(
                        "\r\n",
                        "Manifest-Version: 1.0",
                        "Created-By: Maven JDK 17.0.1",
                        "Multi-Release: true",
                        "Main-Class: start",
                        "Launcher-Agent-Class: old.Unknown",
                        "Tool: Bnd-6.4.0.2022",
                        "",
                        "")));
        Files.write(folder.resolve("app.jar"), Compiled.jar(entries));
        Path classes = Compiled.into(folder.resolve("c"), "", Map.of("start", "public class start {}"));
        List<ClassPattern> removed = List.of(new ClassPattern("**"));
        assertThat(inFiles(Scan.of(
                        policy("old.Base"), inputs(folder.resolve("app.jar"), classes), lib(), TODAY, rule -> removed)))
                .containsExactly(
                        "manifest META-INF/MANIFEST.MF:4 start", "manifest META-INF/MANIFEST.MF:5 old.Unknown");
    }

    @Test
    void aCanonicalMemberThatIsInheritedIsThere() throws Exception {
        Map<String, String> sources = Map.of(
                "n.Above",
                        "package n; public class Above { protected int f; public void up() {} private void own() {} }",
                "n.Face", "package n; public interface Face { default void face() {} }",
                "n.Mid", "package n; public class Mid extends Above implements Face {}",
                "n.New", "package n; public class New extends Mid { public void get() {} }");
        Path classes = Compiled.into(folder.resolve("c"), "", sources);
        Policy policy = load("""
                lastcall: 1
                rules:
                  - id: old
                    deprecated: [old.Face]
                    canonical: ['n.New#get()', 'n.New#up()', 'n.New#face()', 'n.New#f', 'n.New#toString()',
                        'n.New#own()', 'n.New#gte()', 'n.New#<init>(int)', 'n.New#up(int)', 'n.Gone#up()']
                """);
        assertThat(Scan.of(policy, inputs(classes), lib(), TODAY).canonical())
                .containsExactlyInAnyOrder("n.New#get()", "n.New#up()", "n.New#face()", "n.New#f", "n.New#toString()");
    }

    @Test
    void underAGlobOnlyWhatIsAClassIsNamed() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "p.properties",
                Compiled.bytes("old.base.timeout=1\nold.level=2\na=old.Unknown\nold.lowercase=3\nb=old.Unknown.x\n"));
        Files.write(folder.resolve("p.jar"), Compiled.jar(entries));
        Path classes = Compiled.into(
                folder.resolve("c"), "", Map.of("old.lowercase", "package old; public class lowercase {}"));
        Policy policy = policy("'old.**'");
        assertThat(inFiles(Scan.of(policy, inputs(folder.resolve("p.jar"), classes), List.of(), TODAY)))
                .containsExactly("resource p.properties:3 old.Unknown", "resource p.properties:4 old.lowercase");
    }

    @Test
    void aFieldOrMethodThatIsListedAloneIsNamedBehindItsClass() throws Exception {
        Map<String, byte[]> entries = Map.of(
                "beans.xml",
                Compiled.bytes("<x a='old.Color.RED' b='old.Base.make' c='old.Base' d='old.Base.other'/>"));
        Path jar = Files.write(folder.resolve("p.jar"), Compiled.jar(entries));
        assertThat(inFiles(Scan.of(policy("'old.Color#RED', 'old.Base#make()'"), inputs(jar), lib(), TODAY)))
                .containsExactlyInAnyOrder("resource beans.xml:1 old.Color.RED", "resource beans.xml:1 old.Base.make");
    }

    @Test
    void filesAreReadInTheEncodingThatTheySay() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.xml", "\ufeff<x>old.Base</x>".getBytes(StandardCharsets.UTF_16LE));
        entries.put("b.properties", "x=\u00e9 old.Base".getBytes(StandardCharsets.ISO_8859_1));
        Path jar = Files.write(folder.resolve("p.jar"), Compiled.jar(entries));
        assertThat(inFiles(Scan.of(policy("old.Base"), inputs(jar), lib(), TODAY)))
                .containsExactly("resource a.xml:1 old.Base", "resource b.properties:1 old.Base");
    }

    @Test
    void signaturesThatNameNothingAreTold() throws Exception {
        Policy policy = policy("old.Base, old.Typo, 'old.Base#typo()', 'old.Color#RED', 'java.util.Date#getDay()',"
                + " 'lib.gone.Api#call()', 'old.No*', 'old.Fa*', '@Deprecated in old.**'");
        Path classes = Compiled.into(
                folder.resolve("c"),
                compiled.resolve("lib").toString(),
                Map.of(
                        "lib.gone.Api", "package lib.gone; public class Api { public static void call() {} }",
                        "a.A", "package a; class A { void m() { lib.gone.Api.call(); } }"));
        Files.delete(classes.resolve("lib/gone/Api.class"));
        Scan scan = Scan.of(policy, inputs(classes, compiled.resolve("lib")), List.of(), TODAY);
        assertThat(scan.signatures())
                .filteredOn(ScannedSignature::namesNothing)
                .extracting(ScannedSignature::text)
                .containsExactly("old.Typo", "old.Base#typo()", "old.No*", "@Deprecated in old.**");
        assertThat(scan.signatures())
                .filteredOn(ScannedSignature::declared)
                .extracting(ScannedSignature::text)
                .containsExactly("old.Base", "old.Color#RED", "old.Fa*");
        assertThat(scan.signatures())
                .filteredOn(ScannedSignature::used)
                .extracting(ScannedSignature::text)
                .containsExactly("old.Color#RED", "lib.gone.Api#call()", "old.Fa*");
        assertThat(TextScan.of(scan)).contains("  Names nothing: old.Typo, old.Base#typo(), ");
    }

    /** As by a property of Kotlin's: its calls are those of the accessor, so that nothing would ever be found. */
    @Test
    void aPrivateFieldIsNotWhatASignatureMeans() throws Exception {
        String plain = "package kt; public class Plain { private int prop; public int open;"
                + " public int getProp() { return prop; } }";
        Path classes = Compiled.into(folder.resolve("kt"), "", Map.of("kt.Plain", plain));
        Policy policy = policy("'kt.Plain#prop', 'kt.Plain#open'");

        Scan scan = Scan.of(policy, inputs(classes), List.of(), TODAY);

        assertThat(scan.signatures())
                .filteredOn(ScannedSignature::namesNothing)
                .extracting(ScannedSignature::text)
                .containsExactly("kt.Plain#prop");
        assertThat(PolicyCheck.of(policy, inputs(classes), TODAY).findings())
                .singleElement()
                .asString()
                .endsWith("kt.Plain#prop: it is a private field, which hardly anybody else can read; did you mean"
                        + " #getProp(**)?");
    }

    @Test
    void aClassThatIsGoneIsNoneThatIsMisspelled() throws Exception {
        Policy policy = policy("old.Bsae, odl.Base, old.Ancient, old.Fcae, gone.Thing");
        Scan scan = Scan.of(policy, inputs(compiled.resolve("lib")), List.of(), TODAY);
        assertThat(scan.signatures())
                .extracting(ScannedSignature::text, ScannedSignature::near)
                .containsExactly(
                        tuple("old.Bsae", "old.Base"),
                        tuple("odl.Base", "old.Base"),
                        tuple("old.Ancient", ""),
                        tuple("old.Fcae", "old.Face"),
                        tuple("gone.Thing", ""));
        // a class that the policy names, too, is not what another of its names means
        assertThat(Scan.of(policy("old.Bsae, old.Base, odl.Base"), inputs(compiled.resolve("lib")), List.of(), TODAY)
                        .signatures())
                .extracting(ScannedSignature::near)
                .containsOnly("");
    }

    @Test
    void namesInCodeAreDoubtsAndNoFindings() throws Exception {
        Scan scan = scan("old.Face", "class A { String m() { return \"old.Face\"; } }");
        assertThat(scan.references()).singleElement().matches(Reference::isDoubt);
        assertThat(scan.hasFindings()).isFalse();
        assertThat(TextScan.of(scan)).contains("name-in-code        a.A.m(A.java:1) [may be its name]");
        assertThat(JsonScan.of(scan)).contains("\"weight\": \"doubt\"");
    }

    private Scan scan(String listed, String source) throws Exception {
        Path classes = Compiled.into(
                folder.resolve("a"), compiled.resolve("lib").toString(), Map.of("a.A", "package a; " + source));
        Scan scan = Scan.of(policy(listed), inputs(classes), lib(), TODAY);
        assertThat(scan.problems()).isEmpty();
        return scan;
    }

    private Policy policy(String listed) throws Exception {
        return load(RULE.formatted(listed));
    }

    private Policy load(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), text);
        return Policies.load(List.of(file.toString()));
    }

    private static List<Input> lib() {
        return inputs(compiled.resolve("lib"));
    }

    private static List<Input> inputs(Path... paths) {
        return Arrays.stream(paths)
                .map(path -> new Input(String.valueOf(path.getFileName()), path))
                .toList();
    }

    private static List<String> references(Scan scan) {
        List<String> found = new ArrayList<>();
        for (Reference reference : scan.references()) {
            Reference.Place place = reference.place();
            found.add(reference.kind().label()
                    + ' '
                    + place.className().substring(place.className().lastIndexOf('.') + 1)
                    + (place.member().isEmpty() ? "" : '.' + place.member())
                    + (place.line() == 0 ? "" : ":" + place.line())
                    + target(reference));
        }
        return found;
    }

    private static List<String> inFiles(Scan scan) {
        return scan.references().stream()
                .filter(it -> !it.place().file().isEmpty())
                .map(it -> it.kind().label() + ' ' + it.place().asText() + target(it))
                .toList();
    }

    private static String target(Reference reference) {
        return ' ' + reference.target() + (reference.targetMember().isEmpty() ? "" : '.' + reference.targetMember());
    }

    private static Map<String, String> library() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("old.Face", "package old; public interface Face {}");
        sources.put("old.Base", """
                package old;
                public class Base {
                    public static Object make() { return null; }
                    public static class Nested {
                        public static final String VALUE = String.valueOf(1);
                        public static int count() { return 1; }
                    }
                }
                """);
        sources.put("old.Outer", "package old; public class Outer<T> { public class Inner {} }");
        sources.put("old.Trouble", "package old; public class Trouble extends RuntimeException {}");
        sources.put("old.Mark", "package old; public @interface Mark {}");
        sources.put("old.Nested", "package old; public @interface Nested {}");
        sources.put("old.TypeMark", """
                package old;
                import java.lang.annotation.ElementType;
                @java.lang.annotation.Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
                public @interface TypeMark {}
                """);
        sources.put("old.Color", "package old; public enum Color { RED }");
        sources.put("old.Holder", """
                package old;
                public @interface Holder {
                    Class<?> type() default Object.class;
                    Class<?>[] types() default {};
                    Color color() default Color.RED;
                    Nested nested() default @Nested;
                    String text() default "";
                }
                """);
        sources.put("other.Api", """
                package other;
                public class Api {
                    public static old.Face face;
                    public void take(old.Face face) {}
                }
                """);
        return sources;
    }
}
