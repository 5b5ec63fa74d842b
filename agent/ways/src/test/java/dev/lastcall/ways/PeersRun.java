package dev.lastcall.ways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same matrix under other tools, on the newest JDK: writes their columns of the page. No test of ours, so that its
 * name is none: {@code scripts/ways.sh} runs it, with the profile that has the tools. With {@code -Dways.new=true},
 * only the rows that the page says were not measured.
 */
class PeersRun {
    private static final int METHOD_TRACING = 25;
    private static final boolean ONLY_NEW = Boolean.getBoolean("ways.new");
    private static final String HEAD = PeerColumns.SECTION + """

            The same rows under other tools, configured to count the same members as well as they can: AspectJ's load-time weaver
            with `call`, `get` and `set`; Byteman with a rule at the entry of each method, whose helper looks for the caller on
            the stack; Flight Recorder's method tracing (JDK 25). Their columns ask less: kinds and reflective calls afterwards
            are not compared, and rows that make millions of calls make thousands. `cannot`: the tool has no means to refuse.
            `did not run`: the row failed under the tool; `not run`: the tool was not brought into a JVM that runs; `not measured`:
            the row is newer than the measurement, and the sums leave it out. `scripts/ways.sh` measures all rows anew,
            `scripts/ways.sh -Dways.new=true` those that were not measured.

            """;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void writesTheColumnsOfOtherTools() throws IOException, InterruptedException {
        Path where = WaysToCallTest.kept(folder);
        Ingredients ingredients = Ingredients.prepare(where);
        String page = Files.readString(WaysToCallTest.PAGE);
        PeerColumns before = PeerColumns.of(page);
        List<WayRow> rows = WaysToCallTest.rows(ingredients).stream()
                .filter(row -> !ONLY_NEW || before.lack(row))
                .toList();
        Jdk jdk = Jdk.newest();
        List<Peer> peers = peers(where, jdk);
        if (ONLY_NEW) {
            // what stays was measured with what is measured now
            assertThat(peers).allSatisfy(peer -> assertThat(before.section()).contains(name(peer, jdk)));
        }
        Map<Peer, Map<WayRow, PeerCell>> byPeer = new LinkedHashMap<>();
        for (Peer peer : peers) {
            long start = System.nanoTime();
            Map<WayRow, PeerCell> cells = new PeerMatrix(jdk, peer, rows, where, ingredients).run();
            byPeer.put(peer, cells);
            PeerColumns measured = PeerColumns.measured(Map.of(peer, cells), "");
            System.out.println(name(peer, jdk) + measured.summary(peer.title()) + " ("
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s)");
        }
        assertThat(byPeer).isNotEmpty();
        if (WaysToCallTest.ONLY.isEmpty()) {
            PeerColumns measured = PeerColumns.measured(byPeer, "");
            write(ONLY_NEW ? measured.over(before) : measured, peers, jdk, PeerColumns.without(page));
        } else {
            byPeer.forEach((peer, cells) ->
                    cells.forEach((row, cell) -> System.out.println(peer.title() + " " + row.id() + " " + cell)));
        }
    }

    /** The summaries are of the rows that the page has, whenever they were measured. */
    private static void write(PeerColumns columns, List<Peer> peers, Jdk jdk, String plain) throws IOException {
        PeerColumns ofPage = PeerColumns.of(columns.addTo(plain));
        StringBuilder section = new StringBuilder(HEAD);
        for (Peer peer : peers) {
            section.append(name(peer, jdk)).append(ofPage.summary(peer.title())).append('\n');
        }
        Files.writeString(WaysToCallTest.PAGE, columns.with(section.toString()).addTo(plain));
    }

    /** As its line in the page's last section begins. */
    private static String name(Peer peer, Jdk jdk) {
        return "- " + peer.title() + " " + peer.version() + " on JDK " + jdk.feature() + ": ";
    }

    private static List<Peer> peers(Path where, Jdk jdk) throws IOException {
        Path weaver = PeerFiles.jar("aspectjweaver").orElseThrow();
        Path byteman = PeerFiles.jar("byteman").orElseThrow();
        Path boot = PeerFiles.compiled("boot", where.resolve("peers-boot"), weaver);
        Path aspects = PeerFiles.compiled("aspect", where.resolve("peers-aspect"), weaver, boot);
        List<Peer> peers = new ArrayList<>(List.of(new AspectJ(weaver, aspects, boot), new Byteman(byteman, boot)));
        if (jdk.feature() >= METHOD_TRACING) {
            peers.add(new MethodTracing(jdk));
        }
        return peers;
    }
}
