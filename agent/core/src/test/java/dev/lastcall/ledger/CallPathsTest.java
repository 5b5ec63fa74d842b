package dev.lastcall.ledger;

import static dev.lastcall.ledger.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import dev.lastcall.policy.Role;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to three paths of a site, and whether a static initializer is on one, can be read. */
class CallPathsTest {
    private static final PathFrame RUN = new PathFrame("a.b.Caller1", "run");
    private static final PathFrame MAIN = new PathFrame("a.b.Main", "main");

    private final HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);
    private LedgerWriter writer;

    CallPathsTest() throws IOException {
        writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
    }

    @BeforeEach
    void addSites() {
        writer.addSite(1, Samples.site(1));
        writer.addSite(2, Samples.site(2));
    }

    @Test
    void threeDifferentPathsOfASiteAreKept() throws IOException {
        CallPath first = path(1, RUN, PathFrame.FOLDED, MAIN);
        CallPath second = new CallPath(100, List.of(RUN, MAIN), true, false);
        CallPath third = path(1_000, RUN, new PathFrame("a.b.Other", "main"));
        for (CallPath path : List.of(first, path(10, RUN, PathFrame.FOLDED, MAIN), second, third, path(10_000, MAIN))) {
            writer.addPath(START, 1, path);
        }
        assertThat(read().facts().sites())
                .containsExactly(
                        new SiteFacts(Samples.site(1), false, List.of(first, second, third), List.of(), List.of()));
    }

    @Test
    void aStaticInitializerIsToldWhateverTheNumberOfPaths() throws IOException {
        for (int i = 0; i < 3; i++) {
            writer.addPath(START, 2, path(1 + i, RUN, new PathFrame("a.b.C" + i, "x")));
        }
        assertThat(read().facts().sites())
                .extracting(SiteFacts::inStaticInitializer)
                .containsExactly(false);
        writer.addPath(START, 2, new CallPath(1_000, List.of(RUN), false, true));
        Site direct = new Site(
                "factory",
                Role.DEPRECATED,
                Kind.CALL,
                new Caller("a.b.Init", "<clinit>", "()V", 3, "Init.java", "app.jar", "app"),
                Samples.site(1).target());
        writer.addSite(3, direct);
        List<SiteFacts> facts = read().facts().sites();
        assertThat(facts).extracting(SiteFacts::inStaticInitializer).containsExactly(true, true);
        assertThat(facts).extracting(SiteFacts::site).containsExactly(Samples.site(2), direct);
        assertThat(facts.get(0).paths()).hasSize(3);
    }

    @Test
    void pathsHaveLittleRoomAndFurtherOnesLess() throws IOException {
        for (int site = 1; site <= 10_000; site++) {
            for (int call = 1; call <= 100; call *= 10) {
                List<PathFrame> frames = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    frames.add(new PathFrame("com.acme.service.internal.Class" + (site * i) % 4_000, "method" + call));
                }
                writer.addPath(START, site, new CallPath(call, frames, false, false));
            }
        }
        assertThat(space.bytes().length).isLessThan(1_200 << 10);
        assertThat(read().facts().dropped())
                .extracting(Dropped::what)
                .containsExactly("further call paths", "call paths");
    }

    private static CallPath path(long call, PathFrame... frames) {
        return new CallPath(call, List.of(frames), false, false);
    }

    private ProcessEvidence read() throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }
}
