package dev.lastcall.runtime;

import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.gate.LoadedByName.Load;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.reference.LoadedReferences;
import dev.lastcall.site.Origin;
import dev.lastcall.site.OwnWork;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Class files that name something listed, until the agent's thread has read them for references: so that no thread of
 * the application pays for that. And who has loaded listed classes by their names. Thread-safe; {@link #read} is for
 * one thread at a time.
 */
final class ReferenceQueue {
    /** So many bytes of class files are held at most. */
    private static final long MOST_BYTES = 32 << 20;
    /** More distinct references than any ledger has room for. */
    private static final int MOST_KNOWN = 10_000;

    private final OwnWork work;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong more = new AtomicLong();
    private final Set<String> known = new HashSet<>();
    private @Nullable PolicyMatcher matcher;
    private @Nullable LoadedReferences reader;

    /** A class file, or a load of that class. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Waiting(
            @Nullable ProtectionDomain domain,
            byte[] classFile,
            String loaded,
            @Nullable Load by) {}

    /** @param work is notified when a class loader is asked for a class file */
    ReferenceQueue(OwnWork work) {
        this.work = work;
    }

    /** A class file that names something listed. */
    void add(@Nullable ProtectionDomain domain, byte[] classFile) {
        if (bytes.addAndGet(classFile.length) > MOST_BYTES) {
            bytes.addAndGet(-classFile.length);
            more.incrementAndGet();
        } else {
            waiting.add(new Waiting(domain, classFile, "", null));
        }
    }

    /** A listed class was loaded by its name, or may have been. */
    void add(String listed, Load by) {
        waiting.add(new Waiting(null, new byte[0], listed, by));
    }

    /** Something could not be looked at. */
    void missed() {
        more.incrementAndGet();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && more.get() == 0;
    }

    /** How many class files or references were left out since this was asked last. */
    long takeMore() {
        return more.getAndSet(0);
    }

    /** What is still waiting is left out. */
    void giveUp() {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            more.incrementAndGet();
        }
    }

    /** The references that were not known before, those of one class together. */
    List<LoadedReference> read(PolicyMatcher current, long longestNanos) {
        List<LoadedReference> found = new ArrayList<>();
        long begin = System.nanoTime();
        do {
            Waiting next = waiting.poll();
            if (next == null) {
                break;
            }
            bytes.addAndGet(-next.classFile.length);
            try {
                Load by = next.by;
                if (by == null) {
                    List<LoadedReference> ofClass =
                            readerFor(current).in(next.classFile, Origin.codeSource(next.domain));
                    for (LoadedReference reference : ofClass) {
                        add(reference, found);
                    }
                } else if (by.certain() || asksLoader(by)) {
                    add(reference(next.loaded, by), found);
                }
            } catch (IOException | RuntimeException unreadable) {
                more.incrementAndGet();
            }
        } while (System.nanoTime() - begin < longestNanos);
        return found;
    }

    private LoadedReferences readerFor(PolicyMatcher current) {
        LoadedReferences made = reader;
        if (made == null || matcher != current) {
            matcher = current;
            made = new LoadedReferences(current);
            reader = made;
        }
        return made;
    }

    private void add(LoadedReference reference, List<LoadedReference> found) {
        String key = reference.kind().name()
                + ' '
                + reference.className()
                + ' '
                + reference.target()
                + '#'
                + reference.targetMember();
        if (known.contains(key)) {
            return;
        }
        if (known.size() < MOST_KNOWN) {
            known.add(key);
            found.add(reference);
        } else {
            more.incrementAndGet();
        }
    }

    private static LoadedReference reference(String listed, Load by) {
        return new LoadedReference(
                ReferenceKind.LOADED_BY_NAME,
                by.className(),
                by.method(),
                "",
                by.line(),
                by.source(),
                Origin.codeSource(by.caller().getProtectionDomain()),
                listed,
                "");
    }

    /** Whether the method hands names to class loaders: else the JVM loaded the class, to link code. */
    private boolean asksLoader(Load by) throws IOException {
        ClassLoader loader = by.caller().getClassLoader();
        Object begun = work.begin(loader);
        try (InputStream in = open(loader, by.caller().getName().replace('.', '/') + ".class")) {
            return in != null && LoadedReferences.loadsByName(in.readAllBytes(), by.method());
        } catch (LinkageError applicationCodeFailed) {
            return false;
        } finally {
            work.end(begun);
        }
    }

    private static @Nullable InputStream open(@Nullable ClassLoader loader, String file) {
        return loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file);
    }
}
