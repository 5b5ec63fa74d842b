package dev.lastcall.cli;

import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.verdict.Judge;
import dev.lastcall.verdict.RecordedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers that a command was given, read one after the other and forgotten again: of each only file, process and start
 * are kept. Those of one process are read together. For one command; not thread-safe.
 */
final class LedgerFold {
    /** So many are named one by one: a folder may hold millions of files that are called as a ledger is. */
    private static final int MOST_PROBLEMS = 1_000;

    private final LedgerSource source;
    private final List<Path> files;
    private final List<String> problems;
    private final Progress progress;
    private final List<OneProcess> processes = new ArrayList<>();
    private @Nullable OneProcess ready;
    private @Nullable DistinctProcesses ofReady;
    private int more;
    private int done;
    private int read;

    /** Of one process: one ledger, or copies of it. */
    private record OneProcess(LedgerHead head, List<Path> files) {}

    /** @param problems what is known already; what cannot be read is added */
    LedgerFold(LedgerSource source, List<Path> files, List<String> problems, Progress progress) {
        this.source = source;
        this.files = files;
        this.problems = problems;
        this.progress = progress;
    }

    /** How many ledgers were found. */
    int files() {
        return files.size();
    }

    /** One sentence for each argument, ledger or other file that gave nothing; whole when all is read. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (more > 0) {
            all.add("and " + more + " more ledgers could not be read");
        }
        return all;
    }

    /** There are ledgers, but not one could be read: unreadable input, which is not the same as no evidence. */
    boolean nothingReadable() {
        return !files.isEmpty() && read == 0;
    }

    /** All of them at once, in the order in which they were found. */
    List<ProcessEvidence> all() {
        List<ProcessEvidence> ledgers = new ArrayList<>();
        try {
            for (Path file : files) {
                addTo(ledgers, file);
            }
            return ledgers;
        } catch (OutOfMemoryError e) {
            ledgers.clear();
            throw outOfMemory();
        }
    }

    /**
     * Reads the heads of all of them: which are of one process, and which started last. To be called first.
     *
     * @throws CommandFailure if memory does not suffice
     */
    void readHeads() {
        Map<UUID, OneProcess> byProcess = new LinkedHashMap<>();
        int number = 0;
        for (Path file : files) {
            progress.at("looking into ledger " + ++number + " of " + files.size() + ": " + file.getFileName());
            try {
                LedgerHead head = source.readHead(file);
                byProcess.merge(head.uuid(), new OneProcess(head, List.of(file)), LedgerFold::together);
            } catch (IOException e) {
                done++;
                addProblem(file, e);
            }
        }
        processes.addAll(byProcess.values());
        processes.sort(Comparator.comparing((OneProcess process) -> process.head.startedAt())
                .thenComparing(process -> process.head.uuid()));
    }

    private static OneProcess together(OneProcess a, OneProcess b) {
        List<Path> files = new ArrayList<>(a.files);
        files.addAll(b.files);
        return new OneProcess(a.head.startedAt().isAfter(b.head.startedAt()) ? a.head : b.head, files);
    }

    /** The policy of the process that started last, of those that had one. */
    RecordedPolicy lastPolicy() {
        List<ProcessEvidence> last = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (int i = processes.size() - 1; i >= 0; i--) {
            OneProcess process = processes.get(i);
            if (process.head.startedAt().isBefore(latest)) {
                break;
            }
            DistinctProcesses distinct = glance(process);
            for (ProcessEvidence ledger : distinct.ledgers()) {
                if (RecordedPolicy.isIn(ledger)) {
                    Instant start = ledger.process().startedAt();
                    latest = start.isAfter(latest) ? start : latest;
                    last.add(ledger);
                }
            }
        }
        return RecordedPolicy.ofLast(last);
    }

    /** Gives each process to each judge, and to each what could not be read. */
    void into(List<Judge> judges) {
        for (OneProcess process : processes) {
            DistinctProcesses distinct = distinct(process);
            for (Judge judge : judges) {
                distinct.ledgers().forEach(judge::add);
                distinct.contradictions().forEach(judge::addContradiction);
            }
        }
        for (Judge judge : judges) {
            problems().forEach(judge::addUnread);
        }
    }

    /** Reads them without a word of what goes wrong, which is said when all are read; and keeps those read last. */
    private DistinctProcesses glance(OneProcess process) {
        List<ProcessEvidence> ledgers = new ArrayList<>(process.files.size());
        for (Path file : process.files) {
            reading(file);
            try {
                ledgers.add(source.read(file));
            } catch (IOException saidLater) {
                ready = null;
            }
        }
        DistinctProcesses distinct = DistinctProcesses.of(ledgers);
        if (ledgers.size() == process.files.size()) {
            ready = process;
            ofReady = distinct;
        }
        return distinct;
    }

    private DistinctProcesses distinct(OneProcess process) {
        DistinctProcesses known = ofReady;
        if (known != null && process.equals(ready)) {
            ofReady = null;
            done += process.files.size();
            read += process.files.size();
            return known;
        }
        List<ProcessEvidence> ledgers = new ArrayList<>(process.files.size());
        for (Path file : process.files) {
            addTo(ledgers, file);
        }
        return DistinctProcesses.of(ledgers);
    }

    private void addTo(List<ProcessEvidence> ledgers, Path file) {
        reading(file);
        try {
            ledgers.add(source.read(file));
            read++;
        } catch (IOException e) {
            addProblem(file, e);
        }
        done++;
    }

    private void reading(Path file) {
        progress.at("reading ledger " + (done + 1) + " of " + files.size() + ": " + file.getFileName());
    }

    private void addProblem(Path file, IOException e) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(LedgerArguments.sentence(file, e));
        } else {
            more++;
        }
    }

    /** What to say when memory did not suffice. */
    CommandFailure outOfMemory() {
        return new CommandFailure("memory does not suffice: " + done + " of " + files.size()
                + " ledgers were read; this JVM may take "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB: give it more (java -Xmx…), or name fewer ledgers");
    }
}
