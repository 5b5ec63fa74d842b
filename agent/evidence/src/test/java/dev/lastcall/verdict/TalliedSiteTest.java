package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TalliedSiteTest {
    @Test
    void ofTwoLinesTheOneThatWasCalledIsShown() {
        SiteCounts called = counts(7, 12);
        SiteCounts silent = counts(8, 0);
        assertThat(TalliedSite.better(called, silent)).isEqualTo(called);
        assertThat(TalliedSite.better(silent, called)).isEqualTo(called);
    }

    @Test
    void ofTwoThatWereCalledTheLaterLineIsShownInWhateverOrder() {
        SiteCounts first = counts(7, 12);
        SiteCounts second = counts(8, 1);
        assertThat(TalliedSite.better(first, second)).isEqualTo(second);
        assertThat(TalliedSite.better(second, first)).isEqualTo(second);
    }

    @Test
    void ofTwoOfOneLineTheNamesDecideInWhateverOrder() {
        SiteCounts first = counts(7, 1, "a.jar");
        SiteCounts second = counts(7, 1, "b.jar");
        assertThat(TalliedSite.better(first, second)).isEqualTo(first);
        assertThat(TalliedSite.better(second, first)).isEqualTo(first);
    }

    private static SiteCounts counts(int line, long calls) {
        return counts(line, calls, "app.jar");
    }

    private static SiteCounts counts(int line, long calls, String jar) {
        Caller caller = new Caller("com.shop.App", "main", "()V", line, "App.java", jar, "app");
        Site site = new Site("old", Role.DEPRECATED, Kind.CALL, caller, new Target("com.acme.Old", "make", "()V"));
        return new SiteCounts(site, calls, 0, 0, 0, Instant.EPOCH, Instant.EPOCH);
    }
}
