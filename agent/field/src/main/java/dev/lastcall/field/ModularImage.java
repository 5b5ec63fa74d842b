package dev.lastcall.field;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of modules, with Picocli, linked with the JDK's modules that it needs to an image of its own. */
final class ModularImage implements Program {
    private static final long CALLS = 40;
    /** What the program needs, the agent, and Flight Recorder; nothing else. */
    private static final String MODULES = "com.acme.field.app,java.instrument,jdk.jfr,jdk.unsupported";

    @Override
    public String name() {
        return "jlink";
    }

    @Override
    public List<String> libraries() {
        return List.of("info.picocli:picocli:" + Libraries.version("picocli"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "com.acme.field.old.OldGreeting#of(**)",
                "picocli.CommandLine#<init>(**)",
                "picocli.CommandLine$Model$CommandSpec#create(**)",
                "picocli.CommandLine$Help$TextTable#forColumns(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        if (!canLink(place)) {
            throw new Skipped(place.jdk() + " has no jlink, or neither jmods nor a run-time image that can be linked");
        }
        Path modules = place.compile(
                place.sources("modular"),
                List.of(),
                "--module-source-path",
                place.sources("modular").toString(),
                "--module-path",
                place.libraries().toString());
        place.tool(
                place.own(),
                "jlink",
                "--module-path",
                modules + File.pathSeparator + place.libraries(),
                "--add-modules",
                MODULES,
                "--output",
                image(place).toString());
    }

    private static boolean canLink(Place place) throws Exception {
        Path jlink = place.jdk().tool("jlink");
        if (!Files.isExecutable(jlink)) {
            return false;
        }
        if (Files.isDirectory(place.jdk().home().resolve("jmods"))) {
            return true;
        }
        Path folder = Files.createDirectories(place.own().resolve("help"));
        try (Running help = Running.start(folder, List.of(jlink.toString(), "--help"))) {
            help.ended(0);
            return help.read("out.txt").contains("run-time image enabled");
        }
    }

    private static Path image(Place place) {
        return place.own().resolve("image");
    }

    @Override
    public Ended run(Run run) throws Exception {
        Path java = image(run.place()).resolve("bin/java");
        try (Running running =
                run.java(java, List.of("-m", "com.acme.field.app/com.acme.field.app.Main", "--times", "40", "world"))) {
            return running.ended(0).knowing(Map.of("com.acme.field.old.OldGreeting#of", CALLS));
        }
    }

    /** OpenTelemetry needs modules that this image has not. */
    @Override
    public boolean takes(Beside beside) {
        return beside == Beside.NONE || beside == Beside.JACOCO;
    }
}
