package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The chat service in a JVM of its own. It ends with the test's JVM at the latest: its standard input does. */
final class Chat implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private static final String LISTENING = "chat listening on 127.0.0.1:";

    private final Setup setup;
    private final Path folder;
    private final Process process;
    private final List<String> stdout = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    /**
     * How the service runs.
     *
     * @param mode Lastcall's, or {@link #NO_AGENT}
     * @param wiring the service's
     * @param purpose keeps services apart whose traffic should not mix
     */
    record Setup(Jdk jdk, String mode, String wiring, String purpose) {
        static final String NO_AGENT = "no-agent";
        /** The purpose of a service that runs as in production, with the JVM's own choice of compiler and collector. */
        static final String UNDER_LOAD = "under load";

        Setup(Jdk jdk, String mode, String wiring) {
            this(jdk, mode, wiring, "");
        }

        @Override
        public String toString() {
            return String.join(", ", jdk.toString(), mode, wiring) + (purpose.isEmpty() ? "" : ", " + purpose);
        }

        boolean hasAgent() {
            return !mode.equals(NO_AGENT);
        }
    }

    private Chat(Setup setup, Path folder, Process process) {
        this.setup = setup;
        this.folder = folder;
        this.process = process;
        this.reader = new Thread(this::readStdout, "stdout of " + setup);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the service and waits until it listens.
     *
     * @param folder its working folder, which must exist and be its own
     * @param settings more environment variables
     */
    static Chat start(Setup setup, Path folder, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(setup.jdk().java()));
        if (setup.hasAgent()) {
            command.add("-javaagent:" + Lastcall.JAR);
        }
        if (!setup.purpose().equals(Setup.UNDER_LOAD)) {
            command.addAll(Jdk.quickToStart());
        }
        command.addAll(List.of(
                "-Xmx96m",
                "-Dchat.wiring=" + setup.wiring(),
                "-Dchat.stop-with-stdin=true",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                System.getProperty("chat.test.jar")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr").toFile());
        Lastcall.cleanEnvironment(builder.environment());
        if (setup.hasAgent()) {
            builder.environment().putAll(Lastcall.POLICY);
            builder.environment().put("LASTCALL_MODE", setup.mode());
            builder.environment().put("LASTCALL_LEDGER", ledger(folder).toString());
        }
        builder.environment().putAll(settings);
        try {
            Chat chat = new Chat(setup, folder, builder.start());
            chat.port();
            return chat;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readStdout() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stdout.add(line);
                if (line.startsWith(LISTENING)) {
                    port.complete(Integer.parseInt(line.substring(LISTENING.length())));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IllegalStateException("the service ended before it listened"));
    }

    int port() {
        try {
            return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            kill();
            throw new IllegalStateException(setup + " does not listen; stdout " + stdout + ", stderr " + stderr(), e);
        }
    }

    Setup setup() {
        return setup;
    }

    Path ledger() {
        return ledger(folder);
    }

    private static Path ledger(Path folder) {
        return folder.resolve("ledgers");
    }

    /** What the service has counted for itself. */
    JsonObject truth() {
        return JsonParser.parseString(get("/truth").body()).getAsJsonObject();
    }

    /** Runs a job; the answer has {@code result}, or else {@code failure} and {@code cause}. */
    JsonObject job(String name) {
        return JsonParser.parseString(get("/jobs/" + name + "?user=operator").body())
                .getAsJsonObject();
    }

    private HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines so far; all of them once the service has been stopped. */
    List<String> stdout() {
        return List.copyOf(stdout);
    }

    List<String> stderr() {
        try {
            return Files.readAllLines(folder.resolve("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the service in order, and returns its exit code. */
    int stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return awaitEnd();
    }

    /** Ends the service by SIGTERM, and returns its exit code. */
    int terminate() {
        process.toHandle().destroy(); // Process.destroy would also close its standard input, which ends it too
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends within %s", setup, PATIENCE)
                    .isTrue();
            reader.join(PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            kill();
        }
    }

    /** Ends the service by SIGKILL, at once. */
    void kill() {
        try {
            assertThat(process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s is dead", setup)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
