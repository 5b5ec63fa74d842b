package dev.lastcall.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose a call is, for each order of events. Rows are threads, the one call site has number 1. */
class AttributionTest {
    private final Thread one = new Thread("one");
    private final Thread two = new Thread("two");
    private final Attribution attribution = new Attribution();

    @Test
    void whatATestsThreadCallsBetweenBeginAndEndIsTheTests() {
        attribution.begin(test("a"), one, counted(3, 0));
        attribution.end(test("a"), one, counted(5, 0));
        assertThat(told()).isEqualTo("by a; 2 of 5 clear; while ; outside");
    }

    @Test
    void testsAtTheSameTimeHaveTheirOwn() {
        attribution.begin(test("a"), one, counted(0, 0));
        attribution.begin(test("b"), two, counted(1, 0));
        attribution.end(test("b"), two, counted(2, 3));
        attribution.end(test("a"), one, counted(4, 3));
        assertThat(told()).isEqualTo("by a, b; 7 of 7 clear; while ");
    }

    @Test
    void whatAThirdThreadCallsWasCalledWhileTheseRan() {
        attribution.begin(test("a"), one, counted(0, 0));
        attribution.begin(test("b"), one, counted(0, 0)); // the inner one
        attribution.end(test("b"), one, counted(0, 2));
        attribution.end(test("a"), one, counted(0, 2));
        assertThat(told()).isEqualTo("by ; 0 of 2 clear; while a, b");
    }

    @Test
    void aTestInWhichAnotherRanOnItsThreadHasNothingOfItsOwn() {
        attribution.begin(test("a"), one, counted(0, 0));
        attribution.begin(test("b"), one, counted(1, 0));
        attribution.end(test("b"), one, counted(3, 0));
        attribution.end(test("a"), one, counted(7, 0));
        assertThat(told()).isEqualTo("by b; 2 of 7 clear; while a");
    }

    @Test
    void aTestThatEndsOnAnotherThreadHasNothingOfItsOwn() {
        attribution.begin(test("a"), one, counted(0, 0));
        attribution.end(test("a"), two, counted(1, 0));
        assertThat(told()).isEqualTo("by ; 0 of 1 clear; while a");
    }

    @Test
    void whatContainsTestsIsNamedOnlyIfNoneOfThemRuns() {
        TestNode type = new TestNode("class", null, "class", "class", false, List.of());
        TestNode inside = new TestNode("a", "class", "a", "a", true, List.of());
        attribution.begin(type, one, counted(0, 0));
        attribution.begin(inside, one, counted(1, 0));
        attribution.end(inside, one, counted(1, 4));
        assertThat(told()).isEqualTo("by ; 0 of 5 clear; while a, class");
    }

    @Test
    void aRowThatADeadThreadLeftIsTheNewThreadsFromItsBeginOn() {
        attribution.begin(test("a"), one, new Counters(new @Nullable Thread[] {null, one}, rows(0, 0)));
        attribution.end(test("a"), one, new Counters(new @Nullable Thread[] {null, one}, rows(0, 0)));
        // before b begins, the thread that owned the first row called twice, and died
        attribution.begin(test("b"), two, new Counters(new @Nullable Thread[] {two, one}, rows(2, 0)));
        attribution.end(test("b"), two, new Counters(new @Nullable Thread[] {two, one}, rows(3, 0)));
        assertThat(told()).isEqualTo("by b; 1 of 3 clear; while ; outside");
    }

    @Test
    void countersThatBecameLessAreNoCalls() {
        attribution.begin(test("a"), one, counted(5, 0));
        attribution.end(test("a"), one, counted(1, 0));
        assertThat(attribution.sites().get(0).tests()).isEmpty();
    }

    @Test
    void aTestThatReachesItInSomeOfItsRunsIsFlaky() {
        for (int run = 1; run <= 3; run++) {
            TestNode node = new TestNode("a" + run, "a", "a", "a", true, List.of());
            attribution.begin(node, one, counted(run > 2 ? 1 : 0, 0));
            attribution.end(node, one, counted(run > 1 ? 1 : 0, 0));
        }
        assertThat(attribution.sites().get(0).flaky(attribution)).containsExactly("a (1 of 3 runs)");
    }

    private String told() {
        ReachedSite site = attribution.sites().get(0);
        return "by " + names(site.tests()) + "; " + (site.calls() - site.unclear()) + " of " + site.calls()
                + " clear; while " + names(site.during()) + (site.isOutside() ? "; outside" : "");
    }

    private static String names(List<TestNode> nodes) {
        return nodes.stream().map(TestNode::name).sorted().collect(Collectors.joining(", "));
    }

    private static TestNode test(String name) {
        return new TestNode(name, null, name, name, true, List.of());
    }

    private Counters counted(long ofOne, long ofTwo) {
        return new Counters(new @Nullable Thread[] {one, two}, rows(ofOne, ofTwo));
    }

    private static long[][] rows(long first, long second) {
        return new long[][] {{0, first}, {0, second}};
    }
}
