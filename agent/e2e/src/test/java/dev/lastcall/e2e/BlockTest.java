package dev.lastcall.e2e;

import static dev.lastcall.e2e.LedgerReport.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import com.acme.app.Refused;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What a blocked call gets, and who is spared. */
class BlockTest {
    private static final String RULE =
            "mode=block,deprecated=com.acme.legacy.Factory,canonical=com.acme.fresh.Connections";
    private static final String ALLOW = ",allow=com.acme.app.Refused$Shim";

    @TempDir
    Path folder;

    @OnOneJdk
    void aBlockedCallGetsTheExceptionBeforeTheBodyRuns(Jdk jdk) {
        Ended ended = run(jdk, RULE + ALLOW);

        assertThat(ended.printed("direct-class")).isEqualTo("dev.lastcall.BlockedCallException");
        assertThat(ended.printed("direct-super")).isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(ended.printed("direct-message"))
                .contains("[inline]")
                .contains("com.acme.legacy.Factory.create(String)")
                .containsPattern("com\\.acme\\.app\\.Refused\\.direct\\(Refused\\.java:\\d+\\)")
                .contains("Use com.acme.fresh.Connections.")
                .contains("LASTCALL_MODE=log");
        assertThat(ended.printed("direct-frame")).isEqualTo("com.acme.app.Refused.direct");
        assertThat(ended.printed("direct-cause")).startsWith("com.acme.app.Refused.direct(Refused.java:");
        assertThat(ended.printed("direct-own")).isEqualTo("0");
        assertThat(ended.printedNumber("bodies-refused")).isZero();
    }

    @OnOneJdk
    void reflectionGetsItAsTheCauseOfItsOwnException(Jdk jdk) {
        Ended ended = run(jdk, RULE + ALLOW);

        assertThat(ended.printed("reflective-class")).isEqualTo("dev.lastcall.BlockedCallException");
        assertThat(ended.printed("reflective-message"))
                .containsPattern("com\\.acme\\.app\\.Refused\\.reflective\\(Refused\\.java:\\d+\\)");
        assertThat(ended.printed("reflective-frame")).isEqualTo("com.acme.legacy.Factory.create");
        assertThat(ended.printed("reflective-cause")).startsWith("com.acme.legacy.Factory.create(Factory.java");
        assertThat(ended.printed("reflective-own")).isEqualTo("0");
    }

    @OnOneJdk
    void allowedAndDelegatedCallsGoThroughAndAreCountedApart(Jdk jdk) {
        Ended ended = run(jdk, RULE + ALLOW);

        assertThat(ended.printed("allowed")).isEqualTo("made y");
        assertThat(ended.printed("delegated")).isEqualTo("made x");
        assertThat(ended.printedNumber("bodies")).isEqualTo(2);
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(number(report.rule(), "deprecatedCalls")).isEqualTo(3);
        assertThat(number(report.rule(), "blockedCalls")).isEqualTo(2);
        assertThat(number(report.rule(), "allowedCalls")).isEqualTo(1);
        assertThat(number(report.rule(), "delegatedCalls")).isEqualTo(1);
        assertThat(ended.callLines()).hasSize(3).noneMatch(line -> line.contains("calls deprecated com.acme.fresh"));
        assertThat(ended.callLines().get(0)).endsWith("[call 1, blocked, main]");
        assertThat(ended.callLines().get(2)).endsWith("[call 1, allowed, main]");
    }

    @OnOneJdk
    void withoutItsAllowEntryTheShimIsBlockedToo(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .agent("log=none," + RULE)
                .run(Refused.class)
                .withExit(1);

        assertThat(ended.printed("delegated")).isEqualTo("made x");
        assertThat(ended.stdout()).noneMatch(line -> line.startsWith("allowed"));
        assertThat(ended.stderr())
                .anyMatch(line ->
                        line.startsWith("Exception in thread \"main\" dev.lastcall.BlockedCallException: [inline] "));
    }

    @OnOneJdk
    void theModeOfTheProcessLiftsEveryBlock(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .option("-Dlastcall.mode=log")
                .agent(RULE)
                .run(Refused.class)
                .well();

        assertThat(ended.stdout()).contains("direct let through", "reflective let through");
    }

    @OnEachJdk
    void aMillionBlockedCallsFitASmallHeapAndAreAllCounted(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .optimized()
                .option("-Xmx64m")
                .agent(RULE)
                .run(ManyCalls.class, "1000000")
                .well();

        assertThat(ended.printedNumber("blocked")).isEqualTo(1_000_000);
        assertThat(ended.printedNumber("bodies")).isZero();
        assertThat(ended.callLines()).hasSize(7);
        assertThat(number(LedgerReport.of(folder).rule(), "blockedCalls")).isEqualTo(1_000_000);
    }

    private Ended run(Jdk jdk, String argument) {
        return Fork.of(jdk, folder)
                .verifyAll()
                .agent(argument)
                .run(Refused.class)
                .well();
    }
}
