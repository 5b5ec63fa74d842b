package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.DamagedCopy;
import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.EvidenceSink;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence adds up to the same, in whatever order, in however many copies and in whatever portions it is read. */
@Tag("long")
class FoldTest {
    private static final List<String> CLASSES = List.of(
            "com.shop.App", "com.shop.App$1", "com.shop.App$2", "com.shop.Shim", "com.shop.Cart", "com.acme.New");

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("fold.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfLedgersMakesNoDifference(int seed) {
        Random random = new Random(seed);
        Story story = story(random);
        List<ProcessEvidence> ledgers = new ArrayList<>(story.ledgers());
        Question question = story.question();
        Verdict atOnce = verdict(ledgers, List.of("b: broken", "a: broken"), question);
        Collections.shuffle(ledgers, random);
        assertThat(verdict(ledgers, List.of("a: broken", "b: broken"), question))
                .isEqualTo(atOnce);
        Judge judge = new Judge(question);
        judge.addUnread("b: broken");
        ledgers.forEach(judge::add);
        judge.addUnread("a: broken");
        assertThat(judge.verdict()).isEqualTo(atOnce);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesOfLedgersMakeNoDifference(int seed) {
        Random random = new Random(seed);
        Story story = story(random);
        List<ProcessEvidence> ledgers = story.ledgers();
        Question question = story.question();
        List<ProcessEvidence> copied = new ArrayList<>(ledgers);
        for (int i = random.nextInt(4); i >= 0; i--) {
            copied.add(ledgers.get(random.nextInt(ledgers.size())));
        }
        Collections.shuffle(copied, random);
        assertThat(verdict(copied, List.of(), question)).isEqualTo(verdict(ledgers, List.of(), question));
        List<ProcessEvidence> distinct = DistinctProcesses.of(copied).ledgers();
        assertThat(RecordedPolicy.ofLast(distinct)).isEqualTo(RecordedPolicy.ofLast(ledgers));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ledgersOfOneProcessThatDifferContradictEachOtherInAnyOrder(int seed) {
        Random random = new Random(seed);
        Story story = story(random);
        Story.Ran forged = story.process("chat").sameAs(1);
        calls(forged, random);
        forged.problem("file: cut");
        List<ProcessEvidence> ledgers = new ArrayList<>(story.ledgers());
        Question question = story.question();
        Verdict atOnce = verdict(ledgers, List.of(), question);
        Collections.shuffle(ledgers, random);
        assertThat(verdict(ledgers, List.of(), question)).isEqualTo(atOnce);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReportShowsTheSameInAnyOrderAndWithAnyCopies(int seed) {
        Random random = new Random(seed);
        Story story = story(random);
        List<ProcessEvidence> ledgers = story.ledgers();
        Question question = story.question();
        Report atOnce = ReportFold.of(ledgers, List.of("b: broken", "a: broken"), question);
        List<ProcessEvidence> copied = new ArrayList<>(ledgers);
        copied.add(ledgers.get(random.nextInt(ledgers.size())));
        Collections.shuffle(copied, random);
        assertThat(ReportFold.of(copied, List.of("a: broken", "b: broken"), question))
                .isEqualTo(atOnce);
        List<ProcessEvidence> oneByOne =
                new ArrayList<>(DistinctProcesses.of(ledgers).ledgers());
        Collections.shuffle(oneByOne, random);
        ReportFold fold = new ReportFold(question, true);
        fold.addUnread("b: broken");
        oneByOne.forEach(fold::add);
        fold.addUnread("a: broken");
        assertThat(fold.report()).isEqualTo(atOnce);
    }

    @Test
    void aReportDoubtsAllThatTheJudgeDoubts() {
        Story story = Story.migrated();
        Judge block = new Judge(story.question());
        Judge delete = new Judge(story.question().of(Purpose.DELETE));
        ReportFold both = new ReportFold(story.question(), true);
        ReportFold alone = new ReportFold(story.question(), false);
        for (EvidenceSink sink : List.of(block, delete, both, alone)) {
            story.ledgers().forEach(sink::add);
            sink.addUnread("x.gz: packed");
            sink.addContradiction("a and b contradict each other");
            sink.addCopy(new DamagedCopy("c", "d", List.of("cut")));
            sink.addOpaque("app.log.xz");
        }
        assertThat(both.report().verdict()).isEqualTo(block.verdict());
        assertThat(both.report().forDelete()).isEqualTo(delete.verdict());
        assertThat(alone.report().verdict()).isEqualTo(block.verdict());
        assertThat(alone.report().forDelete()).isNull();
        assertThat(block.verdict().doubts())
                .extracting(Reason::code)
                .containsExactly("contradicting-ledgers", "unread");
        assertThat(block.verdict().warnings()).extracting(Reason::code).contains("damaged-copy", "opaque-file");
        assertThat(both.report().evidence().problems()).contains("x.gz: packed", "a and b contradict each other");
        assertThat(both.report().evidence().processes()).hasSize(1);
    }

    @Test
    void ofAReferenceInTwoBuildsTheSameOneIsNamedInAnyOrder() {
        Story story = Story.migrated().delete();
        story.first().refers(ReferenceKind.NAME_IN_CODE, "com.shop.Late", "run", "com.acme.Old");
        LoadedReference first = story.ledgers().get(0).facts().references().get(0);
        LoadedReference second = new LoadedReference(
                first.kind(), "com.shop.Late", "run", "", 9, "Late.java", "/srv/shop-1.1.jar", first.target(), "");
        for (List<LoadedReference> order : List.of(List.of(first, second), List.of(second, first))) {
            TalliedReference tallied = new TalliedReference(order.get(0));
            order.forEach(reference -> tallied.add(reference, "chat"));
            assertThat(tallied.example()).isEqualTo(first);
            assertThat(TalliedReference.key(order.get(0))).isEqualTo(TalliedReference.key(order.get(1)));
        }
    }

    @Test
    void thePolicyIsThatOfTheLastProcessThatHadOne() {
        Story story = Story.migrated();
        story.process("chat").ran(Duration.ofHours(2), Duration.ZERO).under();
        assertThat(RecordedPolicy.ofLast(story.ledgers()).policy().rules())
                .extracting(Rule::id)
                .containsExactly("old");
        ProcessEvidence ran = story.ledgers().get(0);
        ProcessEvidence lost = new ProcessEvidence(
                ran.process(), List.of(), ran.sites(), List.of(), List.of("a record is damaged"), ran.facts());
        assertThat(RecordedPolicy.ofLast(List.of(lost)).policy().rules())
                .as("the rules that its sites name")
                .extracting(Rule::id)
                .containsExactly("old");
        Story bent = Story.migrated().first().mode("bent").and();
        assertThat(RecordedPolicy.ofLast(bent.ledgers()).policy().mode()).isEqualTo(Mode.LOG);
        ProcessEvidence silent =
                new ProcessEvidence(ran.process(), ran.rules(), List.of(), List.of(), List.of(), ran.facts());
        assertThat(RecordedPolicy.ofLast(List.of(silent)).policy().rules())
                .extracting(Rule::id)
                .containsExactly("old");
    }

    private static Verdict verdict(List<ProcessEvidence> ledgers, List<String> unread, Question question) {
        Judge judge = new Judge(question);
        DistinctProcesses.of(ledgers).into(judge);
        unread.forEach(judge::addUnread);
        return judge.verdict();
    }

    private static Story story(Random random) {
        Story story = new Story();
        if (random.nextBoolean()) {
            story.asks(
                    Story.rule(
                            "old",
                            List.of("com.acme.Old#make()"),
                            List.of("com.acme.New"),
                            Story.allow("com.shop.App$1", null),
                            Story.allow("com.shop.App$2", null)),
                    Story.rule("older", List.of("com.acme.Old"), List.of()));
        }
        if (random.nextBoolean()) {
            story.delete();
        }
        for (int i = random.nextInt(6); i >= 0; i--) {
            Story.Ran process = story.process(random.nextBoolean() ? "chat" : "billing");
            if (random.nextBoolean()) {
                Duration start = Duration.ofHours(10 + random.nextInt(5));
                process.ran(start, Duration.ofHours(random.nextInt(9)));
            }
            process.version("1." + random.nextInt(3)).in(random.nextBoolean() ? "staging" : "");
            switch (random.nextInt(7)) {
                case 0 -> process.attached();
                case 1 -> process.problem("cut at byte " + random.nextInt(9));
                case 2 -> process.blindSpot("com.shop.Huge" + random.nextInt(2), "too large");
                case 3 -> process.never(WatchState.OFF);
                case 4 -> process.jumped(Duration.ofHours(1));
                case 5 -> process.under(Story.rule("old", List.of("com.acme.Old#get()"), List.of()));
                default -> {
                    // a process like any other
                }
            }
            calls(process, random);
        }
        return story;
    }

    private static void calls(Story.Ran process, Random random) {
        for (int i = random.nextInt(6); i > 0; i--) {
            process.calls(
                    random.nextInt(3) * 7L,
                    CLASSES.get(random.nextInt(CLASSES.size())),
                    "run" + random.nextInt(2),
                    random.nextBoolean() ? Story.MAKE : Story.GET);
        }
    }
}
