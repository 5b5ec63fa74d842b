package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.ActivePolicy.SiteRuling;
import dev.lastcall.ledger.CellLayout;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.site.EnclosingMethod;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivePolicyTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);
    private static final Target TARGET = new Target("com.acme.ws.Legacy", "create", "()V");
    private static final Caller CALLER = caller("com.acme.app.Shop");

    @Test
    void anAllowEntryAllowsOnItsLastDayAndNotOnTheDayAfter() {
        Policy policy = policy(Mode.BLOCK, legacy("a", entry(LAST_DAY)));
        assertThat(action(policy, LAST_DAY.minusDays(1)))
                .isEqualTo(new CallAction(CellLayout.ALLOWED, false, true, entry(LAST_DAY)));
        assertThat(action(policy, LAST_DAY).refused()).isFalse();
        assertThat(action(policy, LAST_DAY.plusDays(1)))
                .isEqualTo(new CallAction(CellLayout.BLOCKED, true, true, null));
    }

    @Test
    void anEntryThatHasExpiredLetsTheNextOneAllow() {
        AllowEntry unlimited = entry(null);
        Policy policy = policy(Mode.BLOCK, legacy("a", entry(LAST_DAY), unlimited));
        assertThat(action(policy, LAST_DAY.plusDays(1)).allowedBy()).isEqualTo(unlimited);
    }

    @Test
    void whereTheDayDoesNotMatterEntriesAllow() {
        assertThat(action(policy(Mode.BLOCK, legacy("a", entry(null))), null).refused())
                .isFalse();
    }

    @Test
    void nothingIsCountedInModeOff() {
        SiteRuling ruling = activePolicy(policy(Mode.OFF, legacy("a")), null).ruling(site("a", CALLER));
        assertThat(ruling.action()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsFromInsideTheDeprecatedClassAreNotCounted() {
        Caller nested = new Caller(
                "com.acme.ws.Legacy$In", "run", "()V", 5, "Shop.java", "", "app", List.of("com.acme.ws.Legacy"));
        SiteRuling ruling = activePolicy(policy(Mode.BLOCK, legacy("a")), null).ruling(site("a", nested));
        assertThat(ruling.action()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsFromAClassThatIsOnlyNamedLikeANestedOneAreCounted() {
        SiteRuling ruling = activePolicy(policy(Mode.BLOCK, legacy("a")), null)
                .ruling(site("a", caller("com.acme.ws.Legacy$$FastClass")));
        assertThat(ruling.action()).isNotNull();
    }

    @Test
    void callsOfARuleThatIsGoneAreCountedUnderThoseThatListTheTargetNow() {
        SiteRuling ruling =
                activePolicy(policy(Mode.BLOCK, legacy("b"), legacy("c")), null).ruling(site("a", CALLER));
        assertThat(ruling.action()).isNull();
        assertThat(ruling.instead()).containsExactly(site("b", CALLER), site("c", CALLER));
    }

    @Test
    void callsOfATargetThatNoRuleListsAnyMoreAreNotCounted() {
        Rule other = rule("a", signatures("com.acme.ws.Late"), List.of());
        SiteRuling ruling = activePolicy(policy(Mode.BLOCK, other), null).ruling(site("a", CALLER));
        assertThat(ruling.action()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsOfARuleThatIsGoneStayUncountedWhereTheNewOneExemptsThem() {
        Caller inside = caller("com.acme.ws.Legacy");
        assertThat(activePolicy(policy(Mode.BLOCK, legacy("b")), null)
                        .ruling(site("a", inside))
                        .instead())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COUNT, false, false", "LOG, false, true", "BLOCK, true, true"})
    void theModeDecidesWhatHappensToACall(Mode mode, boolean refused, boolean logged) {
        CallAction action = CallAction.of(mode, Role.DEPRECATED, CountedAs.CALL, null);
        assertThat(action.refused()).isEqualTo(refused);
        assertThat(action.logged()).isEqualTo(logged);
        assertThat(action.counter()).isEqualTo(refused ? CellLayout.BLOCKED : CellLayout.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"COUNT", "LOG", "BLOCK"})
    void delegationAndTheReplacementAreNeverRefusedNorLogged(Mode mode) {
        assertThat(CallAction.of(mode, Role.DEPRECATED, CountedAs.DELEGATION, null))
                .isEqualTo(new CallAction(CellLayout.DELEGATED, false, false, null));
        assertThat(CallAction.of(mode, Role.CANONICAL, CountedAs.CALL, null))
                .isEqualTo(new CallAction(CellLayout.PLAIN, false, false, null));
    }

    @Test
    void aFrameWithoutALineMayBeAtAnySiteOfItsMethod() {
        Caller caller = caller("com.acme.app.Shop");
        SiteState state = new SiteState(site("a", caller), 1, activePolicy(policy(Mode.LOG, legacy("a")), null), false);
        EnclosingMethod method = new EnclosingMethod(caller.method(), caller.descriptor());
        assertThat(state.isAt("com.acme.app.Shop", method, 5)).isTrue();
        assertThat(state.isAt("com.acme.app.Shop", method, 6)).isFalse();
        assertThat(state.isAt("com.acme.app.Shop", method, 0))
                .describedAs("it runs code that the class had before")
                .isTrue();
        assertThat(state.isAt("com.acme.app.Shop", new EnclosingMethod(caller.method(), ""), 0))
                .describedAs("the body of a lambda does not tell")
                .isTrue();
        assertThat(state.isAt("com.acme.app.Shop", new EnclosingMethod("lastcall$ref$0", "(I)V"), 0))
                .describedAs("a method reference does not tell")
                .isTrue();
        assertThat(state.isAt("com.acme.app.Other", method, 0)).isFalse();
        assertThat(state.isAt("com.acme.app.Shop", new EnclosingMethod("other", caller.descriptor()), 0))
                .isFalse();
        assertThat(state.isAt("com.acme.app.Shop", new EnclosingMethod(caller.method(), "(I)V"), 0))
                .isFalse();
    }

    private static CallAction action(Policy policy, @Nullable LocalDate today) {
        return Objects.requireNonNull(
                activePolicy(policy, today).ruling(site("a", CALLER)).action());
    }

    private static ActivePolicy activePolicy(Policy policy, @Nullable LocalDate today) {
        return new ActivePolicy(7, new PolicyMatcher(policy), today, null);
    }

    private static Rule legacy(String id, AllowEntry... allow) {
        return rule(id, signatures("com.acme.ws.Legacy"), List.of(), allow);
    }

    private static AllowEntry entry(@Nullable LocalDate expires) {
        return new AllowEntry("com.acme.app.*", new ClassPattern("com.acme.app.*"), null, "shim", null, expires);
    }

    private static Site site(String rule, Caller caller) {
        return new Site(rule, Role.DEPRECATED, Kind.CALL, caller, TARGET);
    }

    private static Caller caller(String className) {
        return new Caller(className, "run", "()V", 5, "Shop.java", "", "app");
    }
}
