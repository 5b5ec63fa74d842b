package dev.lastcall.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the JVM argument with the settings of the agent. Not thread-safe. */
final class AgentOptions {
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Adds a setting; a value that is null or blank is left out. */
    void put(String setting, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            settings.put(setting, value.strip());
        }
    }

    /** As an argument of the JVM, not yet in quotes. */
    String argument(String jar) {
        List<String> parts = new ArrayList<>();
        settings.forEach((setting, value) -> parts.add(setting + "=" + oneLine(value)));
        return "-javaagent:" + jar + "=" + String.join(",", parts);
    }

    /** Lists in a POM are written over several lines. */
    private static String oneLine(String value) {
        StringBuilder line = new StringBuilder();
        for (String part : value.lines().toList()) {
            line.append(part.strip());
        }
        return line.toString();
    }
}
