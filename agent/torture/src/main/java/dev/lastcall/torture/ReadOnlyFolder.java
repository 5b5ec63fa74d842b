package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder can't be written: the ledger goes to the temp folder, and the agent says so. */
final class ReadOnlyFolder implements Case {
    private static final int CALLS = 1_000;

    @Override
    public String name() {
        return "read-only";
    }

    @Override
    public String run(Trial trial) throws Exception {
        Path folder = trial.folder().resolve("disk");
        if (!Trial.isRoot()) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
            return hold(trial, folder);
        }
        if (trial.shortForm()) {
            throw new Skipped("root may write anywhere, and the short form mounts nothing");
        }
        try (Disk disk = Disk.mount("tmpfs", folder, 1_024)) {
            disk.makeReadOnly();
            return hold(trial, folder);
        }
    }

    private static String hold(Trial trial, Path folder) throws Exception {
        Path temp = trial.newFolder("temp");
        try (Forked process = trial.start(trial.newFolder("work"))
                .option("-Djava.io.tmpdir=" + temp)
                .set("ledger=" + folder)
                .run(Flood.class, "1", String.valueOf(CALLS))) {
            process.endWith(0);
            Broken.unless(process.printed("calls") == CALLS, "the application's result: " + process);
            Broken.unless(process.err().contains("the ledger is kept in " + temp), "nothing was said: " + process);
        }
        long counted = trial.report(temp.resolve("lastcall")).calls();
        Broken.unless(counted == CALLS, counted + " calls, not " + CALLS);
        return "said so, " + CALLS + " calls in the ledger in the temp folder";
    }
}
