package dev.lastcall.policy;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.PolicyMatcher.Match;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyMatcherTest {
    private static final Rule WS = rule(
            "ws",
            signatures("com.acme.ws.Factory", "com.acme.ws.Sockets#open(**)", "com.acme.ws.Sockets#LIMIT"),
            signatures("com.acme.ws.Manager#get(java.lang.String)"));
    private static final PolicyMatcher COVERAGE = new PolicyMatcher(policy(Mode.LOG, WS));

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
        PolicyMatcher exact = new PolicyMatcher(policy(Mode.LOG, rule("r", signatures("a.B#m()"), signatures("a.B"))));
        PolicyMatcher glob = new PolicyMatcher(policy(Mode.LOG, rule("r", signatures("a.*"), signatures("a.B"))));
        for (PolicyMatcher matcher : List.of(exact, glob)) {
            assertThat(matcher.method("a.B", "m", "()V"))
                    .extracting(Match::role)
                    .containsExactly(Role.DEPRECATED);
        }
        assertThat(exact.method("a.B", "n", "()V")).extracting(Match::role).containsExactly(Role.CANONICAL);
    }

    @Test
    void aMemberThatARuleNamesTwiceFallsUnderItOnce() {
        PolicyMatcher matcher = new PolicyMatcher(policy(
                Mode.LOG,
                rule("one", signatures("a.B", "a.*", "a.B#m()"), List.of()),
                rule("two", signatures("a.B#m(**)"), List.of())));
        assertThat(matcher.method("a.B", "m", "()V"))
                .extracting(it -> it.rule().id())
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void rulesMatchInThePolicysOrder() {
        PolicyMatcher matcher = new PolicyMatcher(policy(
                Mode.LOG,
                rule("first", signatures("a.*"), List.of()),
                rule("second", signatures("a.B"), List.of()),
                rule("third", signatures("**"), List.of())));
        assertThat(matcher.method("a.B", "m", "()V"))
                .extracting(it -> it.rule().id())
                .containsExactly("first", "second", "third");
        assertThat(matcher.field("a.B", "f"))
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
        PolicyMatcher matcher = new PolicyMatcher(policy(Mode.LOG, rule("r", signatures("a.*.F?o"), List.of())));
        assertThat(matcher.lists("a.b.Foo")).isTrue();
        assertThat(matcher.lists("a.b.c.Foo")).isFalse();
        assertThat(matcher.method("a.b.Fxo", "m", "()V")).hasSize(1);
        assertThat(matcher.field("a.b.Fo", "f")).isEmpty();
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
            String className, String nestedIn, String method, String descriptor, CallerSide side) {
        List<String> around = nestedIn.isEmpty() ? List.of() : List.of(nestedIn.split(" "));
        assertThat(COVERAGE.side(WS, className, around, method, descriptor)).isEqualTo(side);
    }

    @Test
    void aDeprecatedClassNestedInACanonicalOneStaysDeprecated() {
        Rule rule = rule("r", signatures("a.Manager$Old"), signatures("a.Manager"));
        PolicyMatcher matcher = new PolicyMatcher(policy(Mode.LOG, rule));
        assertThat(matcher.side(rule, "a.Manager$Old$1", List.of("a.Manager$Old", "a.Manager"), "m", "()V"))
                .isEqualTo(CallerSide.DEPRECATED);
        assertThat(matcher.side(rule, "a.Manager$New", List.of("a.Manager"), "m", "()V"))
                .isEqualTo(CallerSide.CANONICAL);
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
    void callsWithinOneSideAreExemptAndBetweenThemDelegation(CallerSide side, Role role, CountedAs tally) {
        assertThat(side.towards(role)).isEqualTo(tally);
    }
}
