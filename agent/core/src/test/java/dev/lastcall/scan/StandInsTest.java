package dev.lastcall.scan;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.Site;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compilers put in place of methods, in Java that compiles to the same: the scan finds what the agent does. */
class StandInsTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        Compiled.into(
                classes,
                "",
                Map.of(
                        "com.acme.k.Shape",
                        """
                package com.acme.k;
                public interface Shape {
                    int area(int a);
                    final class DefaultImpls {
                        public static int area(Shape self, int a) { return a; }
                        public static int area$default(Shape self, int a, int bits, Object unused) {
                            if ((bits & 1) != 0) { a = 3; }
                            return self.area(a);
                        }
                    }
                }
                """,
                        "com.acme.k.Square",
                        """
                package com.acme.k;
                public class Square implements Shape {
                    public int area(int a) { return Shape.DefaultImpls.area(this, a); }
                }
                """,
                        "com.acme.k.Larger",
                        """
                package com.acme.k;
                public class Larger implements Shape {
                    public int area(int a) { return Shape.DefaultImpls.area(this, a) + 1; }
                }
                """,
                        "com.acme.k.Trait",
                        """
                package com.acme.k;
                public interface Trait {
                    static void $init$(Trait self) {}
                    static String make$(Trait self, String a) { return a; }
                    default String make(String a) { return a; }
                }
                """,
                        "com.acme.k.Mixed",
                        """
                package com.acme.k;
                public class Mixed implements Trait {
                    public String make(String a) { return Trait.make$(this, a); }
                }
                """,
                        "com.acme.k.Named",
                        """
                package com.acme.k;
                public class Named implements Gtrait {
                    public String name(String a) { return Gtrait$Trait$Helper.name(this, a); }
                }
                interface Gtrait {
                    String name(String a);
                }
                class Gtrait$Trait$Helper {
                    public static String name(Gtrait self, String a) { return a; }
                }
                """,
                        "com.acme.k.OldBase",
                        """
                package com.acme.k;
                class OldBase {
                    public void open() {}
                }
                """,
                        "com.acme.k.Base",
                        """
                package com.acme.k;
                public class Base extends OldBase {}
                """,
                        "com.acme.k.Old",
                        """
                package com.acme.k;
                public class Old {
                    public long make(long a, String b) { return a; }
                    public static long make$default(Old self, long a, String b, int bits, Object unused) {
                        if ((bits & 1) != 0) { a = Long.parseLong("5"); }
                        return self.make(a, b);
                    }
                }
                """,
                        "com.acme.k.Uses",
                        """
                package com.acme.k;
                public class Uses {
                    public static String run() {
                        Shape shape = new Square();
                        shape.area(1);
                        Shape.DefaultImpls.area$default(shape, 0, 1, null);
                        new Larger().area(1);
                        Old.make$default(new Old(), 0, "", 1, null);
                        new Old().make(1, "");
                        Trait trait = new Mixed();
                        trait.make("");
                        ((OldBase) new Base()).open();
                        Gtrait named = new Named();
                        named.name("");
                        return "done";
                    }
                }
                """));
    }

    @Test
    void ofABodyApartFromItsInterface() throws Exception {
        agree(
                "com.acme.k.Shape#area(int)",
                "super Larger.area:3 Shape.area(int)",
                "call Uses.run:5 Shape.area(int)",
                "call Uses.run:6 Shape.area(int)");
    }

    @Test
    void ofAMethodThatAClassInheritsFromATrait() throws Exception {
        agree("com.acme.k.Trait#make(java.lang.String)", "call Uses.run:11 Trait.make(String)");
    }

    @Test
    void ofAMethodWhoseBodyGroovyHasPutBesideItsTrait() throws Exception {
        agree("com.acme.k.Gtrait#name(**)", "call Uses.run:14 Gtrait.name(String)");
    }

    @Test
    void ofArgumentsThatAreLeftOut() throws Exception {
        agree(
                "com.acme.k.Old#make(long,java.lang.String)",
                "call Uses.run:8 Old.make(long, String)",
                "call Uses.run:9 Old.make(long, String)");
    }

    @Test
    void ofAMethodThatIsMadeVisible() throws Exception {
        agree("com.acme.k.OldBase#open()", "call Uses.run:12 OldBase.open()");
    }

    private static void agree(String signature, String... sites) throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures(signature), List.of()));
        assertThat(scanned(policy)).as("scan").containsExactly(sites);
        assertThat(announced(policy)).as("agent").containsExactly(sites);
    }

    private static List<String> scanned(Policy policy) {
        return Scan.of(policy, List.of(new Input("classes", classes)), List.of(), LocalDate.EPOCH).sites().stream()
                .map(ScannedSite::site)
                .map(StandInsTest::inWords)
                .toList();
    }

    private static List<String> announced(Policy policy) throws Exception {
        Trial trial = new Trial(policy);
        for (Map.Entry<String, byte[]> file : Compiled.content(classes).entrySet()) {
            trial.loader().add(file.getKey().replace(".class", "").replace('/', '.'), file.getValue());
        }
        assertThat(trial.run("com.acme.k.Uses")).isEqualTo("done");
        assertThat(trial.called()).allSatisfy(it -> assertThat(it.calls()).isEqualTo(1));
        return trial.called().stream()
                .map(it -> inWords(it.site()))
                .sorted(byPlace())
                .toList();
    }

    private static Comparator<String> byPlace() {
        return Comparator.comparing(it -> it.substring(it.indexOf(' ')));
    }

    private static String inWords(Site site) {
        String caller = site.caller().className() + "." + site.caller().method();
        return (site.kind().label() + " " + caller + ":" + site.caller().line() + " "
                        + site.target().asReference())
                .replace("com.acme.k.", "");
    }
}
