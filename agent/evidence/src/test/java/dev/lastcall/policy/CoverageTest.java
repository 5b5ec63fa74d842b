package dev.lastcall.policy;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.policy.Standing.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    private static final Rule WS = rule(
            "ws",
            signatures("com.acme.ws.Factory", "com.acme.ws.Sockets#open(**)", "com.acme.ws.Sockets#LIMIT"),
            signatures("com.acme.ws.Manager#get(java.lang.String)"));
    private static final Coverage COVERAGE = new Coverage(policy(Mode.LOG, WS));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.ws.Factory          | <init>     | ()V                    | DEPRECATED",
                "com.acme.ws.Factory          | create     | (IJ)V                  | DEPRECATED",
                "com.acme.ws.Factory          | <clinit>   | ()V                    |",
                "com.acme.ws.Factory          | hashCode   | ()I                    |",
                "com.acme.ws.Factory          | hashCode   | (I)I                   | DEPRECATED",
                "com.acme.ws.Factory          | equals     | (Ljava/lang/Object;)Z  |",
                "com.acme.ws.Factory          | equals     | (Ljava/lang/String;)Z  | DEPRECATED",
                "com.acme.ws.Factory$Nested   | create     | ()V                    |",
                "com.acme.ws.Sockets          | open       | ()V                    | DEPRECATED",
                "com.acme.ws.Sockets          | open       | ([I)V                  | DEPRECATED",
                "com.acme.ws.Sockets          | close      | ()V                    |",
                "com.acme.ws.Manager          | get        | (Ljava/lang/String;)V  | CANONICAL",
                "com.acme.ws.Manager          | get        | ()V                    |",
                "com.acme.ws.Other            | get        | ()V                    |"
            })
    void aMethodFallsUnderTheRuleThatNamesIt(String className, String name, String descriptor, Role role) {
        assertThat(COVERAGE.method(className, name, descriptor))
                .extracting(Match::role)
                .isEqualTo(role == null ? List.of() : List.of(role));
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.ws.Factory, instance, DEPRECATED",
        "com.acme.ws.Sockets, LIMIT, DEPRECATED",
        "com.acme.ws.Sockets, open,",
        "com.acme.ws.Manager, get,"
    })
    void aFieldFallsUnderTheRuleThatNamesIt(String className, String name, Role role) {
        assertThat(COVERAGE.field(className, name))
                .extracting(Match::role)
                .isEqualTo(role == null ? List.of() : List.of(role));
    }

    @Test
    void aMemberOfBothSidesIsDeprecatedHoweverTheyAreWritten() {
        Coverage exact = new Coverage(policy(Mode.LOG, rule("r", signatures("a.B#m()"), signatures("a.B"))));
        Coverage glob = new Coverage(policy(Mode.LOG, rule("r", signatures("a.*"), signatures("a.B"))));
        for (Coverage coverage : List.of(exact, glob)) {
            assertThat(coverage.method("a.B", "m", "()V"))
                    .extracting(Match::role)
                    .containsExactly(Role.DEPRECATED);
        }
        assertThat(exact.method("a.B", "n", "()V")).extracting(Match::role).containsExactly(Role.CANONICAL);
    }

    @Test
    void aMemberThatARuleNamesTwiceFallsUnderItOnce() {
        Coverage coverage = new Coverage(policy(
                Mode.LOG,
                rule("one", signatures("a.B", "a.*", "a.B#m()"), List.of()),
                rule("two", signatures("a.B#m(**)"), List.of())));
        assertThat(coverage.method("a.B", "m", "()V"))
                .extracting(it -> it.rule().id())
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void rulesMatchInThePolicysOrder() {
        Coverage coverage = new Coverage(policy(
                Mode.LOG,
                rule("first", signatures("a.*"), List.of()),
                rule("second", signatures("a.B"), List.of()),
                rule("third", signatures("**"), List.of())));
        assertThat(coverage.method("a.B", "m", "()V"))
                .extracting(it -> it.rule().id())
                .containsExactly("first", "second", "third");
        assertThat(coverage.field("a.B", "f"))
                .extracting(it -> it.rule().id())
                .containsExactly("first", "second", "third");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.ws.Factory, true",
        "com.acme.ws.Sockets, true",
        "com.acme.ws.Manager, true",
        "com.acme.ws.Factory$Nested, false",
        "com.acme.ws.Fact, false"
    })
    void aClassIsListedIfItOrAMemberOfItIsNamed(String className, boolean listed) {
        assertThat(COVERAGE.lists(className)).isEqualTo(listed);
    }

    @Test
    void aGlobListsWhatItMatches() {
        Coverage coverage = new Coverage(policy(Mode.LOG, rule("r", signatures("a.*.F?o"), List.of())));
        assertThat(coverage.lists("a.b.Foo")).isTrue();
        assertThat(coverage.lists("a.b.c.Foo")).isFalse();
        assertThat(coverage.method("a.b.Fxo", "m", "()V")).hasSize(1);
        assertThat(coverage.field("a.b.Fo", "f")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.ws.Factory       | ''                                        | any   | ()V | DEPRECATED",
                "com.acme.ws.Factory$A$1   | com.acme.ws.Factory$A com.acme.ws.Factory | any   | ()V | DEPRECATED",
                "com.acme.ws.Factory$$Fast | ''                                        | any   | ()V | OUTSIDE",
                "com.acme.ws.Factory2      | ''                                        | any   | ()V | OUTSIDE",
                "com.acme.ws.Sockets       | ''                                        | open  | ()V | DEPRECATED",
                "com.acme.ws.Sockets       | ''                                        | open  | ''  | DEPRECATED",
                "com.acme.ws.Sockets       | ''                                        | close | ()V | OUTSIDE",
                "com.acme.ws.Sockets$1     | com.acme.ws.Sockets                       | open  | ()V | OUTSIDE",
                "com.acme.ws.Manager       | ''                                        | close | ()V | CANONICAL",
                "com.acme.ws.Manager$Inner | com.acme.ws.Manager                       | close | ()V | CANONICAL",
                "com.acme.ws.Manager$Inner | ''                                        | close | ()V | OUTSIDE",
                "<native>                  | ''                                        | ''    | ''  | OUTSIDE"
            })
    void aCallerStandsWhereItsClassOrMemberIsListed(
            String className, String nestedIn, String method, String descriptor, Standing standing) {
        List<String> around = nestedIn.isEmpty() ? List.of() : List.of(nestedIn.split(" "));
        assertThat(COVERAGE.standing(WS, className, around, method, descriptor)).isEqualTo(standing);
    }

    @Test
    void aDeprecatedClassNestedInACanonicalOneStaysDeprecated() {
        Rule rule = rule("r", signatures("a.Manager$Old"), signatures("a.Manager"));
        Coverage coverage = new Coverage(policy(Mode.LOG, rule));
        assertThat(coverage.standing(rule, "a.Manager$Old$1", List.of("a.Manager$Old", "a.Manager"), "m", "()V"))
                .isEqualTo(Standing.DEPRECATED);
        assertThat(coverage.standing(rule, "a.Manager$New", List.of("a.Manager"), "m", "()V"))
                .isEqualTo(Standing.CANONICAL);
    }

    @ParameterizedTest
    @CsvSource({
        "OUTSIDE, DEPRECATED, CALL",
        "OUTSIDE, CANONICAL, CALL",
        "DEPRECATED, DEPRECATED, EXEMPT",
        "DEPRECATED, CANONICAL, DELEGATION",
        "CANONICAL, DEPRECATED, DELEGATION",
        "CANONICAL, CANONICAL, EXEMPT"
    })
    void callsWithinOneSideAreExemptAndBetweenThemDelegation(Standing standing, Role role, Tally tally) {
        assertThat(standing.towards(role)).isEqualTo(tally);
    }
}
