package dev.lastcall.verdict;

import static dev.lastcall.verdict.Story.GET;
import static dev.lastcall.verdict.Story.MAKE;
import static dev.lastcall.verdict.Story.migrated;
import static dev.lastcall.verdict.Story.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.BaselineReview.State;
import dev.lastcall.verdict.Verdict.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a baseline and a budget change in a verdict, and what they never do. */
class RatchetTest {
    private static final String MADE = " | call | com.acme.Old#make():com.acme.Old | in shop";
    private static final String RUN = "old | com.shop.Late#run():void" + MADE;
    private static final String GONE = "old | com.shop.Gone#run():void" + MADE;

    private static Story late() {
        Story story = migrated();
        story.first().calls(5, "com.shop.Late", "run", MAKE);
        return story;
    }

    @Test
    void aNewCallSiteIsAFinding() {
        Verdict verdict = late().ratchet().baseline(GONE).verdict();
        assertThat(verdict.result()).isEqualTo(Result.NO_GO);
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("new-call-site");
            assertThat(finding.sentence())
                    .isEqualTo("old: new: com.shop.Late.run(Late.java:7) -> com.acme.Old.make() (call, 5 calls)");
            assertThat(finding.remedy()).contains("baseline accept --add");
        });
    }

    @Test
    void aGoThatRestsOnToleratedCallSitesSaysSo() {
        Verdict verdict = late().ratchet().baseline(RUN).verdict();
        assertThat(verdict.result()).isEqualTo(Result.GO);
        assertThat(verdict.assumptions().get(0).code()).isEqualTo(Verdict.TOLERATED);
        assertThat(verdict.assumptions().get(0).sentence())
                .isEqualTo("that the 1 call site that the baseline tolerates may stay: a block would refuse the 5 calls"
                        + " seen there");
        assertThat(verdict.accepted())
                .singleElement()
                .satisfies(accepted -> assertThat(accepted.sentence())
                        .isEqualTo("old: 1 call site with 5 calls tolerated by the baseline:"
                                + " com.shop.Late.run(Late.java:7) -> com.acme.Old.make()"));
    }

    @Test
    void aBlockRefusesWhatIsTolerated() {
        Verdict verdict = late().baseline(RUN).verdict();
        assertThat(verdict.result()).isEqualTo(Result.NO_GO);
        assertThat(verdict.findings()).extracting(Reason::code).containsExactly("open-calls");
        assertThat(verdict.warnings())
                .extracting(Reason::sentence)
                .contains("the baseline tolerates 1 call site that a block refuses all the same, with 5 calls");
    }

    @Test
    void forABlockABaselineAcceptsWhatNobodyReached() {
        Story story = migrated();
        story.first().calls(0, "com.shop.Late", "run", MAKE);
        assertThat(story.verdict().result()).isEqualTo(Result.UNKNOWN);
        Verdict verdict = story.baseline(RUN).verdict();
        assertThat(verdict.result()).isEqualTo(Result.GO);
        assertThat(verdict.assumptions().get(0).sentence())
                .isEqualTo("that nobody reaches the 1 call site that the baseline tolerates: a block would refuse it");
        assertThat(story.on("2027-02-01")
                        .baseline(RUN + " | until 2027-01-31")
                        .verdict()
                        .doubts())
                .extracting(Reason::code)
                .contains("unreached");
    }

    @Test
    void forARatchetACallSiteThatNobodyReachedIsNewAsWell() {
        Story story = migrated().ratchet().baseline();
        story.first().calls(0, "com.shop.Late", "run", MAKE);
        assertThat(story.verdict().findings())
                .extracting(Reason::sentence)
                .containsExactly(
                        "old: new: com.shop.Late.run(Late.java:7) -> com.acme.Old.make() (call, never reached)");
    }

    @Test
    void aToleranceEnds() {
        Story story = late().ratchet().baseline(RUN + " | owner realtime | until 2026-11-28");
        assertThat(story.verdict().result()).isEqualTo(Result.GO);
        assertThat(story.verdict().warnings())
                .extracting(Reason::sentence)
                .contains("the baseline: 1 call site is tolerated until 2026-11-28");
        assertThat(story.on("2026-11-29").verdict().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("expired-tolerance");
            assertThat(finding.sentence()).contains("tolerated until 2026-11-28, by realtime: com.shop.Late.run");
        });
    }

    @Test
    void lineJarVersionAndAnonymousClassAreNoDifference() {
        Story story = migrated().ratchet().baseline(RUN);
        story.first().calls(5, "com.shop.Late$1", "run", MAKE);
        assertThat(story.verdict().result()).isEqualTo(Result.GO);
        assertThat(story.baseline(RUN.replace("in shop", "in other")).verdict().result())
                .isEqualTo(Result.NO_GO);
        assertThat(story.baseline(RUN.replace(" | in shop", "")).verdict().result())
                .isEqualTo(Result.GO);
    }

    @Test
    void doubtsAreNotToleratedByABaseline() {
        Story story = late().ratchet().baseline(RUN).minObserved(Duration.ofDays(9));
        assertThat(story.verdict().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void anEntryIsGoneOnlyByEvidenceThatSuffices() {
        Story story = late().ratchet().baseline(RUN, GONE);
        assertThat(states(story.review())).containsExactly(State.GONE, State.TOLERATED);
        assertThat(story.verdict().warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("baseline-unseen");
            assertThat(warning.sentence())
                    .isEqualTo("1 entry of the baseline was loaded by no process in all the time observed; no scan has"
                            + " shown that it is gone: com.shop.Gone.run -> com.acme.Old.make()");
        });
        story.scan(scan(List.of(), "com.shop.Gone"));
        assertThat(story.verdict().warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("baseline-gone");
            assertThat(warning.sentence())
                    .isEqualTo("1 entry of the baseline is no longer needed: com.shop.Gone.run -> com.acme.Old.make()");
        });
        story.scan(null);
        story.minObserved(Duration.ofDays(9));
        assertThat(states(story.review())).containsExactly(State.UNSEEN, State.TOLERATED);
        assertThat(story.review().entries().get(0).why()).startsWith("too little evidence: ");
        assertThat(story.verdict().warnings()).extracting(Reason::code).contains("baseline-unseen");
    }

    @Test
    void whatAScanNoLongerFindsIsGoneThoughTheEvidenceIsThin() {
        Story story = late().ratchet()
                .minObserved(Duration.ofDays(9))
                .baseline(RUN, GONE, GONE.replace("| call |", "| reflection |"), GONE.replace("com.shop", "com.rest"));
        story.scan(scan(List.of(), "com.shop.Gone"));
        assertThat(states(story.review()))
                .as("by names: of another package and jar; gone; by reflection; loaded")
                .containsExactly(State.UNSEEN, State.GONE, State.UNSEEN, State.TOLERATED);
        story.scan(scan(List.of("broken.jar: no jar"), "com.shop.Gone"));
        assertThat(story.review().entries(State.GONE)).isEmpty();
    }

    @Test
    void anEntryThatThePolicyAllowsByNowIsNeedless() {
        Story story = migrated().ratchet().baseline("old | com.shop.Shim#make():void" + MADE);
        assertThat(states(story.review())).containsExactly(State.NEEDLESS);
        assertThat(story.review().entries().get(0).why()).isEqualTo("the policy allows com.shop.Shim");
    }

    @Test
    void whatIsOnlyInTheScanIsNew() {
        Site shipped = site("old", Role.DEPRECATED, Kind.CALL, "com.shop.Late", "run", MAKE);
        Story story = migrated().ratchet().baseline();
        story.scan(ScanFacts.of(List.of("shop.jar"), 1)
                .sites(List.of(shipped), List.of(shipped))
                .build());
        assertThat(story.verdict().findings())
                .extracting(Reason::sentence)
                .containsExactly(
                        "old: new: com.shop.Late.run(Late.java:7) -> com.acme.Old.make() (call, in the scan, never"
                                + " loaded)");
        assertThat(story.baseline(RUN).verdict().result()).isEqualTo(Result.GO);
    }

    @Test
    void eachCallSiteThatIsOnlyInTheScanIsOneOfItsOwn() {
        List<Site> shipped = List.of(
                site("old", Role.DEPRECATED, Kind.CALL, "com.shop.Late", "run", MAKE),
                site("old", Role.DEPRECATED, Kind.CALL, "com.shop.Later", "run", MAKE),
                site("old", Role.CANONICAL, Kind.CALL, "com.shop.Later", "run", GET));
        Story story = migrated().ratchet().baseline(RUN);
        story.scan(ScanFacts.of(List.of("shop.jar"), 2).sites(shipped, shipped).build());
        assertThat(story.verdict().findings()).extracting(Reason::subject).containsExactly("com.shop.Later#run");
    }

    @Test
    void aBudgetOfThirdPartyCodeEnds() {
        Verdict over = late().ratchet().budget(null, 0, "com.other.**").verdict();
        assertThat(over.findings())
                .extracting(Reason::code, Reason::subject)
                .containsExactly(tuple("over-budget", "third-party"));
    }

    @Test
    void ownIsWhatNoOtherJarHoldsUnlessTheScanNamesOthers() {
        assertThat(side("/srv/shop-1.0.jar", null)).isEqualTo("own");
        assertThat(side("/srv/classes/", null)).isEqualTo("own");
        assertThat(side("/srv/shop-1.0.jar", "shop.jar")).isEqualTo("own");
        assertThat(side("/srv/shop-1.0.jar", "app.jar")).isEqualTo("third-party");
        assertThat(side("jar:file:/srv/app.jar!/BOOT-INF/lib/shop-1.0.jar!/", null))
                .isEqualTo("third-party");
        assertThat(side("jar:file:/srv/app.jar!/", null)).isEqualTo("own");
    }

    private static String side(String codeSource, @Nullable String scanned) {
        Caller caller = new Caller("com.shop.Late", "run", "()V", 7, "Late.java", codeSource, "app");
        Story story = migrated().ratchet().budget(0, 0);
        story.first()
                .counts(new SiteCounts(
                        new Site("old", Role.DEPRECATED, Kind.CALL, caller, MAKE), 5, 0, 0, 0, Story.NOW, Story.NOW));
        if (scanned != null) {
            story.scan(ScanFacts.of(List.of(scanned), 1).classNames(Set.of()).build());
        }
        List<Reason> findings = story.verdict().findings();
        assertThat(findings).hasSize(1);
        return findings.get(0).subject();
    }

    @Test
    void aBudgetToleratesSoMany() {
        assertThat(late().ratchet().budget(1, null, "com.shop.**").verdict().result())
                .isEqualTo(Result.GO);
        Verdict over = late().ratchet().budget(0, 12, "com.shop.**").verdict();
        assertThat(over.findings()).extracting(Reason::code).containsExactly("over-budget");
        assertThat(over.findings().get(0).sentence())
                .isEqualTo("1 open call site in own code, and the budget is 0: com.shop.Late.run(Late.java:7) ->"
                        + " com.acme.Old.make()");
        assertThat(over.assumptions())
                .as("a budget that is exceeded tolerates nothing")
                .extracting(Reason::code)
                .doesNotContain(Verdict.TOLERATED);
        Verdict within = late().first()
                .calls(5, "com.other.Late", "run", MAKE)
                .and()
                .ratchet()
                .budget(1, 1, "com.shop.**")
                .verdict();
        assertThat(within.result()).isEqualTo(Result.GO);
        assertThat(within.assumptions().get(0).sentence())
                .as("each side has a budget of its own, and may use all of it")
                .startsWith("that the 2 call sites that the budget tolerates may stay");
        assertThat(late().ratchet().budget(0, 1, "com.other.**").verdict().result())
                .as("in third-party code")
                .isEqualTo(Result.GO);
        assertThat(late().ratchet().budget(9, null, "com.other.**").verdict().findings())
                .as("a side without a budget tolerates nothing")
                .extracting(Reason::code)
                .containsExactly("new-call-site");
        assertThat(late().budget(9, 9).verdict().result())
                .as("a block knows no budget")
                .isEqualTo(Result.NO_GO);
    }

    @Test
    void ownIsWhatLiesInTheJarOfTheProgram() {
        Story story = migrated().ratchet().budget(0, 1);
        story.first().calls(5, "com.shop.Late", "run", MAKE).program("com.shop.Main", "shop-2.0.jar", "");
        assertThat(story.verdict().findings()).extracting(Reason::subject).containsExactly("own");
        story.first().program("com.shop.Main", "other.jar", "");
        assertThat(story.verdict().result()).isEqualTo(Result.GO);
    }

    @Test
    void aBaselineIsHeldAgainstABudgetToo() {
        Story story = late().ratchet().baseline(RUN);
        story.first().program("com.shop.Main", "shop.jar", "").calls(1, "com.shop.App", "other", GET);
        assertThat(story.budget(0, 0).verdict().findings())
                .extracting(Reason::code)
                .containsExactly("over-budget");
        assertThat(story.budget(1, 0).verdict().result()).isEqualTo(Result.GO);
    }

    private static ScanFacts scan(List<String> problems, @Nullable String... classes) {
        return ScanFacts.of(List.of("app.jar"), 1)
                .problems(problems)
                .classNames(Set.of(classes))
                .build();
    }

    private static List<State> states(BaselineReview review) {
        return review.entries().stream().map(BaselineReview.Entry::state).toList();
    }
}
