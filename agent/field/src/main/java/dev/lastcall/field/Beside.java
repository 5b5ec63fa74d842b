package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What runs in the same JVM as the program. */
enum Beside {
    NONE,
    OPENTELEMETRY("io.opentelemetry."),
    JACOCO("org.jacoco."),
    /** OpenTelemetry behind Lastcall on the command line, and JaCoCo before it. */
    BOTH("io.opentelemetry.", "org.jacoco."),
    /** Its agent, and inline mocks of the listed classes before the program begins; for programs on a class path. */
    MOCKITO("org.mockito.", "net.bytebuddy.");

    private static final String MOCKITO_JAR = "mockito-core-" + Libraries.version("mockito") + ".jar";

    @SuppressWarnings("ImmutableEnumChecker") // it is a copy
    private final List<String> packages;

    Beside(String... packages) {
        this.packages = List.of(packages);
    }

    static List<String> libraries() {
        return List.of(
                "io.opentelemetry.javaagent:opentelemetry-javaagent:" + Libraries.version("opentelemetry"),
                "org.jacoco:org.jacoco.agent:" + Libraries.version("jacoco") + ":jar:runtime");
    }

    static List<String> mockitoLibraries() {
        return List.of("org.mockito:mockito-core:" + Libraries.version("mockito"));
    }

    /** JVM options, with the given agent at its place; none is the empty text. */
    List<String> options(Path folder, String agent) {
        String openTelemetry = "-javaagent:"
                + folder.resolve("lib/" + Libraries.fileName(libraries().get(0)));
        String jacoco = "-javaagent:"
                + folder.resolve("lib/" + Libraries.fileName(libraries().get(1))) + "=output=none";
        List<String> silent =
                List.of("-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
        return switch (this) {
            case NONE -> joined(List.of(), agent, List.of());
            case OPENTELEMETRY -> joined(List.of(openTelemetry), agent, silent);
            case JACOCO -> joined(List.of(), agent, List.of(jacoco));
            case BOTH -> joined(List.of(jacoco), agent, joined(List.of(openTelemetry), "", silent));
            case MOCKITO ->
                joined(List.of("-javaagent:" + folder.resolve("mockito/lib/" + MOCKITO_JAR)), agent, List.of());
        };
    }

    private static List<String> joined(List<String> before, String agent, List<String> after) {
        List<String> all = new ArrayList<>(before);
        if (!agent.isEmpty()) {
            all.add(agent);
        }
        all.addAll(after);
        return all;
    }

    /** Whether that class belongs to an agent, not to the program. */
    boolean owns(String className) {
        for (String prefix : packages) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
