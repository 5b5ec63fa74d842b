package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.site.WovenCalls.Exchange;
import dev.lastcall.site.WovenCode.Announced;
import dev.lastcall.site.WovenCode.Instruction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WovenCallsTest {
    private final WovenCalls calls = new WovenCalls();

    @Test
    void aLineWithoutAnAnnouncedCallAnnouncesNothing() {
        announceOnLine(7);
        assertThat(calls.mayAnnounce(WovenCallsTest.class, 7)).isTrue();
        assertThat(calls.mayAnnounce(WovenCallsTest.class, 8)).isFalse();
    }

    @Test
    void aClassThatIsNotWovenAnnouncesNothing() {
        assertThat(calls.mayAnnounce(WovenCallsTest.class, 7)).isFalse();
    }

    @Test
    void aClassThatHasGotOtherCodeMayAnnounceOnAnyLine() {
        announceOnLine(7);
        calls.exchangeBegins(WovenCallsTest.class, false);
        assertThat(calls.mayAnnounce(WovenCallsTest.class, 8)).isTrue();
    }

    @Test
    void codeHasANumberOnceItsExchangeIsOver() {
        Exchange exchange = calls.exchangeOf(WovenCallsTest.class);
        assertThat(exchange.code()).isZero();
        int first = calls.exchangeBegins(WovenCallsTest.class, false);
        assertThat(exchange.code()).isEqualTo(Exchange.ANY);
        int second = calls.exchangeBegins(WovenCallsTest.class, false);
        calls.exchangeEnds(WovenCallsTest.class, first); // late: the next one is under way
        assertThat(exchange.code()).isEqualTo(Exchange.ANY);
        calls.exchangeEnds(WovenCallsTest.class, second);
        int now = exchange.code();
        assertThat(now).isPositive().isEven();
        calls.exchangeEnds(WovenCallsTest.class, calls.exchangeBegins(WovenCallsTest.class, false));
        assertThat(exchange.code()).isGreaterThan(now).isEven();
    }

    @Test
    void codeThatAnotherAgentHasExchangedMayBeAnyForGood() {
        Exchange exchange = calls.exchangeOf(WovenCallsTest.class);
        int ours = calls.exchangeBegins(WovenCallsTest.class, false);
        calls.exchangeBegins(WovenCallsTest.class, true);
        calls.exchangeEnds(WovenCallsTest.class, ours);
        assertThat(exchange.code()).isEqualTo(Exchange.ANY);
        calls.exchangeEnds(WovenCallsTest.class, calls.exchangeBegins(WovenCallsTest.class, false));
        assertThat(exchange.code()).isEqualTo(Exchange.ANY);
    }

    @Test
    void aFrameWithoutALineRunsTheCodeBeforeUnlessTheMethodHasNoLines() {
        announceOnLine(7);
        assertThat(calls.isOfCodeBefore(WovenCallsTest.class, at("m", 5))).isTrue();
        assertThat(calls.isOfCodeBefore(WovenCallsTest.class, at("m", 3)))
                .describedAs("a woven instruction is there")
                .isFalse();
        assertThat(calls.isOfCodeBefore(WovenCallsTest.class, at("other", 5)))
                .describedAs("nothing is known of its lines")
                .isFalse();
        announceOnLine(0);
        assertThat(calls.isOfCodeBefore(WovenCallsTest.class, at("m", 5))).isFalse();
    }

    @Test
    void ofAHiddenClassNothingIsNoted() {
        Runnable hidden = () -> {};
        assertThat(calls.mayAnnounce(hidden.getClass(), 0)).isTrue();
    }

    private static Instruction at(String method, int offset) {
        return new Instruction(method, "()V", offset, 0);
    }

    private void announceOnLine(int line) {
        Announced call = new Announced(new Instruction("m", "()V", 3, line), 1, List.of(1));
        calls.put(
                WovenCallsTest.class.getClassLoader(),
                WovenCallsTest.class.getName(),
                new WovenCode(
                        List.of(call),
                        List.of(),
                        Set.of(),
                        List.of(),
                        Set.of(),
                        0,
                        List.of(),
                        WovenCode.ANY,
                        Set.of(),
                        0));
    }
}
