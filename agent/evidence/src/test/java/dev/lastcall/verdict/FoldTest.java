package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.WatchState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
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
        Verdict atOnce = ReportFold.verdict(ledgers, List.of("b: broken", "a: broken"), question, null);
        Collections.shuffle(ledgers, random);
        assertThat(ReportFold.verdict(ledgers, List.of("a: broken", "b: broken"), question, null))
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
        assertThat(ReportFold.verdict(copied, List.of(), question, null))
                .isEqualTo(ReportFold.verdict(ledgers, List.of(), question, null));
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
        Verdict atOnce = ReportFold.verdict(ledgers, List.of(), question, null);
        Collections.shuffle(ledgers, random);
        assertThat(ReportFold.verdict(ledgers, List.of(), question, null)).isEqualTo(atOnce);
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
