package dev.lastcall.field;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tomcat as it is shipped: a WAR is deployed, used, replaced and used again; the old class loader must go. */
final class Tomcat implements Program {
    private static final String SHIPPED = "org.apache.tomcat:tomcat:" + Libraries.version("tomcat") + ":zip";

    /** A slow start of the random generator is a warning of one run and not of the other. */
    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            org.apache.catalina.util.SessionIdGeneratorBase.level=SEVERE
            """;

    @Override
    public String name() {
        return "tomcat";
    }

    @Override
    public List<String> libraries() {
        return List.of(SHIPPED, Shop.SERVLET_API);
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                Shop.DEPRECATED,
                "org.apache.catalina.connector.Connector#<init>(**)",
                "org.apache.catalina.core.StandardWrapper#<init>(**)",
                "org.apache.tomcat.util.buf.MessageBytes#newInstance(**)",
                "org.apache.catalina.loader.ParallelWebappClassLoader#<init>(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Archives.unpacked(place, SHIPPED);
        Shop.make(place);
    }

    @Override
    public Ended run(Run run) throws Exception {
        Path home = Archives.unpacked(run.place(), SHIPPED);
        int port = Running.freePort();
        Path webapps = Files.createDirectories(run.folder().resolve("webapps"));
        Files.createDirectories(run.folder().resolve("temp"));
        run.write("conf/server.xml", server(port));
        run.write("conf/logging.properties", LOGGING);
        Files.copy(home.resolve("conf/web.xml"), run.folder().resolve("conf/web.xml"));
        Shop.deploy(run.place(), 1, webapps);
        try (Running server = run.java(command(home, run.folder()))) {
            Shop.awaitVersion(server, port, 1);
            Shop.buy(server, port);
            Shop.deploy(run.place(), 2, webapps);
            Shop.awaitVersion(server, port, 2);
            Shop.buy(server, port);
            if (!server.ask(port, "/shop/loaders").equals("loaders 1")) {
                throw new Broken("the old class loader is not collected: " + server);
            }
            return server.stop(Shop.known(2));
        }
    }

    private static List<String> command(Path home, Path base) {
        return List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                Place.classPath(List.of(home.resolve("bin/bootstrap.jar"), home.resolve("bin/tomcat-juli.jar"))),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }

    /** Looks for new WARs each second. */
    private static String server(int port) {
        return """
                <Server port="-1">
                  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
                  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port);
    }

    /** Requests while it waits for the new version differ in number. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
