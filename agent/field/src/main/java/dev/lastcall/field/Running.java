package dev.lastcall.field;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs; its stdout is {@code out.txt}, its stderr {@code err.txt} in its folder. It does not outlive its
 * time limit, its {@link #close}, or this JVM.
 */
final class Running implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(8);
    private static final Duration ANSWER = Duration.ofMinutes(4);
    private static final int ANY = -1;
    private static final Set<Running> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Running::kill)));
    }

    private final Process process;
    private final Path folder;
    private final long deadline = System.nanoTime() + LIMIT_NANOS;
    private final List<String> answers = new ArrayList<>();

    private Running(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        ALIVE.add(this);
    }

    static Running start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet().removeIf(Running::influences);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, folder);
    }

    private static boolean influences(String variable) {
        return variable.startsWith("LASTCALL_")
                || variable.startsWith("OTEL_")
                || variable.equals("CLASSPATH")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.equals("_JAVA_OPTIONS");
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
            Thread.sleep(50);
        }
    }

    /** Waits until its stdout, its stderr or a file in its folder has that text. */
    void awaitText(String text, String... files) throws Broken, IOException, InterruptedException {
        await(
                () -> {
                    boolean found =
                            read("out.txt").contains(text) || read("err.txt").contains(text);
                    for (String file : files) {
                        found |= read(file).contains(text);
                    }
                    return found;
                },
                "'" + text + "'");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the server answers 200 there. */
    void awaitOk(int port, String path) throws Broken, IOException, InterruptedException {
        await(() -> status(port, path) == 200, "answer at " + path);
    }

    /** Waits until something listens there. */
    void awaitPort(int port) throws Broken, IOException, InterruptedException {
        await(() -> listens(port), "server at port " + port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int status(int port, String path) {
        try {
            return get(port, path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** What the server answers there, empty while it does not. */
    static String body(int port, String path) {
        try {
            return get(port, path).body().strip();
        } catch (IOException notYet) {
            return "";
        }
    }

    /** Asks the server, and keeps its answer as a part of the output. */
    String ask(int port, String path) throws Broken, IOException {
        HttpResponse<String> response = get(port, path);
        answers.add("GET " + path + ": " + response.statusCode() + " "
                + response.body().strip());
        if (response.statusCode() != 200) {
            throw new Broken("GET " + path + ": " + response.statusCode() + " " + response.body() + ": " + this);
        }
        return response.body().strip();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Adds to its output. */
    void says(String line) {
        answers.add(line);
    }

    /** As {@code kill PID} does; waits for the end. */
    Ended stop(Map<String, Long> known) throws Broken, IOException, InterruptedException {
        Instant now = Instant.now();
        process.destroy();
        Ended ended = ended(ANY, known);
        return new Ended(ended.exit(), ended.output(), known, now);
    }

    Ended ended(int expected) throws Broken, IOException, InterruptedException {
        return ended(expected, Map.of());
    }

    /** Waits for its end. */
    Ended ended(int expected, Map<String, Long> known) throws Broken, IOException, InterruptedException {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            kill();
            throw new Broken("did not end in time: " + this);
        }
        int exit = process.exitValue();
        if (expected != ANY && exit != expected) {
            throw new Broken("exit code " + exit + ", not " + expected + ": " + this);
        }
        List<String> output = new ArrayList<>(answers);
        output.addAll(Normalized.lines(read("out.txt"), folder));
        output.addAll(Normalized.lines(read("err.txt"), folder));
        return new Ended(exit, output, known);
    }

    /** As {@code kill -9} does, with what it started. */
    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
        ALIVE.remove(this);
    }

    String read(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @Override
    public String toString() {
        try {
            String streams = read("out.txt") + read("err.txt");
            return streams.substring(Math.max(0, streams.length() - 2_000)).replace("\n", " | ");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
