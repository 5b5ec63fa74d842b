package dev.lastcall.cli;

import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.EvidenceSink;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.ledger.MergedLedgers;
import dev.lastcall.ledger.MergedWriter;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.RecordedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The ledgers that a command was given, read one after the other and forgotten again: of each only file, process and
 * start are kept. Those of one process are read together. For one command; not thread-safe.
 */
final class LedgerFold implements AutoCloseable {
    /** So many are named one by one: a folder may hold millions of files that are called as a ledger is. */
    private static final int MOST_PROBLEMS = 1_000;

    private final LedgerSource source;
    private final List<Path> given;
    private final List<MergedLedgers> merged = new ArrayList<>();
    private final List<String> problems;
    private final List<String> opaque;
    private final Progress progress;
    private final List<OneProcess> processes = new ArrayList<>();
    private @Nullable OneProcess ready;
    private @Nullable DistinctProcesses ofReady;
    private int more;
    /** Those that were given, and those in files of merged ones. */
    private int ledgers;

    private int done;
    private int read;

    /** Of one process: one ledger, or copies of it. */
    private record OneProcess(LedgerHead head, List<Path> files) {}

    /**
     * @param problems what is known already; what cannot be read is added
     * @param opaque files beside the ledgers that are called as something else, and that nobody can look into
     */
    LedgerFold(LedgerSource source, List<Path> files, List<String> problems, List<String> opaque, Progress progress) {
        this.source = source;
        this.given = files;
        this.problems = problems;
        this.opaque = List.copyOf(opaque);
        this.progress = progress;
    }

    /** How many files were found: ledgers, and such as ledgers were merged into. */
    int files() {
        return given.size();
    }

    /** Of how many processes there are ledgers, once their heads are read. */
    int processes() {
        return processes.size();
    }

    /** One sentence for each argument, ledger or other file that gave nothing; whole when all is read. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (more > 0) {
            all.add("and " + OneLine.count(more, "more ledger") + " could not be read");
        }
        return all;
    }

    /** Files beside the ledgers that are called as something else, and that nobody can look into. Immutable. */
    List<String> opaque() {
        return opaque;
    }

    /** Whether nothing was read, be it that there is nothing. */
    boolean nothingRead() {
        return read == 0;
    }

    /** There are ledgers, but not one could be read: unreadable input, which is not the same as no evidence. */
    boolean nothingReadable() {
        return !given.isEmpty() && nothingRead();
    }

    /**
     * Reads the heads of all of them: which are of one process, and which started last. To be called first.
     *
     * @throws CommandFailure if memory does not suffice
     */
    void readHeads() {
        Map<UUID, OneProcess> byProcess = new LinkedHashMap<>();
        int number = 0;
        for (Path file : given) {
            progress.at("looking into ledger " + ++number + " of " + given.size() + ": " + file.getFileName());
            try {
                readHead(file, byProcess);
            } catch (IOException e) {
                readMerged(file, byProcess, e);
            }
        }
        processes.addAll(byProcess.values());
        processes.sort(Comparator.comparing((OneProcess process) -> process.head.startedAt())
                .thenComparing(process -> process.head.uuid()));
    }

    private void readHead(Path file, Map<UUID, OneProcess> byProcess) throws IOException {
        LedgerHead head = source.readHead(file);
        ledgers++;
        byProcess.merge(head.uuid(), new OneProcess(head, List.of(file)), LedgerFold::together);
    }

    /** Most files are ledgers: only of what is none it is asked whether ledgers were merged into it. */
    private void readMerged(Path file, Map<UUID, OneProcess> byProcess, IOException noLedger) {
        MergedLedgers opened;
        try {
            opened = source.merged(file);
        } catch (IOException e) {
            addProblem(file, e);
            return;
        }
        if (opened == null) {
            addProblem(file, noLedger);
            return;
        }
        merged.add(opened);
        opened.unread().forEach(this::addProblem);
        for (Path ledger : opened.ledgers()) {
            try {
                readHead(ledger, byProcess);
            } catch (IOException e) {
                addProblem(ledger, e);
            }
        }
    }

    private static OneProcess together(OneProcess a, OneProcess b) {
        List<Path> files = new ArrayList<>(a.files);
        files.addAll(b.files);
        return new OneProcess(a.head.startedAt().isAfter(b.head.startedAt()) ? a.head : b.head, files);
    }

    /** The policy of the process that started last, of those of a population that had one. */
    RecordedPolicy lastPolicy(Population population) {
        List<ProcessEvidence> last = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (int i = processes.size() - 1; i >= 0; i--) {
            OneProcess process = processes.get(i);
            if (process.head.startedAt().isBefore(latest)) {
                break;
            }
            DistinctProcesses distinct = glance(process);
            for (ProcessEvidence ledger : distinct.ledgers()) {
                if (RecordedPolicy.isIn(ledger) && population.includes(ledger.process())) {
                    Instant start = ledger.process().startedAt();
                    latest = start.isAfter(latest) ? start : latest;
                    last.add(ledger);
                }
            }
        }
        return RecordedPolicy.ofLast(last);
    }

    /** Gives each process to each sink, and to each what could not be read. */
    void into(List<? extends EvidenceSink> sinks) {
        for (OneProcess process : processes) {
            DistinctProcesses distinct = distinct(process);
            sinks.forEach(distinct::into);
        }
        for (EvidenceSink sink : sinks) {
            problems().forEach(sink::addUnread);
            opaque.forEach(sink::addOpaque);
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
        progress.at("reading ledger " + (done + 1) + " of " + ledgers + ": " + file.getFileName());
    }

    private void addProblem(Path file, IOException e) {
        addProblem(UnreadFile.inWords(file, e));
    }

    private void addProblem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        } else {
            more++;
        }
    }

    /**
     * Copies all of them, and what could not be read, into one file.
     *
     * @throws IOException if it can't be written
     * @throws CommandFailure if memory does not suffice
     */
    void into(MergedWriter writer) throws IOException {
        List<OneProcess> sorted = new ArrayList<>(processes);
        sorted.sort(Comparator.comparing(process -> process.head.uuid().toString()));
        for (OneProcess process : sorted) {
            MergedWriter.Copies copies = copies(process);
            if (copies.size() > 0) {
                writer.add(process.head.uuid(), copies);
            }
        }
        writer.end(problems());
    }

    private MergedWriter.Copies copies(OneProcess process) {
        MergedWriter.Copies copies = new MergedWriter.Copies();
        for (Path file : process.files) {
            reading(file);
            try {
                copies.add(source.copy(file), String.valueOf(file.getFileName()));
                read++;
            } catch (IOException e) {
                addProblem(file, e);
            } catch (OutOfMemoryError e) {
                throw outOfMemory();
            }
            done++;
        }
        return copies;
    }

    @Override
    public void close() {
        for (MergedLedgers opened : merged) {
            try {
                opened.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What to say when memory did not suffice. */
    CommandFailure outOfMemory() {
        return new CommandFailure("memory does not suffice: " + done + " of " + ledgers
                + " ledgers were read; this JVM may take "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB: give it more (java -Xmx…), or name fewer ledgers");
    }
}
