package dev.lastcall.field;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** WildFly as it is shipped: its scanner deploys a WAR, and deploys it anew. */
final class WildFly implements Program {
    private static final String SHIPPED = "org.wildfly:wildfly-dist:" + Libraries.version("wildfly") + ":zip";

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public List<String> libraries() {
        return List.of(SHIPPED, Shop.SERVLET_API);
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                Shop.DEPRECATED,
                "io.undertow.servlet.api.ServletInfo#<init>(**)",
                "io.undertow.server.HttpServerExchange#<init>(**)",
                "org.jboss.modules.ModuleLoadException#<init>(**)",
                "org.jboss.as.controller.PathElement#pathElement(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Archives.unpacked(place, SHIPPED);
        Shop.make(place);
    }

    @Override
    public Ended run(Run run) throws Exception {
        Path home = Archives.unpacked(run.place(), SHIPPED);
        Path base = run.folder().resolve("standalone");
        Place.copy(home.resolve("standalone"), base);
        Path deployments = base.resolve("deployments");
        int port = Running.freePort();
        deploy(run.place(), 1, deployments);
        try (Running server = run.java(command(home, base, port))) {
            server.awaitText("WFLYSRV0025");
            Shop.awaitVersion(server, port, 1);
            Shop.buy(server, port);
            deploy(run.place(), 2, deployments);
            Shop.awaitVersion(server, port, 2);
            Shop.buy(server, port);
            server.ask(port, "/shop/loaders");
            Ended ended = server.stop(Shop.known(2));
            return ended.writing(ended.output().stream().filter(WildFly::isTold).toList());
        }
    }

    private static void deploy(Place place, int version, Path deployments) throws Exception {
        Shop.deploy(place, version, deployments);
        Files.writeString(deployments.resolve("shop.war.dodeploy"), "");
    }

    /** Its lines of information come from many threads, and say how long each took and what was not yet there. */
    private static boolean isTold(String line) {
        return !line.contains(" INFO ");
    }

    private static List<String> command(Path home, Path base, int port) throws Exception {
        List<String> command = new ArrayList<>();
        for (String opened : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.lang.reflect",
                "java.io",
                "java.net",
                "java.security",
                "java.util",
                "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
                "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
                "--add-opens=java.management/javax.management=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
                // Flight Recorder's traces call it from modules, which do not see what they do not ask for
                "-Djboss.modules.system.pkgs=jdk.jfr",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Running.freePort(),
                "-Djboss.management.http.port=" + Running.freePort(),
                "-Djboss.management.https.port=" + Running.freePort()));
        return command;
    }

    /** Requests while it waits for the new version differ in number. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
