package dev.lastcall.scan;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A member that one rule lists in the class that declares it, and another rule in a class that inherits it: the agent
 * and the scan, given the same class files, name the same call sites.
 */
class InheritedBetweenRulesTest {
    private static final String PACKAGE = "com.acme.h.";

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Compiled.into(
                classes,
                "",
                Map.of(
                        "com.acme.h.Base",
                        """
                        package com.acme.h;
                        public class Base {
                            public static int field;
                            public void old() {}
                            public static void make() {}
                        }
                        """,
                        "com.acme.h.Mid",
                        """
                        package com.acme.h;
                        public class Mid extends Base {}
                        """,
                        "com.acme.h.Derived",
                        """
                        package com.acme.h;
                        public class Derived extends Mid {
                            public void own() {}
                        }
                        """,
                        "com.acme.h.Sub",
                        """
                        package com.acme.h;
                        public class Sub extends Derived {}
                        """,
                        "com.acme.h.Run",
                        """
                        package com.acme.h;
                        public class Run {
                            public static String run() {
                                Derived derived = new Derived();
                                derived.old();
                                Derived.make();
                                Derived.field++;
                                derived.own();
                                Base base = derived;
                                base.old();
                                Sub sub = new Sub();
                                sub.old();
                                return "done";
                            }
                        }
                        """));
    }

    /**
     * Lines of {@code Run}: 5 calls by the derived class's name, 8 its own member, 10 by the base's, 12 by the
     * subclass's.
     */
    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Base#old()   | Derived#old() | 5 a Base.old, 5 b Derived.old, 10 a Base.old, 12 a Base.old",
                "Base#old()   | Derived#own() | 5 a Base.old, 8 b Derived.own, 10 a Base.old, 12 a Base.old",
                "Base#old()   | Mid#old()     | 5 a Base.old, 10 a Base.old, 12 a Base.old",
                "Base#make()  | Derived#make()| 6 a Base.make, 6 b Derived.make",
                "Base#field   | Derived#field | 7 a Base.field, 7 a Base.field, 7 b Derived.field, 7 b Derived.field",
                "Derived#old()| Sub#old()     | 5 a Derived.old, 12 b Sub.old",
            })
    void eachRuleCountsTheMemberByTheNameThatItLists(String a, String b, String expected) throws Exception {
        Policy policy = policy(
                Mode.LOG,
                rule("a", signatures(PACKAGE + a.strip()), List.of()),
                rule("b", signatures(PACKAGE + b.strip()), List.of()));
        assertThat(lines(scanned(policy, classes))).as("scan").isEqualTo(expected);
        List<SiteCounts> called = run(policy, Compiled.content(classes), List.of());
        assertThat(lines(called.stream().map(SiteCounts::site))).as("agent").isEqualTo(expected);
        assertThat(called).allSatisfy(it -> assertThat(it.calls()).isEqualTo(1));
    }

    @ParameterizedTest(name = "deprecated {0}, canonical {1}")
    @CsvSource({
        "com.acme.h.Base,com.acme.h.Derived,deprecated Base.old",
        "com.acme.h.Derived,com.acme.h.Base,deprecated Derived.old"
    })
    void whatARuleDeprecatesByOneOfTheTwoNamesIsDeprecated(String deprecated, String canonical, String expected)
            throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures(deprecated), signatures(canonical)));
        assertThat(scanned(policy, classes).filter(it -> it.caller().line() == 5))
                .extracting(InheritedBetweenRulesTest::roleAndTarget)
                .containsExactly(expected);
        assertThat(run(policy, Compiled.content(classes), List.of()))
                .filteredOn(it -> it.site().caller().line() == 5)
                .extracting(it -> roleAndTarget(it.site()))
                .containsExactly(expected);
    }

    private static String roleAndTarget(Site site) {
        return site.role().label() + " " + simple(site.target().className()) + "."
                + site.target().member();
    }

    @Test
    void agentAndScanAgreeOnAnyHierarchy(@TempDir Path folder) throws Exception {
        int ran = 0;
        for (int seed = 0; seed < 150; seed++) {
            Generated generated = new Generated(new Random(seed));
            Path root = Files.createDirectories(folder.resolve("" + seed));
            for (Map.Entry<String, byte[]> file : generated.files().entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Policy policy = generated.policy();
            Set<String> agent = new TreeSet<>();
            List<SiteCounts> called;
            try {
                called = run(policy, generated.files(), generated.names());
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).as("two default methods").isInstanceOf(IncompatibleClassChangeError.class);
                continue;
            }
            ran++;
            Set<String> scanned = new TreeSet<>();
            scanned(policy, root).forEach(it -> scanned.add(inWords(it)));
            for (SiteCounts counts : called) {
                Site site = counts.site();
                // an interface's call that reaches a body which only another rule lists: seen while it runs, not before
                if (site.kind() == Kind.VIRTUAL
                        && generated.isThroughInterface(site.caller().line())) {
                    continue;
                }
                agent.add(inWords(site));
                assertThat(counts.calls() == 1 || !isOfRun(site))
                        .as("seed %d: %s was called %d times", seed, site, counts.calls())
                        .isTrue();
            }
            assertThat(scanned).as("seed %d: %s", seed, generated).containsAll(agent);
            scanned.removeIf(it -> !it.startsWith("Run:")); // constructors of the others need not run
            agent.removeIf(it -> !it.startsWith("Run:"));
            assertThat(agent).as("seed %d: %s", seed, generated).isEqualTo(scanned);
        }
        assertThat(ran).as("hierarchies that can run").isGreaterThan(100);
    }

    private static Stream<Site> scanned(Policy policy, Path folder) {
        return Scan.of(policy, List.of(new Input("classes", folder)), List.of(), LocalDate.EPOCH).sites().stream()
                .map(ScannedSite::site);
    }

    /** What was called when {@code Run} had run, those classes being loaded before it. */
    private static List<SiteCounts> run(Policy policy, Map<String, byte[]> files, List<String> before)
            throws Exception {
        Trial trial = new Trial(policy);
        files.forEach(
                (file, content) -> trial.loader().add(file.replace(".class", "").replace('/', '.'), content));
        for (String name : before) {
            Class.forName(name, true, trial.loader());
        }
        assertThat(trial.run(PACKAGE + "Run")).isEqualTo("done");
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.notWoven()).isEmpty();
        return trial.called();
    }

    private static String lines(Stream<Site> sites) {
        return sites.filter(InheritedBetweenRulesTest::isOfRun)
                .filter(it -> !it.target().member().equals("<init>"))
                .map(it -> String.format(
                        "%02d %s %s.%s",
                        it.caller().line(),
                        it.rule(),
                        simple(it.target().className()),
                        it.target().member()))
                .sorted()
                .map(it -> it.startsWith("0") ? it.substring(1) : it)
                .collect(joining(", "));
    }

    private static boolean isOfRun(Site site) {
        return site.caller().className().equals(PACKAGE + "Run");
    }

    private static String inWords(Site site) {
        return simple(site.caller().className()) + ":" + site.caller().line() + " " + site.rule() + " "
                + site.role().label() + " " + site.kind().label() + " "
                + simple(site.target().className()) + "." + site.target().member();
    }

    private static String simple(String className) {
        return className.replace(PACKAGE, "");
    }

    /**
     * Three interfaces, five classes that extend each other, two rules about them, and a class that uses each member.
     */
    private static final class Generated {
        private static final int INTERFACES = 3;
        private static final int CLASSES = 5;
        private static final List<String> MEMBERS = List.of("a", "b", "s", "f");

        private final Random random;
        private final List<Type> types = new ArrayList<>();
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final Set<Integer> throughInterface = new TreeSet<>();
        private final List<Rule> rules = new ArrayList<>();

        private record Type(
                String name, boolean isInterface, int parent, List<Integer> interfaces, Set<String> members) {}

        Generated(Random random) {
            this.random = random;
            for (int i = 0; i < INTERFACES; i++) {
                List<Integer> above = i > 0 && random.nextBoolean() ? List.of(random.nextInt(i)) : List.of();
                types.add(new Type("I" + i, true, -1, above, some(List.of("a", "b"))));
            }
            for (int i = INTERFACES; i < INTERFACES + CLASSES; i++) {
                int parent =
                        i == INTERFACES || random.nextInt(4) == 0 ? -1 : INTERFACES + random.nextInt(i - INTERFACES);
                List<Integer> above = random.nextInt(3) == 0 ? List.of(random.nextInt(INTERFACES)) : List.of();
                types.add(new Type("C" + i, false, parent, above, some(MEMBERS)));
            }
            types.forEach(it -> files.put(file(it.name), write(it)));
            files.put(file("Run"), writeRun());
            rules.add(rule("a", listing(), listing()));
            rules.add(rule("b", listing(), List.of()));
        }

        Map<String, byte[]> files() {
            return files;
        }

        Policy policy() {
            return new Policy(Mode.LOG, rules, "");
        }

        List<String> names() {
            return types.stream().map(it -> PACKAGE + it.name).toList();
        }

        boolean isThroughInterface(int line) {
            return throughInterface.contains(line);
        }

        private Set<String> some(List<String> of) {
            Set<String> some = new TreeSet<>();
            of.stream().filter(it -> random.nextInt(3) == 0).forEach(some::add);
            return some;
        }

        private List<Signature> listing() {
            List<Signature> listed = new ArrayList<>();
            for (Type type : types) {
                switch (random.nextInt(6)) {
                    case 0 -> listed.addAll(signatures(PACKAGE + type.name));
                    case 1 -> {
                        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
                        listed.addAll(
                                signatures(PACKAGE + type.name + "#" + member + (member.equals("f") ? "" : "(**)")));
                    }
                    default -> {}
                }
            }
            return listed;
        }

        private byte[] write(Type type) {
            ClassWriter writer = new ClassWriter(0);
            int flags = type.isInterface ? Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT : Opcodes.ACC_SUPER;
            String above = superName(type);
            writer.visit(
                    Opcodes.V17,
                    Opcodes.ACC_PUBLIC | flags,
                    internal(type.name),
                    null,
                    above,
                    type.interfaces.stream()
                            .map(it -> internal(types.get(it).name))
                            .toArray(String[]::new));
            writer.visitSource(type.name + ".java", null);
            if (!type.isInterface) {
                MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
                code.visitCode();
                line(code, 1);
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitMethodInsn(Opcodes.INVOKESPECIAL, above, "<init>", "()V", false);
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(1, 1);
            }
            for (String member : type.members) {
                if (member.equals("f")) {
                    writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "f", "I", null, null);
                    continue;
                }
                int access = member.equals("s") ? Opcodes.ACC_STATIC : 0;
                MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | access, member, "()V", null, null);
                code.visitCode();
                line(code, 2);
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(0, access == 0 ? 1 : 0);
            }
            writer.visitEnd();
            return writer.toByteArray();
        }

        private byte[] writeRun() {
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internal("Run"), null, "java/lang/Object", null);
            writer.visitSource("Run.java", null);
            MethodVisitor code = writer.visitMethod(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()Ljava/lang/String;", null, null);
            code.visitCode();
            int line = 1;
            for (Type type : types) {
                for (String member : MEMBERS) {
                    line = type.isInterface
                            ? throughInterface(code, type, member, line)
                            : use(code, type, member, line);
                }
            }
            code.visitLdcInsn("done");
            code.visitInsn(Opcodes.ARETURN);
            code.visitMaxs(2, 0);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private int use(MethodVisitor code, Type type, String member, int line) {
            if (!has(type, member)) {
                return line;
            }
            if (member.equals("f")) {
                line(code, line);
                code.visitFieldInsn(Opcodes.GETSTATIC, internal(type.name), "f", "I");
                code.visitInsn(Opcodes.POP);
                return line + 1;
            }
            if (member.equals("s")) {
                line(code, line);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, internal(type.name), "s", "()V", false);
                return line + 1;
            }
            instance(code, type, line);
            line(code, line + 1);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, internal(type.name), member, "()V", false);
            return line + 2;
        }

        private int throughInterface(MethodVisitor code, Type type, String member, int line) {
            Type receiver = types.stream()
                    .filter(it -> !it.isInterface && ancestors(it).contains(type))
                    .findFirst()
                    .orElse(null);
            if (receiver == null || !has(type, member)) {
                return line;
            }
            instance(code, receiver, line);
            line(code, line + 1);
            throughInterface.add(line + 1);
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, internal(type.name), member, "()V", true);
            return line + 2;
        }

        private static void instance(MethodVisitor code, Type type, int line) {
            line(code, line);
            code.visitTypeInsn(Opcodes.NEW, internal(type.name));
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, internal(type.name), "<init>", "()V", false);
        }

        private static void line(MethodVisitor code, int line) {
            Label here = new Label();
            code.visitLabel(here);
            code.visitLineNumber(line, here);
        }

        private boolean has(Type type, String member) {
            return ancestors(type).stream().anyMatch(it -> it.members.contains(member));
        }

        /** The type itself, and all that it extends. */
        private List<Type> ancestors(Type type) {
            List<Type> all = new ArrayList<>(List.of(type));
            if (type.parent >= 0) {
                all.addAll(ancestors(types.get(type.parent)));
            }
            type.interfaces.forEach(it -> all.addAll(ancestors(types.get(it))));
            return all;
        }

        private String superName(Type type) {
            return type.parent < 0 ? "java/lang/Object" : internal(types.get(type.parent).name);
        }

        private static String file(String name) {
            return internal(name) + ".class";
        }

        private static String internal(String name) {
            return (PACKAGE + name).replace('.', '/');
        }

        @Override
        public String toString() {
            return types + " " + rules.stream().map(Rule::deprecated).toList();
        }
    }
}
