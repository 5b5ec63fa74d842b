package dev.lastcall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom (agent/docs: the pipeline), and which library belongs to which package. */
class ArchitectureTest {
    private static final String BASE = "dev.lastcall.";

    /** Each package, and the packages of the agent that it may know besides itself. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("about", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("json", Set.of("evidence", "policy", "text")),
            Map.entry("policy", Set.of("text")),
            Map.entry("evidence", Set.of("policy", "text")),
            Map.entry("baseline", Set.of("evidence", "policy", "text")),
            Map.entry("verdict", Set.of("baseline", "evidence", "policy", "text")),
            Map.entry("sections", Set.of("verdict", "baseline", "evidence", "policy", "text")),
            Map.entry("ratchet", Set.of("json", "verdict", "baseline", "evidence", "policy", "text")),
            Map.entry("policyfile", Set.of("policy", "text")),
            Map.entry("settings", Set.of("policyfile", "policy", "text")),
            Map.entry("site", Set.of("evidence", "policy", "text")),
            Map.entry("ledger", Set.of("evidence", "policy", "text")),
            Map.entry("gate", Set.of("policy", "site", "ledger", "evidence", "text")),
            Map.entry("classfile", Set.of("site", "evidence", "text")),
            Map.entry("members", Set.of("classfile", "policy", "evidence", "text")),
            Map.entry("weave", Set.of("members", "classfile", "policy", "site", "evidence", "text")),
            Map.entry("reference", Set.of("classfile", "policy", "evidence", "text")),
            Map.entry("console", Set.of("evidence", "policy", "text")),
            Map.entry("log", Set.of("console", "json", "evidence", "policy", "text")),
            Map.entry("report", Set.of("json", "sections", "verdict", "baseline", "evidence", "policy", "text")),
            Map.entry("classpath", Set.of("members", "classfile", "reference", "policy", "text")),
            Map.entry("policycheck", Set.of("classpath", "members", "classfile", "policyfile", "policy", "text")),
            Map.entry("proposal", Set.of("classpath", "classfile", "policy", "text")),
            Map.entry(
                    "scan",
                    Set.of(
                            "baseline",
                            "policyfile",
                            "policy",
                            "evidence",
                            "classpath",
                            "classfile",
                            "members",
                            "reference",
                            "json",
                            "text")),
            Map.entry("migrate", Set.of("classpath", "classfile", "policy", "text")),
            Map.entry("explain", Set.of("scan", "verdict", "evidence", "policy", "text")),
            Map.entry("bisect", Set.of("text")),
            Map.entry(
                    "cli",
                    Set.of(
                            "bisect",
                            "explain",
                            "migrate",
                            "ratchet",
                            "baseline",
                            "report",
                            "sections",
                            "verdict",
                            "ledger",
                            "scan",
                            "policycheck",
                            "proposal",
                            "classpath",
                            "about",
                            "settings",
                            "policyfile",
                            "policy",
                            "evidence",
                            "text")),
            Map.entry(
                    "runtime",
                    Set.of(
                            "about",
                            "policy",
                            "baseline",
                            "policyfile",
                            "settings",
                            "evidence",
                            "site",
                            "ledger",
                            "gate",
                            "weave",
                            "reference",
                            "console",
                            "log",
                            "text")));

    /** Packages of libraries, and the packages that alone may name them. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "net.bytebuddy..", Set.of("classfile", "weave"),
            "com.google.gson..", Set.of("json"),
            "ch.qos.logback..", Set.of("log"),
            "org.slf4j..", Set.of("log"),
            "picocli..", Set.of("cli"),
            "org.snakeyaml..", Set.of("policyfile"));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = OwnClasses.all();
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void aPackageKnowsOnlyWhatThePipelineLetsItKnow(String name, Set<String> known) {
        arrow(name, known).allowEmptyShould(true).check(classes);
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void aPackageSaysWhomItMayKnow(String name, Set<String> known) throws IOException {
        assertThat(saidToBeKnown(name)).isEqualTo(known);
    }

    /** By the sources, since no comment is in a class file. */
    private static Set<String> saidToBeKnown(String name) throws IOException {
        Path source = Path.of("src/main/java/dev/lastcall", name, "package-info.java");
        String text = Files.readString(
                Files.exists(source) ? source : Path.of("../evidence").resolve(source));
        Matcher said = Pattern.compile("Knows ([a-z, ]+)\\.").matcher(text.replaceAll("\\s+\\*?\\s*", " "));
        assertThat(said.find()).as("%s says whom it knows", name).isTrue();
        String names = said.group(1);
        return names.equals("no other package") ? Set.of() : Set.of(names.split(", | and ", -1));
    }

    @Test
    void anArrowThatIsNotDrawnIsFound() {
        assertThat(arrow("cli", Set.of()).evaluate(classes).hasViolation()).isTrue();
    }

    @Test
    void everyPackageHasItsPlaceInThePipeline() {
        Set<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(BASE.length()))
                .collect(toCollection(TreeSet::new));
        assertThat(packages).contains("about", "policy", "evidence", "site", "ledger", "report", "cli");
        assertThat(ARROWS.keySet()).containsAll(packages);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsNamedOnlyByItsPackages(String library, Set<String> owners) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        owners.stream().map(it -> BASE + it + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "policy", "evidence", "baseline", "verdict", "sections"})
    void whatIsALibraryKnowsTypesOfTheJdkOnly(String library) {
        noClasses()
                .that()
                .resideInAPackage(BASE + library + "..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.lastcall..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void nothingTouchesWhatAnApplicationServerConfiguresLate() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "java.lang.management..", "javax.management..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .because("JMX, JUL and System.getLogger before the application is up break WildFly")
                .check(classes);
    }

    @Test
    void everyPackageIsDescribedAndFreeOfUnmarkedNulls() {
        Set<JavaPackage> packages = classes.stream().map(JavaClass::getPackage).collect(toSet());
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info.java with @NullMarked", it.getName())
                        .isTrue());
    }

    private static ArchRule arrow(String name, Set<String> known) {
        return noClasses()
                .that()
                .resideInAPackage(BASE + name + "..")
                .should()
                .dependOnClassesThat(
                        isOurs().and(describe("are not known to " + name, it -> !isKnown(it, name, known))));
    }

    private static DescribedPredicate<JavaClass> isOurs() {
        return resideInAnyPackage("dev.lastcall..");
    }

    private static boolean isKnown(JavaClass it, String name, Set<String> known) {
        return Stream.concat(Stream.of(name), known.stream())
                .anyMatch(part -> (it.getPackageName() + '.').startsWith(BASE + part + '.'));
    }

    private static Stream<Arguments> arrows() {
        return ARROWS.entrySet().stream().map(arrow -> Arguments.of(arrow.getKey(), arrow.getValue()));
    }

    private static Stream<Arguments> libraries() {
        return LIBRARIES.entrySet().stream().map(library -> Arguments.of(library.getKey(), library.getValue()));
    }
}
