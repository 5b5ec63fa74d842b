package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.bisect.EnoughRunsException;
import dev.lastcall.bisect.Trial;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a command while some call sites are refused: the JVMs that it starts inherit {@code LASTCALL_BISECT}, which
 * names a file of them. Outcomes are written down in a folder, by what was run and refused, so that a search that was
 * broken off goes on. Thread-safe.
 */
final class CommandTrial implements Trial {
    private static final String FAILS = "fails";
    private static final String PASSES = "passes";
    private static final int LAST_LINES = 12;
    /** A command that is ended together with this process ends first. */
    private static final long GRACE_MILLIS = 100;

    private final List<String> command;
    private final Path workingFolder;
    private final Path folder;
    private final List<BaselineEntry> sites;
    private final int most;
    private final Duration limit;
    private final Consumer<String> progress;
    private final Map<String, String> known = new HashMap<>();
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ending = new CountDownLatch(1);
    private int runs;

    /**
     * @param folder for the files of this search
     * @param most how many runs there may be
     * @param limit of one run; one that takes longer fails
     */
    CommandTrial(
            List<String> command,
            Path workingFolder,
            Path folder,
            List<BaselineEntry> sites,
            int most,
            Duration limit,
            Consumer<String> progress)
            throws IOException {
        this.command = List.copyOf(command);
        this.workingFolder = workingFolder;
        this.folder = Files.createDirectories(folder);
        this.sites = List.copyOf(sites);
        this.most = most;
        this.limit = limit;
        this.progress = progress;
        Path outcomes = folder.resolve("outcomes.txt");
        if (Files.exists(outcomes)) {
            for (String line : Files.readAllLines(outcomes)) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    known.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
        }
    }

    @Override
    public boolean fails(Set<Integer> refused) throws EnoughRunsException, InterruptedException {
        String text = text(refused);
        String id = id(text);
        int number;
        synchronized (this) {
            String outcome = known.get(id);
            if (outcome != null) {
                return outcome.equals(FAILS);
            }
            if (runs >= most) {
                throw new EnoughRunsException();
            }
            number = ++runs;
        }
        try {
            boolean failed = run(id, text);
            if (ending.await(failed ? GRACE_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("this process is being ended, and maybe that has ended the command");
            }
            String outcome = failed ? FAILS : PASSES;
            synchronized (this) {
                known.put(id, outcome);
                Files.writeString(
                        folder.resolve("outcomes.txt"),
                        id + " " + outcome + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            progress.accept("run " + number + ": " + refused.size() + " refused: " + outcome);
            return failed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This process is being ended from outside: ends the commands that run. Their outcomes are not written down. */
    void endRuns() {
        ending.countDown();
        for (Process process : running) {
            end(process.toHandle());
        }
    }

    /** The last lines of what the command printed while those were refused. */
    List<String> lastLines(Set<Integer> refused) throws IOException {
        Path log = log(id(text(refused)));
        if (!Files.exists(log)) {
            return List.of();
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    synchronized int runs() {
        return runs;
    }

    private boolean run(String id, String text) throws IOException, InterruptedException {
        Path file = folder.resolve(id + ".baseline");
        Files.writeString(file, text);
        File log = log(id).toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("LASTCALL_BISECT", file.toAbsolutePath().toString());
        Process process = builder.start();
        running.add(process);
        try {
            if (ending.getCount() == 0) {
                end(process.toHandle());
            }
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() != 0;
            }
            Files.writeString(
                    log.toPath(), "\nlastcall: ended after " + limit.toSeconds() + " s\n", StandardOpenOption.APPEND);
            return true;
        } finally {
            end(process.toHandle());
            running.remove(process);
        }
    }

    private static String nullDevice() {
        return File.separatorChar == '\\' ? "NUL" : "/dev/null";
    }

    /** With what it started. First the process itself: it does not go on when it sees that another was ended. */
    private static void end(ProcessHandle process) {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process);
        all.addAll(process.descendants().toList());
        for (ProcessHandle one : all) {
            if (one.isAlive()) {
                one.destroyForcibly();
            }
        }
    }

    private Path log(String id) {
        return folder.resolve(id + ".log");
    }

    private String text(Set<Integer> refused) {
        List<BaselineEntry> entries = new ArrayList<>();
        for (Integer number : new TreeSet<>(refused)) {
            entries.add(sites.get(number));
        }
        return BaselineText.of(Baseline.empty("bisect").with(entries));
    }

    /** Of what is run and what is refused. */
    private String id(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : command) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }
}
