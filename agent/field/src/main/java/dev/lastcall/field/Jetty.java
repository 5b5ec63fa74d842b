package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Jetty, started by a few lines of code, with a WAR. */
final class Jetty implements Program {
    @Override
    public String name() {
        return "jetty";
    }

    @Override
    public List<String> libraries() {
        return List.of(
                "org.eclipse.jetty.ee10:jetty-ee10-annotations:" + Libraries.version("jetty"),
                "org.eclipse.jetty:jetty-slf4j-impl:" + Libraries.version("jetty"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                Shop.DEPRECATED,
                "org.eclipse.jetty.http.HttpField#<init>(**)",
                "org.eclipse.jetty.server.ServerConnector#<init>(**)",
                "org.eclipse.jetty.ee10.servlet.ServletHolder#<init>(**)",
                "org.eclipse.jetty.http.MetaData$Request#<init>(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Shop.make(place);
    }

    @Override
    public Ended run(Run run) throws Exception {
        Place place = run.place();
        List<Path> classPath = new ArrayList<>(place.jars());
        classPath.add(0, place.compile(place.sources("jetty"), place.jars()));
        int port = Running.freePort();
        List<String> command = List.of(
                "-cp",
                Place.classPath(classPath),
                "com.acme.field.jetty.ShopServer",
                String.valueOf(port),
                place.own().resolve("shop1.war").toString());
        try (Running server = run.java(command)) {
            Shop.awaitVersion(server, port, 1);
            Shop.buy(server, port);
            return server.stop(Shop.known(1));
        }
    }

    /** How often it is asked until it is ready differs. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
