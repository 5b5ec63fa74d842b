package dev.lastcall.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs; its stdout is {@code out}, its stderr {@code err} in its folder. It does not outlive its time
 * limit, its {@link #close}, or this JVM.
 */
final class Forked implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(600);
    private static final Set<Forked> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Forked::kill)));
    }

    private final Process process;
    private final Path folder;
    private final long deadline = System.nanoTime() + LIMIT_NANOS;

    private Forked(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        ALIVE.add(this);
    }

    static Forked start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = prepare(folder, command);
        builder.redirectError(folder.resolve("err").toFile());
        return new Forked(builder.start(), folder);
    }

    /** Its stderr is a pipe that nobody reads until {@link #readStderr}. */
    static Forked startUnread(Path folder, List<String> command) throws IOException {
        return new Forked(prepare(folder, command).start(), folder);
    }

    private static ProcessBuilder prepare(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().keySet().removeIf(Forked::influences);
        return builder;
    }

    private static boolean influences(String variable) {
        return variable.startsWith("LASTCALL_")
                || variable.startsWith("OTEL_")
                || variable.equals("CLASSPATH")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.equals("_JAVA_OPTIONS");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Something that is looked at now and then until it holds. */
    interface Look {
        boolean holds() throws IOException;
    }

    /** Waits until that holds, while the process lives. */
    void await(Look look, String what) throws Broken, IOException, InterruptedException {
        while (!look.holds()) {
            if (!process.isAlive() && !look.holds()) {
                throw new Broken("ended before " + what + ": " + this);
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new Broken("no " + what + " in time: " + this);
            }
            Thread.sleep(5);
        }
    }

    void awaitErr(String part) throws Broken, IOException, InterruptedException {
        await(() -> err().contains(part), "'" + part + "' on stderr");
    }

    void awaitOut(String part) throws Broken, IOException, InterruptedException {
        await(() -> out().contains(part), "'" + part + "' on stdout");
    }

    /** Gives a line to its stdin. */
    void tell() throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write('\n');
        stdin.flush();
    }

    /** Waits for its end; returns the exit code. */
    int end() throws Broken, IOException, InterruptedException {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            kill();
            throw new Broken("did not end in time: " + this);
        }
        ALIVE.remove(this);
        return process.exitValue();
    }

    Forked endWith(int code) throws Broken, IOException, InterruptedException {
        int exit = end();
        Broken.unless(exit == code, "exit code " + exit + ", not " + code + ": " + this);
        return this;
    }

    String readStderr() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** As {@code kill -9} does, with what it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
        ALIVE.remove(this);
    }

    String out() throws IOException {
        return read("out");
    }

    String err() throws IOException {
        return read("err");
    }

    private String read(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    /** The number in the line {@code name NUMBER} of its stdout. */
    long printed(String name) throws Broken, IOException {
        for (String line : out().lines().toList()) {
            if (line.startsWith(name + " ")) {
                return Long.parseLong(line.substring(name.length() + 1));
            }
        }
        throw new Broken("no line '" + name + " …': " + this);
    }

    @Override
    public String toString() {
        try {
            String streams = out() + err();
            return streams.substring(Math.max(0, streams.length() - 2_000)).replace("\n", " | ");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
