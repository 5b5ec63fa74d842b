package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tests with JUnit's console that make inline mocks, stubs and spies of a listed final class. A call of a stub skips
 * the body, so it is counted where it is made, and the trace of bodies is no measure.
 */
final class MockedTests implements Program {
    private static final long CALLS = 60;

    @Override
    public String name() {
        return "mockito";
    }

    @Override
    public List<String> libraries() {
        return List.of(
                "org.junit.platform:junit-platform-console-standalone:" + Libraries.version("junit-console"),
                "org.mockito:mockito-core:" + Libraries.version("mockito"));
    }

    @Override
    public List<String> deprecated() {
        return List.of("com.acme.field.tests.OldGateway#send(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        Place place = run.place();
        List<Path> classPath = new ArrayList<>(place.jars());
        classPath.add(place.compile(place.sources("tests"), place.jars()));
        Ended ended;
        try (Running running = run.java(List.of(
                "-javaagent:" + place.jar("mockito-core-"),
                "-cp",
                Place.classPath(classPath),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=tree",
                "--select-class",
                "com.acme.field.tests.GatewayTest"))) {
            ended = running.ended(0);
        }
        return ended.knowing(Map.of("com.acme.field.tests.OldGateway#send", CALLS));
    }

    @Override
    public boolean isTraced() {
        return false;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}
