package dev.lastcall.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.classpath.Input;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.scan.Compiled;
import dev.lastcall.scan.Fixture;
import dev.lastcall.settings.Policies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalTest {
    @TempDir
    static Path compiled;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @Test
    void whatIsMarkedBecomesAPolicyWithTheHintsOfTheSources() throws Exception {
        Path jar = Files.write(folder.resolve("lib-1.jar"), Compiled.jar(Compiled.content(compiled.resolve("lib"))));
        Map<String, byte[]> sources = new LinkedHashMap<>();
        Fixture.LIBRARY.forEach((name, text) -> sources.put(name.replace('.', '/') + ".java", Compiled.bytes(text)));
        Files.write(folder.resolve("lib-1-sources.jar"), Compiled.jar(sources));
        Proposal proposal = Proposal.of(List.of(new Input("lib-1.jar", jar)), List.of(), List.of());
        assertThat(proposal.problems()).isEmpty();
        Golden.assertSame("scan/proposal.yaml", proposal.yaml());
        assertThat(readBack(proposal).rules()).hasSize(2).hasSize(proposal.rules());
    }

    @Test
    void sourcesLieInTheUsualFolderOrWhereTheUserSays() throws Exception {
        Path classes = folder.resolve("target/classes");
        Files.createDirectories(classes.getParent());
        Compiled.into(classes, "", Fixture.LIBRARY);
        Path sources = folder.resolve("src/main/java");
        for (Map.Entry<String, String> source : Fixture.LIBRARY.entrySet()) {
            Path file = sources.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        List<Input> usual = List.of(new Input("target/classes", classes));
        List<Input> other = List.of(new Input("lib", compiled.resolve("lib")));
        String expected = Proposal.of(usual, List.of(), List.of()).yaml();
        assertThat(expected).contains("message: ");
        assertThat(Proposal.of(other, List.of(sources), List.of()).yaml()).isEqualTo(expected);
        assertThat(Proposal.of(other, List.of(), List.of()).yaml()).doesNotContain("message: ");
    }

    @Test
    void rulesOfClassesWithOneNameHaveDifferentIds() throws Exception {
        Path classes = Compiled.into(
                folder.resolve("c"),
                "",
                Map.of(
                        "a.URLFactory2D", "package a; @Deprecated public class URLFactory2D {}",
                        "b.URLFactory2D", "package b; @Deprecated public class URLFactory2D {}",
                        "c.Big$Name", "package c; @Deprecated public class Big$Name {}"));
        Policy policy = readBack(Proposal.of(List.of(new Input("c", classes)), List.of(), List.of()));
        assertThat(policy.rules())
                .extracting(Rule::id)
                .containsExactly("url-factory2-d", "url-factory2-d-2", "big-name");
    }

    @Test
    void whatThirdPartiesMarkGivesAPolicyThatIsReadBack() throws Exception {
        List<Input> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> new Input(entry, Path.of(entry)))
                .toList();
        Proposal proposal = Proposal.of(jars, List.of(), List.of());
        assertThat(proposal.rules()).isGreaterThan(50);
        assertThat(readBack(proposal).rules()).hasSize(proposal.rules());
    }

    @Test
    void aFamilyIsAClassWithThoseNestedInItAndWhatIsDeprecatedWithItBelow() throws Exception {
        Path classes = Compiled.into(
                folder.resolve("c"),
                "",
                Map.of(
                        "a.Base", "package a; public class Base { @Deprecated public void m() {} public void n() {} }",
                        "a.Sub", "package a; public class Sub extends Base { @Deprecated public void m() {} }",
                        "b.Other", "package b; public class Other extends a.Base { @Deprecated public void n() {} }",
                        "b.Deep", "package b; public class Deep extends a.Sub { @Deprecated public void m() {} }",
                        "b.Outer",
                                "package b; public class Outer { @Deprecated public static class One {}"
                                        + " public static class Two { @Deprecated public int i; } }",
                        "c.Old", "package c; @Deprecated public class Old {}",
                        "c.Marker", "package c; @Deprecated public interface Marker {}",
                        "c.Older", "package c; @Deprecated public class Older extends Old {}"));
        List<Input> inputs = List.of(new Input("c", classes));
        Policy policy = readBack(Proposal.of(inputs, List.of(), List.of()));
        assertThat(policy.rules())
                .extracting(it -> it.id() + " "
                        + it.deprecated().stream().map(Signature::text).toList())
                .containsExactly(
                        "base [a.Base#m(), a.Sub#m(), b.Deep#m()]",
                        "other [b.Other#n()]",
                        "outer-one [b.Outer$One, b.Outer$Two#i]",
                        "old [c.Old, c.Older]");
    }

    @Test
    void onlyTakesWhatTheGlobsNameAndLeavesTheIdsAsTheyAre() throws Exception {
        Path classes = Compiled.into(
                folder.resolve("c"),
                "",
                Map.of(
                        "a.Old", "package a; @Deprecated public class Old { @Deprecated public static class In {} }",
                        "b.Old", "package b; @Deprecated public class Old { @Deprecated public static class In {} }",
                        "b.c.Far", "package b.c; @Deprecated public class Far {}"));
        List<Input> inputs = List.of(new Input("c", classes));
        Proposal proposal =
                Proposal.of(inputs, List.of(), List.of(), List.of(new ClassPattern("b.Old"), new ClassPattern("x.**")));
        assertThat(readBack(proposal).rules())
                .extracting(it -> it.id() + " "
                        + it.deprecated().stream().map(Signature::text).toList())
                .containsExactly("old-2 [b.Old, b.Old$In]");
        assertThat(proposal.left()).isEqualTo(2);
        assertThat(Proposal.of(inputs, List.of(), List.of(), List.of(new ClassPattern("b.**")))
                        .rules())
                .isEqualTo(2);
    }

    @Test
    void whatFitsIntoNoSignatureIsNamedWithTheReason() throws Exception {
        Path classes = folder.resolve("odd");
        Files.createDirectories(classes);
        Files.write(
                classes.resolve("1.class"), oddClass("a/Odd", false, "plain", "with blank", "a(b", "a#b", "kotlin-x1"));
        Files.write(classes.resolve("2.class"), oddClass("a/My Class", true, "m"));
        Files.write(classes.resolve("3.class"), oddClass("a/B#c", true, "m"));
        Files.write(classes.resolve("4.class"), oddClass("a/Star*", true, "m"));
        Files.write(classes.resolve("5.class"), oddClass("Yes", true, "m"));
        Files.write(classes.resolve("6.class"), oddClass("a/Forged\n  - id: x", true, "m"));
        Compiled.into(
                folder.resolve("more"),
                "",
                Map.of(
                        "a.Mark", "package a; @Deprecated public interface Mark {}",
                        "a.Max", "package a; public class Max { @Deprecated public static final int MAX = 1; }"));
        Proposal proposal = Proposal.of(
                List.of(new Input("odd", classes), new Input("more", folder.resolve("more"))), List.of(), List.of());
        assertThat(proposal.leftOut())
                .extracting(it -> it.reason() + " " + it.name())
                .containsExactly(
                        "NAME a.B#c",
                        "NAME a.Forged\n  - id: x",
                        "NO_MEMBER a.Mark",
                        "CONSTANT a.Max#MAX",
                        "NAME a.My Class",
                        "NAME a.Odd#with blank()",
                        "NAME a.Odd#a(b()",
                        "NAME a.Odd#a#b()",
                        "NAME a.Star*");
        assertThat(proposal.yaml())
                .contains("\n  # left out, its name fits into no signature: a.Odd#with blank()\n")
                .contains("\n  # left out, its name fits into no signature: a.Forged\\n  - id: x\n")
                .contains("\n  # left out, has no member that could be called: a.Mark\n");
        assertThat(readBack(proposal).rules())
                .extracting(it -> it.id() + " "
                        + it.deprecated().stream().map(Signature::text).toList())
                .containsExactly("yes [Yes]", "odd [a.Odd#plain(), a.Odd#kotlin-x1()]");
        Proposal few = Proposal.of(
                List.of(new Input("odd", classes)), List.of(), List.of(), List.of(new ClassPattern("a.My Class")));
        assertThat(few.leftOut()).extracting(LeftOut::name).containsExactly("a.My Class");
    }

    private static byte[] oddClass(String name, boolean whole, String... methods) {
        ClassWriter type = new ClassWriter(0);
        int deprecated = Opcodes.ACC_DEPRECATED;
        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER | (whole ? deprecated : 0);
        type.visit(Opcodes.V17, flags, name, null, "java/lang/Object", null);
        for (String method : methods) {
            int marked = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | (whole ? 0 : deprecated);
            type.visitMethod(marked, method, "()V", null, null).visitEnd();
        }
        type.visitEnd();
        return type.toByteArray();
    }

    @Test
    void nothingMarkedGivesNoRules() {
        assertThat(Proposal.of(List.of(new Input("app", compiled.resolve("app"))), List.of(), List.of())
                        .rules())
                .isZero();
    }

    @Test
    void aCommentBelongsToTheMemberBehindIt() {
        JavaSource source = JavaSource.of("""
                package a.b;
                import java.util.*;
                import static java.util.Map.entry;
                import c.D;
                enum E {
                    /** @deprecated one */ ONE("x") { void m() { /** @deprecated never */ int i; } },
                    /** @deprecated two */ @Deprecated TWO;
                    /** @deprecated make */ E() {}
                    record R(int i) {
                        /** @deprecated of */ static <T extends List<? super T>> R of(@Deprecated(since = "(") final T[] t, int... i) { return null; }
                    }
                    /** @deprecated type */ @Deprecated(forRemoval = true) @interface A { /** @deprecated value */ int value() default 1; }
                    String text = \"""
                        { /** @deprecated text \"""; // {
                    /** @deprecated many
                      * lines
                      * @since 1 */
                    int many = 1, more;
                }
                """);
        assertThat(source.packageName()).isEqualTo("a.b");
        assertThat(source.imports()).containsExactly("java.util.*", "c.D");
        assertThat(source.hints())
                .extracting(it -> it.type() + ' ' + it.member() + ' ' + it.parameters() + ' ' + it.text())
                .containsExactly(
                        "E ONE null one",
                        "E TWO null two",
                        "E <init> [] make",
                        "E$R of [T[], int[]] of",
                        "E$A null null type",
                        "E$A value [] value",
                        "E many null many lines");
    }

    private Policy readBack(Proposal proposal) throws Exception {
        Path file = Files.writeString(folder.resolve("proposal.yaml"), proposal.yaml());
        Policy policy = Policies.load(List.of(file.toString()));
        assertThat(policy.rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(policy.rules())
                .flatExtracting(Rule::deprecated)
                .extracting(Signature::text)
                .doesNotHaveDuplicates();
        return policy;
    }
}
