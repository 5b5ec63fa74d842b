package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {
    private static final Target TARGET = new Target("c.D", "make", "()Lc/D;");

    @Test
    void aSiteThatCouldNotBeToldIsToldTheNextTime() {
        List<String> told = new ArrayList<>();
        boolean[] fails = {true};
        Sites sites = new Sites((number, site) -> {
            if (fails[0]) {
                throw new InternalError("a fault occurred");
            }
            told.add(number + " " + site.caller().line());
        });
        assertThatThrownBy(() -> sites.number(site(7))).isInstanceOf(InternalError.class);
        fails[0] = false;
        assertThat(sites.number(site(8))).isEqualTo(1);
        assertThat(sites.number(site(7))).isEqualTo(2);
        assertThat(sites.number(site(8))).isEqualTo(1);
        assertThat(told).containsExactly("1 8", "2 7");

        sites.tellAgain();
        assertThat(told).containsExactly("1 8", "2 7", "1 8", "2 7");
    }

    @Test
    void whatMayEnterBodiesIsKnownForAllOfThemAtOnce() {
        Sites sites = new Sites((number, site) -> {});
        sites.overrides(3, 1);
        sites.overrides(3, 2);
        sites.overrides(4, 1);
        BitSet bodies = new BitSet();
        bodies.set(3);
        bodies.set(7);
        BitSet announced = sites.thatMayEnter(bodies);
        for (int target = 1; target < 10; target++) {
            assertThat(announced.get(target)).isEqualTo(sites.mayEnter(target, 3) || sites.mayEnter(target, 7));
        }
        assertThat(bodies.cardinality()).isEqualTo(2);
    }

    @Test
    void noNumberIsThatOfAChunksHeader() {
        Sites sites = new Sites((number, site) -> {});
        for (int line = 1; line <= 200; line++) {
            int number = sites.number(site(line));
            assertThat(number % 64).isNotZero();
            assertThat(sites.site(number).caller().line()).isEqualTo(line);
        }
    }

    private static Site site(int line) {
        return new Site("r", Role.DEPRECATED, Kind.CALL, new Caller("a.B", "m", "()V", line, "B.java", "", ""), TARGET);
    }
}
