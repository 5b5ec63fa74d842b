package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.Regime.Ruling;
import dev.lastcall.ledger.CellLayout;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Standing.Tally;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegimeTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);
    private static final Target TARGET = new Target("com.acme.ws.Legacy", "create", "()V");
    private static final Caller CALLER = caller("com.acme.app.Shop");

    @Test
    void anAllowEntryAllowsOnItsLastDayAndNotOnTheDayAfter() {
        Policy policy = policy(Mode.BLOCK, legacy("a", entry(LAST_DAY)));
        assertThat(decision(policy, LAST_DAY.minusDays(1)))
                .isEqualTo(new Decision(CellLayout.ALLOWED, false, true, entry(LAST_DAY)));
        assertThat(decision(policy, LAST_DAY).refused()).isFalse();
        assertThat(decision(policy, LAST_DAY.plusDays(1)))
                .isEqualTo(new Decision(CellLayout.BLOCKED, true, true, null));
    }

    @Test
    void anEntryThatHasExpiredLetsTheNextOneAllow() {
        AllowEntry unlimited = entry(null);
        Policy policy = policy(Mode.BLOCK, legacy("a", entry(LAST_DAY), unlimited));
        assertThat(decision(policy, LAST_DAY.plusDays(1)).allowedBy()).isEqualTo(unlimited);
    }

    @Test
    void whereTheDayDoesNotMatterEntriesAllow() {
        assertThat(decision(policy(Mode.BLOCK, legacy("a", entry(null))), null).refused())
                .isFalse();
    }

    @Test
    void nothingIsCountedInModeOff() {
        Ruling ruling = regime(policy(Mode.OFF, legacy("a")), null).ruling(site("a", CALLER));
        assertThat(ruling.decision()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsFromInsideTheDeprecatedClassAreNotCounted() {
        Caller nested = new Caller(
                "com.acme.ws.Legacy$In", "run", "()V", 5, "Shop.java", "", "app", List.of("com.acme.ws.Legacy"));
        Ruling ruling = regime(policy(Mode.BLOCK, legacy("a")), null).ruling(site("a", nested));
        assertThat(ruling.decision()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsFromAClassThatIsOnlyNamedLikeANestedOneAreCounted() {
        Ruling ruling = regime(policy(Mode.BLOCK, legacy("a")), null)
                .ruling(site("a", caller("com.acme.ws.Legacy$$FastClass")));
        assertThat(ruling.decision()).isNotNull();
    }

    @Test
    void callsOfARuleThatIsGoneAreCountedUnderThoseThatListTheTargetNow() {
        Ruling ruling =
                regime(policy(Mode.BLOCK, legacy("b"), legacy("c")), null).ruling(site("a", CALLER));
        assertThat(ruling.decision()).isNull();
        assertThat(ruling.instead()).containsExactly(site("b", CALLER), site("c", CALLER));
    }

    @Test
    void callsOfATargetThatNoRuleListsAnyMoreAreNotCounted() {
        Rule other = rule("a", signatures("com.acme.ws.Late"), List.of());
        Ruling ruling = regime(policy(Mode.BLOCK, other), null).ruling(site("a", CALLER));
        assertThat(ruling.decision()).isNull();
        assertThat(ruling.instead()).isEmpty();
    }

    @Test
    void callsOfARuleThatIsGoneStayUncountedWhereTheNewOneExemptsThem() {
        Caller inside = caller("com.acme.ws.Legacy");
        assertThat(regime(policy(Mode.BLOCK, legacy("b")), null)
                        .ruling(site("a", inside))
                        .instead())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COUNT, false, false", "LOG, false, true", "BLOCK, true, true"})
    void theModeDecidesWhatHappensToACall(Mode mode, boolean refused, boolean logged) {
        Decision decision = Decision.of(mode, Role.DEPRECATED, Tally.CALL, null);
        assertThat(decision.refused()).isEqualTo(refused);
        assertThat(decision.logged()).isEqualTo(logged);
        assertThat(decision.counter()).isEqualTo(refused ? CellLayout.BLOCKED : CellLayout.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"COUNT", "LOG", "BLOCK"})
    void delegationAndTheReplacementAreNeverRefusedNorLogged(Mode mode) {
        assertThat(Decision.of(mode, Role.DEPRECATED, Tally.DELEGATION, null))
                .isEqualTo(new Decision(CellLayout.DELEGATED, false, false, null));
        assertThat(Decision.of(mode, Role.CANONICAL, Tally.CALL, null))
                .isEqualTo(new Decision(CellLayout.PLAIN, false, false, null));
    }

    private static Decision decision(Policy policy, @Nullable LocalDate today) {
        return Objects.requireNonNull(
                regime(policy, today).ruling(site("a", CALLER)).decision());
    }

    private static Regime regime(Policy policy, @Nullable LocalDate today) {
        return new Regime(7, new Coverage(policy), today);
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
