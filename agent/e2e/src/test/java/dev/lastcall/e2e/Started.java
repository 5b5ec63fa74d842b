package dev.lastcall.e2e;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs. Its streams are read all the time, so that it never waits for us. It does not outlive its time
 * limit, its {@link #close}, or the JVM of the tests.
 */
final class Started implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Started::destroy)));
    }

    private final Process process;
    private final List<String> command;
    private final Lines stdout;
    private final Lines stderr;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);

    Started(Process process, List<String> command) {
        ALIVE.add(process);
        this.process = process;
        this.command = command;
        this.stdout = new Lines(process.getInputStream());
        this.stderr = new Lines(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    /** Loads the agent into it, as any tool of the JDK does. */
    void attach(String argument) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid()));
        try {
            machine.loadAgent(Fork.JAR.toString(), argument);
        } finally {
            machine.detach();
        }
    }

    /** Waits for a line on its stdout that starts so, and returns it. */
    String awaitLine(String start) {
        String line = stdout.await(start, deadline);
        if (line == null) {
            throw new AssertionError("no line '" + start + "…' on stdout of\n" + killed());
        }
        return line;
    }

    /** Waits for a line on its stderr that contains that text, and returns it. */
    String awaitErrorLine(String part) {
        return awaitErrorLines(part, 1);
    }

    /** Waits for so many lines on its stderr that contain that text, and returns the last of them. */
    String awaitErrorLines(String part, int count) {
        String line = stderr.awaitPart(part, count, deadline);
        if (line == null) {
            throw new AssertionError("no " + count + " lines with '" + part + "' on stderr of\n" + killed());
        }
        return line;
    }

    /** Gives a line to its stdin. */
    void tell(String line) {
        try {
            Writer writer = process.outputWriter();
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as {@code kill -9} does. */
    Ended kill() {
        destroy(process);
        return end();
    }

    /** Waits for its end, closing its stdin. */
    Ended end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("did not end within " + LIMIT_SECONDS + " s: " + killed());
            }
            return ended();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + killed(), e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        destroy(process);
        ALIVE.remove(process);
    }

    private Ended killed() {
        destroy(process);
        return ended();
    }

    private Ended ended() {
        return new Ended(command, process.pid(), process.onExit().join().exitValue(), stdout.all(), stderr.all());
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Collects the lines of a stream on a thread of its own. */
    private static final class Lines implements Runnable {
        private final InputStream stream;
        private final List<String> lines = new ArrayList<>();
        private final Thread thread = new Thread(this, "fork-output");
        private boolean complete;

        Lines(InputStream stream) {
            this.stream = stream;
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                }
            } catch (IOException killed) {
                // what came until then is what there is
            } finally {
                finish();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void finish() {
            complete = true;
            notifyAll();
        }

        @Nullable
        String await(String start, long deadline) {
            return nth(line -> line.startsWith(start), 1, deadline);
        }

        @Nullable
        String awaitPart(String part, int count, long deadline) {
            return nth(line -> line.contains(part), count, deadline);
        }

        private synchronized @Nullable String nth(Predicate<String> wanted, int count, long deadline) {
            int found = 0;
            try {
                for (int next = 0; ; next++) {
                    while (next >= lines.size() && !complete) {
                        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                        if (millis <= 0) {
                            return null;
                        }
                        wait(millis);
                    }
                    if (next >= lines.size()) {
                        return null;
                    }
                    if (wanted.test(lines.get(next)) && ++found == count) {
                        return lines.get(next);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }

        List<String> all() {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(60));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                return List.copyOf(lines);
            }
        }
    }
}
