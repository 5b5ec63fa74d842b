package dev.lastcall.scan;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.RuleUse;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policycheck.PolicyCheck;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes as Scala and Kotlin make them of an {@code object}, written in Java. */
class LanguageObjectsTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        Compiled.into(
                classes,
                "",
                Map.of(
                        "com.acme.o.Old$",
                        """
                package com.acme.o;
                public final class Old$ {
                    public static final Old$ MODULE$ = new Old$();
                    public void make() { other(); }
                    public void other() {}
                }
                """,
                        "com.acme.o.Old",
                        """
                package com.acme.o;
                public final class Old {
                    public static void make() { Old$.MODULE$.make(); }
                    public static void other() { Old$.MODULE$.other(); }
                }
                """,
                        "com.acme.o.Kept",
                        """
                package com.acme.o;
                public final class Kept {
                    public static final Companion Companion = new Companion();
                    public static void make() { Companion.make(); }
                    public static final class Companion {
                        public void make() {}
                        public void stay() {}
                    }
                }
                """,
                        "kotlin.Metadata",
                        """
                package kotlin;
                import java.lang.annotation.*;
                @Retention(RetentionPolicy.RUNTIME)
                public @interface Metadata {}
                """,
                        "com.acme.o.Single",
                        """
                package com.acme.o;
                @kotlin.Metadata
                public final class Single {
                    public static final Single INSTANCE = new Single();
                    public void make() {}
                }
                """,
                        "com.acme.o.Java",
                        """
                package com.acme.o;
                public final class Java {
                    public static final Java INSTANCE = new Java();
                    public void make() {}
                }
                """,
                        "com.acme.o.Holder",
                        """
                package com.acme.o;
                @kotlin.Metadata
                public final class Holder {
                    public static final Companion Companion = new Companion();
                    public static final Holder INSTANCE = new Holder();
                    public void make() {}
                    public static final class Companion {}
                }
                """,
                        "com.acme.o.Letter",
                        """
                package com.acme.o;
                @kotlin.Metadata
                public enum Letter {
                    INSTANCE;
                    public void make() {}
                }
                """,
                        "com.acme.o.Uses",
                        """
                package com.acme.o;
                public class Uses {
                    public static String run() {
                        Old$.MODULE$.make();
                        Old$.MODULE$.other();
                        Old.make();
                        Kept.Companion.make();
                        Kept.Companion.stay();
                        Kept.make();
                        Single.INSTANCE.make();
                        Java.INSTANCE.make();
                        Holder.INSTANCE.make();
                        Letter.INSTANCE.make();
                        return "done";
                    }
                }
                """));
    }

    @Test
    void anObjectIsListedByItsPlainNameAndEachCallCountsOnce() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Old"), List.of()));
        assertThat(scanned(policy)).containsExactly("4 Old$.make()", "5 Old$.other()", "6 Old.make()");
        assertThat(ran(policy)).containsExactly("1 at 4 Old$.make()", "1 at 5 Old$.other()", "1 at 6 Old.make()");
    }

    @Test
    void soIsAMemberOfAnObject() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Old#make()"), List.of()));
        assertThat(scanned(policy)).containsExactly("4 Old$.make()", "6 Old.make()");
        assertThat(ran(policy)).containsExactly("1 at 4 Old$.make()", "1 at 6 Old.make()");
    }

    @Test
    void aMemberOfACompanionIsListedByItsClass() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Kept#make(**)"), List.of()));
        assertThat(scanned(policy)).containsExactly("7 Kept$Companion.make()", "9 Kept.make()");
        assertThat(ran(policy)).containsExactly("1 at 7 Kept$Companion.make()", "1 at 9 Kept.make()");
    }

    @Test
    void ofAClassThatIsListedAllMembersOfTheCompanionAre() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Kept"), List.of()));
        assertThat(scanned(policy))
                .containsExactly("7 Kept$Companion.make()", "8 Kept$Companion.stay()", "9 Kept.make()");
        assertThat(ran(policy))
                .containsExactly("1 at 7 Kept$Companion.make()", "1 at 8 Kept$Companion.stay()", "1 at 9 Kept.make()");
    }

    @Test
    void theFieldOfACompanionCountsIfItIsListedItself() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Kept#Companion"), List.of()));
        assertThat(scanned(policy)).containsExactly("7 Kept.Companion", "8 Kept.Companion");
        assertThat(ran(policy)).containsExactly("1 at 7 Kept.Companion", "1 at 8 Kept.Companion");
    }

    @Test
    void aCallOfAKotlinObjectCountsOnce() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Single"), List.of()));
        assertThat(scanned(policy)).containsExactly("10 Single.make()");
        assertThat(ran(policy)).containsExactly("1 at 10 Single.make()");
    }

    @Test
    void theInstanceOfAKotlinObjectCountsIfItIsListedItself() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Single#INSTANCE"), List.of()));
        assertThat(scanned(policy)).containsExactly("10 Single.INSTANCE");
        assertThat(ran(policy)).containsExactly("1 at 10 Single.INSTANCE");
    }

    /** Of Java, of a Kotlin class with a companion, and of an enum: somebody wrote that they are read. */
    @ParameterizedTest
    @CsvSource({"Java, 11", "Holder, 12", "Letter, 13"})
    void otherSingletonsCountWhenTheyAreRead(String type, int line) throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o." + type), List.of()));
        assertThat(scanned(policy)).containsExactly(line + " " + type + ".INSTANCE", line + " " + type + ".make()");
        assertThat(ran(policy))
                .containsExactlyInAnyOrder(
                        "1 at " + line + " " + type + ".INSTANCE", "1 at " + line + " " + type + ".make()");
    }

    @Test
    void aSignatureThatMeansTheObjectBehindAClassMatchesSomething() throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures("com.acme.o.Kept#stay()"), List.of()));
        assertThat(unmatched(policy)).isEmpty();
    }

    @Test
    void thePolicyCheckKnowsThem() {
        Policy policy = policy(
                Mode.LOG,
                rule(
                        "r",
                        signatures("com.acme.o.Old#other()", "com.acme.o.Kept#stay()", "com.acme.o.Gone"),
                        List.of()));
        PolicyCheck check = PolicyCheck.of(policy, List.of(new Input("classes", classes)), LocalDate.EPOCH);
        assertThat(check.findings()).containsExactly("r: com.acme.o.Gone: there is no such class on the class path");
    }

    private static List<String> scanned(Policy policy) {
        return Scan.of(policy, List.of(new Input("classes", classes)), List.of(), LocalDate.EPOCH).sites().stream()
                .map(ScannedSite::site)
                .map(it -> it.caller().line() + " " + shortened(it.target().asReference()))
                .toList();
    }

    private static List<String> unmatched(Policy policy) throws Exception {
        Trial trial = tried(policy);
        return RuleUse.of(RuleInfo.of(policy).get(0), trial.called(), null).unmatched();
    }

    private static List<String> ran(Policy policy) throws Exception {
        return tried(policy).called().stream()
                .map(it -> it.calls() + " at " + it.site().caller().line() + " "
                        + shortened(it.site().target().asReference()))
                .sorted()
                .toList();
    }

    private static Trial tried(Policy policy) throws Exception {
        Trial trial = new Trial(policy);
        for (Map.Entry<String, byte[]> file : Compiled.content(classes).entrySet()) {
            trial.loader().add(file.getKey().replace(".class", "").replace('/', '.'), file.getValue());
        }
        assertThat(trial.run("com.acme.o.Uses")).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        return trial;
    }

    private static String shortened(String reference) {
        return reference.replace("com.acme.o.", "");
    }
}
