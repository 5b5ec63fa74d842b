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
 * name is none: {@code scripts/ways.sh} runs it, with the profile that has the tools.
 */
class PeersRun {
    private static final int METHOD_TRACING = 25;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void writesTheColumnsOfOtherTools() throws IOException, InterruptedException {
        Path where = WaysToCallTest.kept(folder);
        Ingredients ingredients = Ingredients.prepare(where);
        List<WayRow> rows = WaysToCallTest.rows(ingredients);
        Jdk jdk = Jdk.newest();
        Map<Peer, Map<WayRow, PeerCell>> byPeer = new LinkedHashMap<>();
        StringBuilder section = new StringBuilder(PeerColumns.SECTION).append("""

                The same rows under other tools, told to count the same members as well as they can: AspectJ's load-time weaver
                with `call`, `get` and `set`; Byteman with a rule at the entry of each method, whose helper looks for the caller on
                the stack; Flight Recorder's method tracing (JDK 25). Their columns ask less: kinds and reflective calls afterwards
                are not compared, and rows that make millions of calls make thousands. `cannot`: the tool has no means to refuse.
                `did not run`: the row failed under the tool; `not run`: the tool was not brought into a JVM that runs. `scripts/ways.sh` measures them anew.

                """);
        for (Peer peer : peers(where, jdk)) {
            long start = System.nanoTime();
            Map<WayRow, PeerCell> cells = new PeerMatrix(jdk, peer, rows, where, ingredients).run();
            byPeer.put(peer, cells);
            String summary = summary(peer, jdk, cells);
            section.append("- ").append(summary).append('\n');
            System.out.println(summary + " (" + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s)");
        }
        assertThat(byPeer).isNotEmpty();
        String page = Files.readString(WaysToCallTest.PAGE);
        if (WaysToCallTest.ONLY.isEmpty()) {
            Files.writeString(
                    WaysToCallTest.PAGE,
                    PeerColumns.measured(byPeer, section.toString()).addTo(PeerColumns.without(page)));
        } else {
            byPeer.forEach((peer, cells) ->
                    cells.forEach((row, cell) -> System.out.println(peer.title() + " " + row.id() + " " + cell)));
        }
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

    private static String summary(Peer peer, Jdk jdk, Map<WayRow, PeerCell> cells) {
        long ran = cells.values().stream()
                .filter(cell -> !cell.counted().equals(PeerCell.notRun().counted()))
                .count();
        long counted = cells.values().stream()
                .filter(cell -> cell.counted().equals(PeerCell.YES))
                .count();
        long attributed = cells.values().stream()
                .filter(cell ->
                        cell.counted().equals(PeerCell.YES) && cell.attributed().equals(PeerCell.YES))
                .count();
        long blocked = cells.values().stream()
                .filter(cell -> cell.blocked().equals(PeerCell.YES))
                .count();
        return peer.title() + " " + peer.version() + " on JDK " + jdk.feature() + ": " + counted + " of " + ran
                + " ways counted exactly, " + attributed + " of them with caller, method and line, "
                + (peer.canRefuse() ? blocked + " blocked" : "none blocked (it cannot)");
    }
}
