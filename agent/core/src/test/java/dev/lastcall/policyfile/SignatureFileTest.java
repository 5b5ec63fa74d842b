package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files of our own, and every one that forbidden-apis 3.11 ships. */
class SignatureFileTest {
    private static final String BUNDLED = "de/thetaphi/forbiddenapis/signatures/";

    @TempDir
    static Path bundled;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpackTheBundledFiles() throws IOException {
        var checker =
                Objects.requireNonNull(SignatureFileTest.class.getResource("/de/thetaphi/forbiddenapis/Checker.class"));
        String jar = checker.getPath().substring(0, checker.getPath().indexOf('!'));
        try (ZipInputStream in = new ZipInputStream(new java.net.URL(jar).openStream())) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(BUNDLED) && entry.getName().endsWith(".txt")) {
                    String name = entry.getName().substring(BUNDLED.length());
                    Files.write(bundled.resolve(name), in.readAllBytes());
                }
            }
        }
    }

    @Test
    void eachBundledFileIsReadWithItsIncludes() throws Exception {
        List<String> names = bundledNames();
        assertThat(names).hasSize(98);
        for (String name : names) {
            Rule rule = load(bundled.resolve(name));
            assertThat(rule.id()).matches("[a-z0-9-]+");
            assertThat(rule.deprecated()).as(name).hasSameSizeAs(lines(name, new HashSet<>()));
        }
    }

    @Test
    void aBundledFileGivesItsSignaturesWithTheirMessages() throws Exception {
        assertThat(load(bundled.resolve("jdk-system-out.txt")).deprecated())
                .extracting(Signature::text)
                .containsExactly(
                        "java.lang.System#out",
                        "java.lang.System#err",
                        "java.lang.Thread#dumpStack()",
                        "java.lang.Throwable#printStackTrace()");
        Rule deprecated = load(bundled.resolve("jdk-deprecated-17.txt"));
        assertThat(deprecated.id()).isEqualTo("jdk-deprecated-17");
        assertThat(deprecated.deprecated()).hasSize(623);
        assertThat(deprecated.deprecated())
                .allSatisfy(signature ->
                        assertThat(deprecated.messageFor(signature)).isEqualTo("Deprecated in Java 17"));
        assertThat(load(bundled.resolve("jdk-unsafe-17.txt")).deprecated())
                .as("all from includes")
                .hasSizeGreaterThan(50);
    }

    @Test
    void messagesAreTheLinesOwnOrTheLastDefault() throws Exception {
        Rule rule = load(write("mixed.txt", """
                # a comment
                a.First
                @defaultMessage Use the new one
                @ignoreMissingClasses
                @ignoreUnresolvable

                a.Second#m(int, java.lang.String)
                a.Third::new @ Use Third.of
                a.Fourth#<init>(**)@no blanks
                a.Fifth @
                  a.six.**
                @Deprecated(forRemoval) in a.b.** @ Goes with 4.0
                a.Second#m(int, java.lang.String) @ Again
                """));
        assertThat(rule.id()).isEqualTo("mixed");
        assertThat(rule.missing()).isEqualTo(Rule.Missing.IGNORE);
        assertThat(load(write("plain.txt", "a.First\n")).missing())
                .as("without a directive, too")
                .isEqualTo(Rule.Missing.IGNORE);
        assertThat(rule.deprecated())
                .extracting(signature -> signature.text() + " > " + rule.messageFor(signature))
                .containsExactly(
                        "a.First > ",
                        "a.Second#m(int, java.lang.String) > Again",
                        "a.Third::new > Use Third.of",
                        "a.Fourth#<init>(**) > no blanks",
                        "a.Fifth > ",
                        "a.six.** > Use the new one",
                        "@Deprecated(forRemoval) in a.b.** > Goes with 4.0");
    }

    @Test
    void aDefaultMessageDoesNotReachIntoIncludedFilesNorOutOfThem() throws Exception {
        write("inner.txt", "a.In\n@defaultMessage inner\na.In2\n@includeBundled outer\n");
        Rule rule = load(write("outer.txt", "@defaultMessage outer\n@includeBundled inner\na.Out\n"));
        assertThat(rule.deprecated()).extracting(Signature::message).containsExactly(null, "inner", "outer");
    }

    @Test
    void aVersionOfTheJdkMayBeSpelledEitherWay() throws Exception {
        write("jdk-unsafe-1.8.txt", "a.Eight\n");
        write("jdk-unsafe-11.txt", "a.Eleven\n");
        Rule rule = load(write("all.txt", "@includeBundled jdk-unsafe-8\n@includeBundled jdk-unsafe-1.11\n"));
        assertThat(rule.deprecated()).extracting(Signature::text).containsExactly("a.Eight", "a.Eleven");
    }

    private static Rule load(Path file) throws ConfigurationException {
        return Policies.load(List.of(file.toString())).rules().get(0);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> bundledNames() throws IOException {
        try (var files = Files.list(bundled)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** What the file and those that it includes hold, read the simple way. */
    private static Set<String> lines(String name, Set<String> lines) throws IOException {
        for (String line : Files.readAllLines(bundled.resolve(name))) {
            String text = line.strip();
            if (text.startsWith("@includeBundled ")) {
                lines(text.substring("@includeBundled ".length()) + ".txt", lines);
            } else if (!text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '@') {
                lines.add(text.substring(0, (text + '@').indexOf('@')).strip());
            }
        }
        return lines;
    }
}
