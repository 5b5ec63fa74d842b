package dev.lastcall.field;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Quarkus application, built by its Maven plugin, as its runner jar. */
final class Quarkus implements Program {
    private static final int REQUESTS = 20;
    private static final long CALLS_EACH = 3;

    @Override
    public String name() {
        return "quarkus";
    }

    /** Its own Maven build brings them. */
    @Override
    public List<String> libraries() {
        return List.of();
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "com.acme.field.quarkus.OldCart#make(**)",
                "io.netty.util.AsciiString#cached(**)",
                "io.vertx.core.http.HttpServerOptions#<init>(**)",
                "org.jboss.resteasy.reactive.server.core.ServerSerialisers#<init>(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Path project = place.shared().resolve("project-" + Libraries.version("quarkus"));
        if (Files.exists(runner(place))) {
            return;
        }
        Folders.delete(project);
        Place.copy(place.sources("quarkus"), project);
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("@version@", Libraries.version("quarkus")));
        Place.runToEnd(project, List.of("mvn", "-B", "-ntp", "-q", "package"));
    }

    private static Path runner(Place place) {
        return place.shared()
                .resolve("project-" + Libraries.version("quarkus"))
                .resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public Ended run(Run run) throws Exception {
        int port = Running.freePort();
        List<String> command = List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                runner(run.place()).toString());
        try (Running server = run.java(command)) {
            server.awaitOk(port, "/cart/ready");
            for (int i = 0; i < REQUESTS; i++) {
                server.ask(port, "/cart/" + i);
            }
            Ended ended = server.stop(Map.of("com.acme.field.quarkus.OldCart#make", REQUESTS * CALLS_EACH));
            return ended.writing(ended.output().stream().filter(Quarkus::isTold).toList());
        }
    }

    /** Which thread says that it stops differs, and on a busy machine it warns of blocked threads. */
    private static boolean isTold(String line) {
        return line.startsWith("GET ") || line.contains(" ERROR ");
    }

    /** How often it is asked until it is ready differs. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
