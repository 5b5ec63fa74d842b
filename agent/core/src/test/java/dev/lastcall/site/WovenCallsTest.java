package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

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
        calls.exchange(WovenCallsTest.class);
        assertThat(calls.mayAnnounce(WovenCallsTest.class, 8)).isTrue();
    }

    @Test
    void ofAHiddenClassNothingIsNoted() {
        Runnable hidden = () -> {};
        assertThat(calls.mayAnnounce(hidden.getClass(), 0)).isTrue();
    }

    private void announceOnLine(int line) {
        Announced call = new Announced(new Instruction("m", "()V", 3, line), 1, List.of(1));
        calls.put(
                WovenCallsTest.class.getClassLoader(),
                WovenCallsTest.class.getName(),
                new WovenCode(List.of(call), List.of(), Set.of(), List.of(), Set.of(), 0, List.of(), WovenCode.ANY));
    }
}
