package dev.lastcall.torture;

import com.acme.torture.ManySites;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** A folder with a thousand ledgers, each of a process of its own, merged in a small heap. */
final class ManyLedgers implements Case {
    private static final int LINES = 100;
    private static final int CALLS_EACH = LINES * 3;
    private static final int IDENTITY = 8;
    private static final int UUID_AT = 16;
    private static final int CHECKSUM = 52;

    @Override
    public String name() {
        return "many-ledgers";
    }

    @Override
    public String run(Trial trial) throws Exception {
        int count = trial.times(1_000, 100);
        trial.makeCallers(1, LINES);
        Path work = trial.newFolder("work");
        try (Forked process = trial.start(work).run(ManySites.class, "1", "1", "3", "0")) {
            process.endWith(0);
        }
        byte[] ledger = Files.readAllBytes(Trial.ledgerIn(work.resolve("lastcall")));
        Path folder = trial.newFolder("many");
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("copy-" + i + ".lastcall"), ofAnotherProcess(ledger));
        }
        long began = System.nanoTime();
        Reported report = trial.report(List.of("-Xmx256m"), folder);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Broken.unless(report.problems().isEmpty(), "problems: " + report.problems());
        Broken.unless(report.processes().size() == count, report.processes().size() + " processes");
        Broken.unless(report.calls() == (long) count * CALLS_EACH, report.calls() + " calls");
        return count + " ledgers of " + LINES + " call sites merged in " + millis + " ms and a heap of 256 MiB, "
                + report.calls() + " calls exact";
    }

    private static byte[] ofAnotherProcess(byte[] ledger) {
        byte[] copy = ledger.clone();
        ByteBuffer header = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        UUID uuid = UUID.randomUUID();
        header.putLong(UUID_AT, uuid.getMostSignificantBits());
        header.putLong(UUID_AT + 8, uuid.getLeastSignificantBits());
        CRC32 crc = new CRC32();
        crc.update(copy, IDENTITY, CHECKSUM - IDENTITY);
        header.putInt(CHECKSUM, (int) crc.getValue());
        return copy;
    }
}
