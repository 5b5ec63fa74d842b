package dev.lastcall.torture;

import com.acme.torture.ManySites;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A ledger that is cut, or has flipped bits: the report names the file and the place, uses the rest, never tells more
 * calls than were made, and merges the other ledgers. Flips in a counter, which has no checksum, may change its number.
 */
final class Damage implements Case {
    private static final int PAGE = 4_096;
    private static final int CELLS = 0x4345_4C4C;
    private static final int LINES = 200;

    private Map<String, Long> truth = Map.of();
    private Path healthy = Path.of("");
    private int named;

    @Override
    public String name() {
        return "damage";
    }

    @Override
    public String run(Trial trial) throws Exception {
        trial.makeCallers(1, LINES);
        healthy = ledger(trial, "healthy");
        Path victim = ledger(trial, "victim");
        truth = trial.report(victim).callsByCaller();
        named = 0;
        byte[] whole = Files.readAllBytes(victim);
        int each = trial.times(50, 2);
        for (int i = 0; i < each; i++) {
            int length = Trial.random(whole.length);
            hold(trial, "cut at " + length, Arrays.copyOf(whole, length), true);
            flip(trial, whole);
        }
        return each + " cuts and " + each + " ledgers with flipped bits: " + named
                + " named with file and byte, no call too many, the other ledger whole in each report";
    }

    private static Path ledger(Trial trial, String name) throws Exception {
        Path work = trial.newFolder(name);
        try (Forked process = trial.start(work).set("service=" + name).run(ManySites.class, "1", "2", "3", "0")) {
            process.endWith(0);
        }
        return Trial.ledgerIn(work.resolve("lastcall"));
    }

    private void flip(Trial trial, byte[] whole) throws Exception {
        byte[] flipped = whole.clone();
        boolean counter = false;
        StringBuilder where = new StringBuilder("flipped at");
        for (int i = 0; i <= Trial.random(8); i++) {
            int at = Trial.random(Math.min(whole.length, 40 * PAGE));
            flipped[at] ^= (byte) (1 << Trial.random(8));
            counter |= isCell(whole, at);
            where.append(' ').append(at);
        }
        hold(trial, where.toString(), flipped, !counter);
    }

    private static boolean isCell(byte[] whole, int at) {
        int page = at / PAGE * PAGE;
        return ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder()).getInt(page) == CELLS;
    }

    private void hold(Trial trial, String what, byte[] bytes, boolean boundedByTruth) throws Exception {
        Path file = write(trial, bytes);
        Reported report = trial.report(healthy, file);
        Map<String, Long> calls = report.callsByCaller();
        for (Map.Entry<String, Long> site : truth.entrySet()) {
            long counted = calls.getOrDefault(site.getKey(), 0L);
            Broken.unless(counted >= site.getValue(), what + ": calls of the other ledger are missing");
            Broken.unless(
                    !boundedByTruth || counted <= 2 * site.getValue(),
                    what + ": " + counted + " calls at " + site.getKey() + ", not " + 2 * site.getValue());
        }
        for (String problem : report.problems()) {
            Broken.unless(problem.contains(file.toString()), what + ": a problem without its file: " + problem);
        }
        boolean whole = calls.equals(doubled()) && report.processes().size() == 2;
        named += report.problems().isEmpty() ? 0 : 1;
        Broken.unless(!boundedByTruth || whole || !report.problems().isEmpty(), what + ": something is missing unsaid");
    }

    private Map<String, Long> doubled() {
        Map<String, Long> doubled = new java.util.TreeMap<>(truth);
        doubled.replaceAll((site, calls) -> 2 * calls);
        return doubled;
    }

    private static Path write(Trial trial, byte[] bytes) throws IOException {
        return Files.write(trial.newFolder("damaged").resolve("damaged.lastcall"), bytes);
    }
}
