package dev.lastcall.policycheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.scan.Compiled;
import dev.lastcall.scan.Fixture;
import dev.lastcall.settings.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    static Path compiled;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.ws.Factory#create(java.lang.String) |",
                "com.acme.ws.** |",
                "java.util.Observable |",
                "java.sql.Time#getDay() |",
                "com.acme.ws.Sockets$Options |",
                "@Deprecated in com.acme.** |",
                "com.acme.ws.Facade | there is no such class on the class path",
                "com.acme.none.** | there is no such class on the class path",
                "com.acme.ws.Sockets.Options | there is no such class on the class path; a nested class is named with $:"
                        + " com.acme.ws.Sockets$Options",
                "com.acme.ws.Factory#create() | there is no such method; there is create(java.lang.String)",
                "com.acme.ws.Factory#make(**) | there is no such method",
                "com.acme.ws.Factory#create | there is no such field; there is create(java.lang.String): a"
                        + " method is written com.acme.ws.Factory#create(**)",
                "com.acme.ws.Factory#creat(**) | there is no such method; did you mean create?",
                "com.acme.ws.Factory#coun | there is no such field; did you mean count?",
                "Factory | there is no such class on the class path; did you mean com.acme.ws.Factory?",
                "Observable | there is no such class on the class path; did you mean java.util.Observable?",
                "com.acme.ws.Factori | there is no such class on the class path; did you mean com.acme.ws.Factory?",
                "com.acme.ws.Factory.class | there is no such class on the class path; com.acme.ws.Factory is a class:"
                        + " write com.acme.ws.Factory",
                "com.acme.ws.Factory.* | there is no such class on the class path; com.acme.ws.Factory is a class: write"
                        + " com.acme.ws.Factory",
                "com.acme.ws.Factory.create | there is no such class on the class path; create is a member: write"
                        + " com.acme.ws.Factory#create(**)",
                "com.acme.app.Main#create(**) | it is inherited: only calls that name com.acme.app.Main are found; the"
                        + " declaring class is com.acme.ws.Factory",
                "com.acme.ws.Factory#LIMIT | a compile-time constant: compilers copy its value, so that no read of it can be"
                        + " seen",
                "com.acme.app.Main#lambda$lambda$0(**) | it is synthetic: made by the compiler, and never counted",
                "java.lang.Object#hashCode() | it is native: it has no body to guard, so that only calls at their call"
                        + " sites are seen",
                "@Deprecated in com.acme.app.** | no class or member that it names is so marked"
            })
    void aSignatureThatCanNotMatchIsNamed(String signature, String complaint) throws Exception {
        PolicyCheck check = PolicyCheck.of(policy("    deprecated: ['" + signature + "']"), classPath(), TODAY);
        assertThat(check.problems()).isEmpty();
        assertThat(check.findings())
                .isEqualTo(complaint == null ? List.of() : List.of("r: " + signature + ": " + complaint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.app.Main#cal() | true",
                "com.acme.app.Main#cal(), com.acme.app.Main#nothing | true",
                "com.acme.app.Main#cal(), com.acme.app.Main#call(**) | false",
                "com.acme.app.Main#cal(), com.acme.app.Main | false",
                "com.acme.app.Mian#call(**) | false"
            })
    void aClassThatIsCanonicalByNothingButMisspeltMembersIsNamed(String canonical, boolean named) throws Exception {
        PolicyCheck check = PolicyCheck.of(
                policy("    deprecated: [com.acme.ws.Factory]\n    canonical: ['" + canonical.replace(", ", "', '")
                        + "']"),
                classPath(),
                TODAY);
        String finding =
                "r: com.acme.app.Main is canonical by nothing but members that it does not have: its calls of what"
                        + " is deprecated count as delegated, and pass";
        assertThat(check.findings().contains(finding))
                .as("%s", check.findings())
                .isEqualTo(named);
    }

    @Test
    void allowEntriesAreCheckedWithoutAClassPathAsFarAsThatGoes() throws Exception {
        Policy policy = policy("""
                    deprecated: [com.acme.nowhere.Old]
                    allow:
                      - callers: com.acme.app.**
                        reason: x
                        expires: 2026-11-22
                      - callers: com.acme.app.Main#call
                        reason: x
                        expires: 2026-11-23
                      - callers: com.acme.app.Main#shim
                        reason: x
                      - callers: org.other.*
                        reason: x
                """);
        PolicyCheck check = PolicyCheck.of(policy, TODAY);
        assertThat(check.findings())
                .containsExactly(
                        "r: allow com.acme.app.**: expired, 2026-11-22 was its last day",
                        "r: allow com.acme.app.Main#call: overlaps com.acme.app.**",
                        "r: allow com.acme.app.Main#shim: overlaps com.acme.app.**");
        assertThat(check.asText()).startsWith("1 rule, 1 signature, 4 allow entries\nNo --class-path was given");
    }

    @Test
    void namesThatAreHardlyMeantAreFindingsWithoutAClassPathToo() throws Exception {
        assertThat(PolicyCheck.of(policy("    deprecated: [Factory, com.acme.ws.Factory.class]"), TODAY)
                        .findings())
                .containsExactly(
                        "r: Factory: names a class without a package; if it has one, write it in front",
                        "r: com.acme.ws.Factory.class: names a class called 'class'; write com.acme.ws.Factory");
    }

    @Test
    void doubtsThatAreNoLongerAcceptedAreNamed() throws Exception {
        Policy policy = policy("""
                    deprecated: [com.acme.nowhere.Old]
                verdict:
                  accept:
                    - {blind-spot: com.acme.Old#VERSION, reason: x, expires: 2026-11-22}
                    - {blind-spot: com.acme.Old#OTHER, reason: x, expires: 2026-11-23}
                    - {unread: old.gz, reason: x}
                """);
        assertThat(PolicyCheck.of(policy, TODAY).findings())
                .containsExactly(
                        "verdict: accept blind-spot com.acme.Old#VERSION: expired, 2026-11-22 was its last day");
    }

    @Test
    void whatIsRemovedWithWithoutAnyEffectIsNamed() throws Exception {
        Policy policy = policy("""
                    deprecated: [com.acme.ws.Factory, 'com.acme.ws.Sockets#open(**)']
                    removed-with: [com.acme.ws.*, com.acme.ws.Sockets, com.acme.ws.Fact*y, com.acme.none.**, com.acme.app.Mein]
                """);
        assertThat(PolicyCheck.of(policy, TODAY).findings()).isEmpty();
        assertThat(PolicyCheck.of(policy, classPath(), TODAY).findings())
                .filteredOn(finding -> finding.contains("removed-with"))
                .containsExactly(
                        "r: removed-with com.acme.ws.Fact*y: all that it names is deprecated in this rule already",
                        "r: removed-with com.acme.none.**: there is no such class on the class path",
                        "r: removed-with com.acme.app.Mein: there is no such class on the class path; did you mean"
                                + " com.acme.app.Main?");
    }

    @Test
    void theClassPathIsReadAsScanReads() throws Exception {
        byte[] lib = Compiled.jar(Compiled.content(compiled.resolve("lib")));
        byte[] app = Compiled.jar(Compiled.content(compiled.resolve("app")));
        Map<String, byte[]> boot = new LinkedHashMap<>();
        boot.put("BOOT-INF/lib/lib-1.jar", lib);
        Compiled.content(compiled.resolve("app")).forEach((name, bytes) -> boot.put("BOOT-INF/classes/" + name, bytes));
        Map<String, byte[]> war = new LinkedHashMap<>();
        war.put("WEB-INF/lib/lib-1.jar", lib);
        Compiled.content(compiled.resolve("app")).forEach((name, bytes) -> war.put("WEB-INF/classes/" + name, bytes));
        Map<String, byte[]> ear = Map.of("shop.war", Compiled.jar(war));
        Files.createDirectories(folder.resolve("dist/lib/deep"));
        Files.write(folder.resolve("boot.jar"), Compiled.jar(boot));
        Files.write(folder.resolve("shop.war"), Compiled.jar(war));
        Files.write(folder.resolve("shop.ear"), Compiled.jar(ear));
        Files.write(folder.resolve("dist/lib/deep/lib.jar"), lib);
        Files.write(folder.resolve("dist/app.jar"), app);
        Policy policy = policy("    deprecated: ['com.acme.ws.Factory#create(**)', com.acme.ws.**, com.acme.app.Main]");
        for (String name : List.of("boot.jar", "shop.war", "shop.ear", "dist")) {
            PolicyCheck check = PolicyCheck.of(policy, List.of(new Input(name, folder.resolve(name))), TODAY);
            assertThat(check.problems()).as(name).isEmpty();
            assertThat(check.findings()).as(name).isEmpty();
        }
    }

    @Test
    void ofAMultiReleaseJarCountsWhatThisJdkSees() throws Exception {
        Path old = Compiled.into(folder.resolve("o"), "", Map.of("a.B", "package a; public class B { void old() {} }"));
        Path now = Compiled.into(folder.resolve("n"), "", Map.of("a.B", "package a; public class B { void now() {} }"));
        Map<String, byte[]> jar = new LinkedHashMap<>();
        jar.put("META-INF/MANIFEST.MF", Compiled.bytes("Manifest-Version: 1.0\nMulti-Release: true\n\n"));
        jar.put("META-INF/versions/9/a/B.class", Files.readAllBytes(now.resolve("a/B.class")));
        jar.put("META-INF/versions/999/a/B.class", Compiled.bytes("of a Java to come"));
        jar.put("a/B.class", Files.readAllBytes(old.resolve("a/B.class")));
        Path file = Files.write(folder.resolve("mr.jar"), Compiled.jar(jar));
        PolicyCheck check = PolicyCheck.of(
                policy("    deprecated: ['a.B#now()', 'a.B#old()']"), List.of(new Input("mr.jar", file)), TODAY);
        assertThat(check.problems()).isEmpty();
        assertThat(check.findings()).containsExactly("r: a.B#old(): there is no such method");
    }

    @Test
    void anEnumThatIsBlockedIsNamedSinceTheJdkMaySwallowTheRefusal() throws Exception {
        String unit = "    deprecated: [java.util.concurrent.TimeUnit]\n";
        assertThat(PolicyCheck.of(policy(unit), classPath(), TODAY).findings()).isEmpty();
        assertThat(PolicyCheck.of(policy(unit + "mode: block"), classPath(), TODAY)
                        .findings())
                .singleElement()
                .asString()
                .startsWith("r: java.util.concurrent.TimeUnit: java.util.concurrent.TimeUnit is an enum");
    }

    /** Classes as Kotlin and Scala make them of functions outside of classes, written in Java. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k.util | ; did you mean k.UtilKt#util(**)?",
                "k#util(**) | ; did you mean k.UtilKt#util(**)?",
                "k#util(int) | ; did you mean k.UtilKt#util(**)?",
                "k.parts | ; did you mean k.Facade#parts(**)?",
                "k.limit | ; did you mean k.UtilKt#getLimit(**) or k.UtilKt#setLimit(**)?",
                "k#limit | ; did you mean k.UtilKt#getLimit(**) or k.UtilKt#setLimit(**)?",
                "k.many | ; did you mean k.A#many(**) or k.B#many(**) or k.C#many(**)?",
                "k#of(**) | ; did you mean k.package#of(**)?",
                "k.of | ; did you mean k.package#of(**)?",
                "k.o.of | ; did you mean k.o.package$#of(**)?",
                "k.secret |",
                "k.own |",
                "k.Limit |",
                "k.Util | ; did you mean k.UtilKt?",
                "k.**.util |",
                "k.none |",
            })
    void aFunctionOutsideOfClassesIsFound(String signature, String hint) throws Exception {
        Path classes = Compiled.into(
                folder.resolve("k"),
                "",
                Map.of(
                        "k.UtilKt",
                        """
                package k;
                public final class UtilKt {
                    public static void util(int x) {}
                    public static int getLimit() { return 1; }
                    public static void setLimit(int x) {}
                    private static void secret() {}
                    public void own() {}
                }
                class A { static void many() {} }
                class B { static void many() {} }
                class C { static void many() {} }
                class D { static void many() {} }
                """,
                        "k.Facade",
                        "package k; public class Facade { public static void parts() {} }"));
        // names that no compiler of Java takes
        Map<String, byte[]> jar = new LinkedHashMap<>(Compiled.content(classes));
        jar.put("k/package.class", withMethod("k/package", Opcodes.ACC_STATIC, "of", 0));
        jar.put("k/package$.class", withMethod("k/package$", 0, "of", 0));
        jar.put("k/o/package$.class", withMethod("k/o/package$", 0, "of", 0));
        jar.put(
                "k/Facade__PartsKt.class",
                withMethod("k/Facade__PartsKt", Opcodes.ACC_STATIC, "parts", Opcodes.ACC_SYNTHETIC));
        Path file = Files.write(folder.resolve("k.jar"), Compiled.jar(jar));
        PolicyCheck check = PolicyCheck.of(
                policy("    deprecated: ['" + signature + "']"), List.of(new Input("k.jar", file)), TODAY);
        assertThat(check.findings())
                .containsExactly(
                        "r: " + signature + ": there is no such class on the class path" + (hint == null ? "" : hint));
    }

    @Test
    void callersThatDoNotExistAreNamed() throws Exception {
        Policy policy = policy("""
                    deprecated: [com.acme.ws.Factory]
                    allow:
                      - {callers: com.acme.app.Main#lambda, reason: x}
                      - {callers: com.acme.app.Main#none, reason: x}
                      - {callers: com.acme.none.**, reason: x}
                """);
        assertThat(PolicyCheck.of(policy, classPath(), TODAY).findings())
                .containsExactly(
                        "r: allow com.acme.app.Main#none: no class that it names has a method none",
                        "r: allow com.acme.none.**: there is no such class on the class path");
    }

    @Test
    void aClassPathThatCanNotBeReadIsAProblem() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");
        Policy policy = policy("    deprecated: [java.util.Observable]");
        List<Input> path = List.of(new Input("text.jar", text), new Input("no.jar", folder.resolve("no.jar")));
        assertThat(PolicyCheck.of(policy, path, TODAY).problems())
                .containsExactly(
                        "no.jar: there is no such file or folder: " + folder.resolve("no.jar")
                                + " (the working folder is " + folder + ")",
                        "text.jar: no jar, or a damaged one (zip END header not found)");
    }

    @ParameterizedTest
    @CsvSource({
        "a.B, a.B, true",
        "a.B, a.C, false",
        "a.*, a.B, true",
        "a.*, a.b.C, false",
        "a.**, a.b.C, true",
        "a.*.C, a.b.*, true",
        "a.*.C, a.b.*D, false",
        "**.C, a.**, true",
        "a.?, a.*, true",
        "a.?, a.BB, false",
        "a.?, a.?, true",
        "a.x*y, a.*z, false",
        "**, *, true",
        "a?b, a.b, false"
    })
    void patternsOverlapIfOneNameFitsBoth(String one, String other, boolean overlap) {
        assertThat(Globs.overlap(new ClassPattern(one), new ClassPattern(other)))
                .isEqualTo(overlap);
        assertThat(Globs.overlap(new ClassPattern(other), new ClassPattern(one)))
                .isEqualTo(overlap);
    }

    @Test
    void longPatternsAreHeldAgainstEachOtherWithoutEndingTheStack() {
        String one = "*a**".repeat(500) + 'b';

        assertThat(Globs.overlap(new ClassPattern(one), new ClassPattern("*a*".repeat(500) + 'c')))
                .isFalse();
        assertThat(Globs.overlap(new ClassPattern(one), new ClassPattern("**".repeat(500) + 'b')))
                .isTrue();
    }

    private static byte[] withMethod(String className, int methodFlags, String method, int classFlags) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | classFlags, className, null, "java/lang/Object", null);
        type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE | methodFlags, method, "()V", null, null)
                .visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    private Policy policy(String rest) throws Exception {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "lastcall: 1\nrules:\n  - id: r\n" + rest + "\n");
        return Policies.load(List.of(file.toString()));
    }

    private static List<Input> classPath() {
        return List.of(new Input("lib", compiled.resolve("lib")), new Input("app", compiled.resolve("app")));
    }
}
