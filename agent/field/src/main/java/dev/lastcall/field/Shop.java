package dev.lastcall.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A web application for servers: it makes three calls of its own deprecated factory at each purchase. */
final class Shop {
    static final String DEPRECATED = "com.acme.shop.OldCart#make(**)";
    static final String SERVLET_API = "jakarta.servlet:jakarta.servlet-api:" + Libraries.version("servlet");

    private static final int PURCHASES = 25;
    private static final long CALLS_EACH = 3;

    private Shop() {}

    /** Makes {@code shop1.war} and {@code shop2.war}, which differ in their version. */
    static void make(Place place) throws IOException, InterruptedException {
        Path war = place.own().resolve("war");
        Path classes = place.compile(place.sources("shop"), place.jars());
        Place.copy(classes, war.resolve("WEB-INF/classes"));
        for (String version : new String[] {"1", "2"}) {
            Files.writeString(war.resolve("WEB-INF/classes/version.txt"), version);
            place.tool(
                    war,
                    "jar",
                    "cf",
                    place.own().resolve("shop" + version + ".war").toString(),
                    "WEB-INF");
        }
    }

    /** Puts it into the server's folder at once, as a newer file than the one before. */
    static void deploy(Place place, int version, Path folder) throws IOException {
        Path fresh = Files.copy(place.own().resolve("shop" + version + ".war"), folder.resolve("shop.new"));
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().minus(Duration.ofHours(3 - version))));
        Files.move(fresh, folder.resolve("shop.war"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until that version answers. */
    static void awaitVersion(Running server, int port, int version) throws Exception {
        server.await(() -> Running.body(port, "/shop/version").equals("version " + version), "version " + version);
    }

    static void buy(Running server, int port) throws Exception {
        for (int i = 0; i < PURCHASES; i++) {
            server.ask(port, "/shop/buy?number=" + i);
        }
    }

    /** After so many deployments, each with purchases. */
    static Map<String, Long> known(int deployments) {
        return Map.of("com.acme.shop.OldCart#make", deployments * CALLS_EACH * PURCHASES);
    }
}
