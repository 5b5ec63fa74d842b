package dev.lastcall.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signatures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleUseTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-02-01");
    private static final Target CREATE = new Target("a.b.Old", "create", "(I)V");
    private static final Target FIELD = new Target("a.b.Old", "INSTANCE", "La/b/Old;");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.Old",
                "a.**",
                "a.b.Old#create(int)",
                "a.b.*#create(**)",
                "a.b.Old#INSTANCE",
                "@Deprecated in x.**",
                "a.b.Cut…",
            })
    void aSignatureIsNotUnmatchedIfASiteMatchesItOrIfThatIsNotKnown(String signature) {
        assertThat(of(rule("log", signature), site(CREATE, 0, 0), site(FIELD, 0, 0))
                        .unmatched())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b.Older", "a.*", "a.b.Old#create()", "a.b.Old#create", "a.b.Old#INSTANCE()", "a.b.Old::new"})
    void aSignatureThatCoversNoTargetIsUnmatched(String signature) {
        assertThat(of(rule("log", signature), site(CREATE, 1, 0), site(FIELD, 1, 0))
                        .unmatched())
                .containsExactly(signature);
    }

    @Test
    void sitesOfOtherRulesDoNotCount() {
        Site other = new Site("other", Role.DEPRECATED, Kind.CALL, caller(), CREATE);
        SiteCounts counts = new SiteCounts(other, 1, 0, 1, 0, Instant.EPOCH, Instant.EPOCH);
        RuleUse use = of(rule("log", "a.b.Old", allow("a.c.*", "")), counts);
        assertThat(use.unmatched()).containsExactly("a.b.Old");
        assertThat(use.unused()).hasSize(1);
    }

    @Test
    void anEntryIsUsedIfItNamesTheCallerOfAnAllowedCall() {
        AllowInfo used = allow("a.c.*#run", "");
        AllowInfo otherMethod = allow("a.c.*#walk", "");
        RuleInfo rule = rule("log", "a.b.Old", used, otherMethod);
        assertThat(of(rule, site(CREATE, 5, 1)).unused()).containsExactly(otherMethod);
        assertThat(of(rule, site(CREATE, 5, 0)).unused()).containsExactly(used, otherMethod);
    }

    @Test
    void anEntryIsExpiredFromTheDayAfterItsLast() {
        AllowInfo yesterday = allow("a.c.*", "2026-01-31");
        AllowInfo today = allow("a.c.Caller", "2026-02-01");
        RuleUse use = of(rule("log", "a.b.Old", yesterday, today, allow("x.*", "")), site(CREATE, 7, 3));
        assertThat(use.expired()).containsExactly(new ExpiredAllow(yesterday, 4));
    }

    @Test
    void aRuleInModeOffTellsOnlyItsExpiredEntries() {
        RuleUse use = of(rule("off", "a.b.Old", allow("a.c.*", "2026-01-31")));
        assertThat(use.unmatched()).isEmpty();
        assertThat(use.unused()).isEmpty();
        assertThat(use.expired()).hasSize(1);
    }

    @Test
    void theDetailsOfARuleAreWhatItsPolicyWrites() throws InvalidSignatureException {
        AllowEntry shim = Signatures.parseCallers("a.c.**", "shim", "team", LocalDate.parse("2027-03-31"));
        AllowEntry stays = Signatures.parseCallers("a.d.E#f", "stays", null, null);
        Rule rule = new Rule(
                "r",
                List.of(Signatures.parse(" a.b.Old#m( int ) ")),
                List.of(Signatures.parse("a.b.New")),
                "",
                List.of(shim, stays),
                Mode.LOG);
        assertThat(RuleInfo.of(new Policy(Mode.BLOCK, List.of(rule), "")))
                .containsExactly(new RuleInfo(
                        "r",
                        "",
                        "log",
                        true,
                        List.of("a.b.Old#m( int )"),
                        List.of("a.b.New"),
                        List.of(
                                new AllowInfo("a.c.**", "shim", "2027-03-31", "team"),
                                new AllowInfo("a.d.E#f", "stays", ""))));
    }

    private static RuleUse of(RuleInfo rule, SiteCounts... sites) {
        return RuleUse.of(rule, List.of(sites), TODAY);
    }

    private static RuleInfo rule(String mode, String signature, AllowInfo... allow) {
        return new RuleInfo("r", "", mode, false, List.of(signature), List.of(), List.of(allow));
    }

    private static AllowInfo allow(String callers, String expires) {
        return new AllowInfo(callers, "why", expires);
    }

    private static SiteCounts site(Target target, long calls, long allowed) {
        Site site = new Site("r", Role.DEPRECATED, Kind.CALL, caller(), target);
        return new SiteCounts(site, calls, 0, allowed, 0, Instant.EPOCH, Instant.EPOCH);
    }

    private static Caller caller() {
        return new Caller("a.c.Caller", "run", "()V", 1, "Caller.java", "app.jar", "app");
    }
}
