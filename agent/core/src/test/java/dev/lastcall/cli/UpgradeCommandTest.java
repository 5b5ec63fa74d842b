package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.migrate.Versions;
import dev.lastcall.scan.Compiled;
import dev.lastcall.scan.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code upgrade}: versions of a library, some of which call what is deprecated. */
class UpgradeCommandTest extends CommandLineFixture {
    private static final String CALLS = "return com.acme.ws.Factory.create(\"a\");";
    private static final String FREE = "return null;";

    private final List<String> fetched = new ArrayList<>();

    @BeforeEach
    void versions() throws IOException {
        Fixture.compileInto(folder);
        Files.createDirectory(folder.resolve("jars"));
        library("partner-1.9.jar", CALLS);
        library("partner-1.10.jar", FREE);
        library("partner-2.0.jar", CALLS);
        library("partner-2.1-rc1.jar", FREE);
        library("partner-2.1.jar", FREE);
        library("partner-10.0.jar", FREE);
        Files.writeString(folder.resolve("jars/partner-10.0-sources.jar"), "no jar");
    }

    private void library(String jar, String body) throws IOException {
        Path classes = Compiled.into(
                folder.resolve("classes-" + jar),
                folder.resolve("lib").toString(),
                Map.of(
                        "com.acme.partner.Partner",
                        "package com.acme.partner; public class Partner { Object it() {" + body + "} }"));
        Files.write(folder.resolve("jars").resolve(jar), Compiled.jar(Compiled.content(classes)));
    }

    @Test
    void theVersionIsNamedFromWhichOnTheCallsAreGone() {
        assertThat(upgrade("jars")).isEqualTo(0);
        Golden.assertSame("cli/upgrade.txt", out());
    }

    @Test
    void theNewestMayStillCallIt() throws IOException {
        library("partner-11.0.jar", CALLS);
        assertThat(upgrade("jars")).isEqualTo(1);
        assertThat(out()).startsWith("partner: the newest version here, 11.0, still has such calls\n");
    }

    @Test
    void whatCannotBeReadIsNotFreeOfCalls() throws IOException {
        Files.writeString(folder.resolve("jars/partner-11.0.jar"), "broken");
        assertThat(upgrade("jars")).isEqualTo(1);
        assertThat(out()).contains("  11.0  could not be read as a whole: ");
    }

    @Test
    void mavenIsAskedForVersionsThatAreNewer() {
        assertThat(upgrade("com.acme:partner", "--newer-than", "1.9")).isEqualTo(0);
        assertThat(out()).startsWith("com.acme:partner: from 2.1 on the calls are gone\n");
        assertThat(fetched).containsExactly("1.10", "2.0", "2.1", "10.0");
        fetched.clear();
        upgrade("com.acme:partner:2.1-rc1");
        assertThat(fetched).containsExactly("2.1-rc1");
        assertThat(upgrade("com.acme:partner", "--newer-than", "99")).isEqualTo(2);
        assertThat(err()).contains("version newer than 99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.jar", "a:b:c:d", "com.acme:partner:$(x)"})
    void whatIsNeitherAFileNorCoordinatesIsAnError(String name) {
        assertThat(upgrade(name)).isEqualTo(2);
        assertThat(err()).contains(name + ": there is no such file or folder");
    }

    @Test
    void versionsAreOrderedAsMavenOrdersThem() {
        List<String> versions = new ArrayList<>(List.of(
                "1.0-alpha1", "1.0-beta2", "1.0-rc1", "1.0-SNAPSHOT", "1.0", "1.0.1", "1.2", "1.10", "2.0-M1", "2.0"));
        List<String> sorted = List.copyOf(versions);
        Collections.reverse(versions);
        versions.sort(Versions.ORDER);
        assertThat(versions).isEqualTo(sorted);
    }

    @Test
    void daysAreOlderThanVersions() {
        List<String> versions = new ArrayList<>(
                List.of("20031027.000000", "20040616", "20041012", "1.0", "3.2.2", "20041399", "2021.0.3-20211130"));
        List<String> sorted =
                List.of("20031027.000000", "20040616", "20041012", "1.0", "3.2.2", "2021.0.3-20211130", "20041399");
        versions.sort(Versions.ORDER);
        assertThat(versions).isEqualTo(sorted);
    }

    @Test
    void metadataListVersions() {
        Set<String> versions = new TreeSet<>();
        MavenCommand.addVersions(
                "<metadata><version>9</version><versioning><versions><version> 1.0"
                        + " </version><version>2.0</version></versions>",
                versions);
        assertThat(versions).containsExactly("1.0", "2.0");
        MavenCommand.addVersions("<metadata><version>9", versions);
        assertThat(versions).hasSize(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a shell script")
    void mavenIsAskedOnceForItsRepository() throws IOException {
        Path calls = folder.resolve("calls.txt");
        Path program =
                Files.writeString(folder.resolve("mvn"), "#!/bin/sh\necho \"$4\" >> '" + calls + "'\necho /repo\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        MavenCommand maven = new MavenCommand(program.toString(), folder);
        assertThat(maven.jar("g.h", "a", "1")).isEqualTo(Path.of("/repo/g/h/a/1/a-1.jar"));
        assertThat(maven.jar("g.h", "a", "2")).isEqualTo(Path.of("/repo/g/h/a/2/a-2.jar"));
        assertThat(calls).hasContent("dependency:get\nhelp:evaluate\ndependency:get\n");
    }

    @Test
    void helpIsAsked() {
        run("help", "upgrade");
        Golden.assertSame("cli/help-upgrade.txt", out());
    }

    private int upgrade(String... args) {
        out.reset();
        List<String> all = new ArrayList<>(List.of("--policy", "policy.yaml", "--class-path", "lib"));
        all.addAll(List.of(args));
        CommandLine command = new CommandLine(new UpgradeCommand(surroundings(), new Repository()));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            surroundings().err().println(failure.getMessage());
            return 2;
        });
        return command.execute(all.toArray(String[]::new));
    }

    private final class Repository implements Maven {
        @Override
        public List<String> versions(String group, String artifact) {
            return List.of("1.9", "1.10", "2.0", "2.1-rc1", "2.1", "10.0");
        }

        @Override
        public Path jar(String group, String artifact, String version) {
            fetched.add(version);
            return folder.resolve("jars/" + artifact + '-' + version + ".jar");
        }
    }
}
