package dev.lastcall.scan;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.Site;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.scan.ForbiddenApis.Violation;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import dev.lastcall.weave.CallTransformer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of the JDK that are named through another class: agent, scan and forbidden-apis find the same lines. */
class JdkSubclassesTest {
    /** The marks say under which signature a line is found. */
    private static final String USES = """
            package a;

            import java.util.*;

            class Uses {
                static class Worker extends Thread {}
                static class Painter extends Worker { public long getId() { return 1; } }
                static class Mine extends Date { Mine() { super(0); } public int getDate() { return 2; } }
                static class Table extends Hashtable<String, String> { }
                static class Words extends Table { public boolean isEmpty() { return true; } void own() {} }
                static class Source extends java.io.FilterInputStream {
                    Source() { super(null); }
                    Object under() { return in; } // field
                }
                interface Numbers extends Enumeration<Integer> {}
                static class Few implements Numbers {
                    public boolean hasMoreElements() { return false; }
                    public Integer nextElement() { return 1; }
                }
                static class Other { long getId() { return 3; } int getDate() { return 4; } static void getInstance() {} }
                static class Hiding extends GregorianCalendar { public static Calendar getInstance() { return null; } }

                void jdksOwn(Stack<String> stack, java.sql.Timestamp time, java.sql.Time clock) {
                    stack.addElement("x"); // vector
                    stack.push("x");
                    new ArrayList<String>().add("x"); // collection
                    stack.add("x"); // vectors collection
                    time.getDate(); // date
                    clock.getDate(); // date
                    GregorianCalendar.getInstance(); // calendar
                    Calendar.getInstance(); // calendar
                    Hiding.getInstance();
                    new Properties().get("x"); // table
                }

                void applications(Worker worker, Painter painter, Mine mine, Other other, Table table, Words words) {
                    worker.getId(); // thread
                    painter.getId(); // thread
                    mine.getDate(); // date
                    table.get("x"); // table
                    words.isEmpty(); // table
                    words.size(); // table
                    words.own();
                    words.hashCode();
                    other.getId();
                    other.getDate();
                    Other.getInstance();
                }

                void implementations(Few few, Numbers numbers, StringTokenizer tokens) {
                    few.hasMoreElements(); // enumeration
                    numbers.hasMoreElements(); // enumeration
                    tokens.hasMoreElements(); // enumeration
                    few.nextElement();
                }

                Object references(Worker worker) {
                    java.util.function.LongSupplier bound = worker::getId; // thread
                    java.util.function.ToLongFunction<Painter> unbound = Painter::getId; // thread
                    java.util.function.Supplier<Calendar> stat = GregorianCalendar::getInstance; // calendar
                    return List.of(bound, unbound, stat);
                }
            }
            """;

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        Compiled.into(classes, "", Map.of("a.Uses", USES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "vector java.util.Vector#addElement(java.lang.Object)",
                "vectors java.util.Vector#add(java.lang.Object)",
                "collection java.util.Collection#add(java.lang.Object)",
                "date java.util.Date#getDate()",
                "thread java.lang.Thread#getId()",
                "calendar java.util.Calendar#getInstance()",
                "enumeration java.util.Enumeration#hasMoreElements()",
                "field java.io.FilterInputStream#in"
            })
    void allThreeFindTheSameLines(String mark, String signature) throws Exception {
        Set<Integer> marked = marked(mark);
        assertThat(marked).isNotEmpty();
        assertThat(lines(scanned(policyOf(signature)))).as("scan").isEqualTo(marked);
        assertThat(lines(woven(policyOf(signature)))).as("agent").isEqualTo(marked);
        assertThat(theirs(signature)).as("forbidden-apis").isEqualTo(marked);
    }

    private static Policy policyOf(String... signatures) {
        return policy(Mode.LOG, rule("r", signatures(signatures), List.of()));
    }

    /** What is listed as a whole is constructed, too, where a class extends it. */
    @ParameterizedTest
    @CsvSource({"java.util.Hashtable", "java.util.Hash?able", "java.util.Hashtable*"})
    void aClassThatIsListedAsAWholeHasTheNamesOfItsMembers(String signature) throws Exception {
        Set<Integer> marked = marked("table");
        assertThat(lines(scanned(policyOf(signature)))).containsAll(marked);
        assertThat(lines(woven(policyOf(signature)))).isEqualTo(lines(scanned(policyOf(signature))));
        assertThat(marked("own")).isEmpty();
        assertThat(lines(scanned(policyOf(signature)))).doesNotContain(line("words.own();"), line("words.hashCode();"));
    }

    @Test
    void aRuleIsNotHiddenByAnother() throws Exception {
        Policy policy = policy(
                Mode.LOG,
                rule("vector", signatures("java.util.Vector#add(java.lang.Object)"), List.of()),
                rule("collection", signatures("java.util.Collection#add(java.lang.Object)"), List.of()));
        assertThat(lines(ofRule("vector", scanned(policy)))).isEqualTo(marked("vectors"));
        assertThat(lines(ofRule("collection", scanned(policy)))).isEqualTo(marked("collection"));
        assertThat(lines(ofRule("vector", woven(policy)))).isEqualTo(marked("vectors"));
        assertThat(lines(ofRule("collection", woven(policy)))).isEqualTo(marked("collection"));
    }

    @Test
    void whatIsMarkedInTheJdkIsFoundThroughSubclasses() throws Exception {
        assertThat(lines(woven(policyOf("@Deprecated in java.util.**")))).containsAll(marked("date"));
        assertThat(lines(scanned(policyOf("@Deprecated in java.util.**")))).containsAll(marked("date"));
    }

    @Test
    void aClassThatWasNotAtHandIsABlindSpotOnceItLoadsAndInherits() throws Exception {
        Map<String, byte[]> files = Compiled.content(classes);
        byte[] worker = Objects.requireNonNull(files.remove("a/Uses$Worker.class"));
        byte[] painter = Objects.requireNonNull(files.remove("a/Uses$Painter.class"));
        byte[] other = Objects.requireNonNull(files.remove("a/Uses$Other.class"));
        List<String> blind = new ArrayList<>();
        List<Site> sites = new ArrayList<>();
        CallTransformer transformer = transformer(policyOf("java.lang.Thread#getId()"), sites, blind);
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], null)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                transform(transformer, nothing, file.getKey(), file.getValue());
            }
            assertThat(blind).isEmpty();
            transform(transformer, nothing, "a/Uses$Other.class", other);
            assertThat(blind).isEmpty();
            transform(transformer, nothing, "a/Uses$Worker.class", worker);
            transform(transformer, nothing, "a/Uses$Painter.class", painter);
        }
        assertThat(sites)
                .extracting(it -> it.caller().line())
                .containsExactly(line("worker::getId")); // javac names Thread
        assertThat(blind)
                .containsExactlyInAnyOrder(
                        "a.Uses$Worker: its class file was not at hand when a.Uses was woven, which uses java.lang.Thread.getId"
                                + " by the name of a.Uses$Worker: what that class does so is not seen",
                        "a.Uses$Painter: its class file was not at hand when a.Uses was woven, which uses java.lang.Thread.getId"
                                + " by the name of a.Uses$Painter: what that class does so is not seen");
    }

    private static List<Site> scanned(Policy policy) {
        Scan scan = Scan.of(policy, List.of(new Input("classes", classes)), List.of(), LocalDate.EPOCH);
        assertThat(scan.problems()).isEmpty();
        return scan.sites().stream().map(ScannedSite::site).toList();
    }

    /** Woven with each class as the first, since a subclass may load after its caller. */
    private static List<Site> woven(Policy policy) throws Exception {
        List<Site> sites = new ArrayList<>();
        List<String> blind = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            CallTransformer transformer = transformer(policy, sites, blind);
            Map<String, byte[]> files = new LinkedHashMap<>(Compiled.content(classes));
            transform(transformer, loader, "a/Uses.class", Objects.requireNonNull(files.remove("a/Uses.class")));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                transform(transformer, loader, file.getKey(), file.getValue());
            }
        }
        assertThat(blind).isEmpty();
        return sites;
    }

    private static CallTransformer transformer(Policy policy, List<Site> sites, List<String> blind) {
        return new CallTransformer(
                new PolicyMatcher(policy),
                new WovenProcess(new Sites((number, site) -> sites.add(site)), OtherAgents.NONE),
                (name, reason) -> blind.add(name + ": " + reason));
    }

    private static void transform(CallTransformer transformer, ClassLoader loader, String file, byte[] content) {
        transformer.transform(
                loader.getUnnamedModule(), loader, file.substring(0, file.indexOf('.')), null, null, content);
    }

    private static Set<Integer> theirs(String signature) throws Exception {
        return ForbiddenApis.checkFolder(signature, classes).stream()
                .map(Violation::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Site> ofRule(String rule, List<Site> sites) {
        return sites.stream().filter(it -> it.rule().equals(rule)).toList();
    }

    private static Set<Integer> lines(List<Site> sites) {
        return sites.stream().map(it -> it.caller().line()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> marked(String mark) {
        List<String> lines = USES.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> List.of(lines.get(i).replaceFirst("(.*// )|.*", "").split(" "))
                        .contains(mark))
                .mapToObj(i -> i + 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int line(String text) {
        return USES.substring(0, USES.indexOf(text)).split("\n").length;
    }
}
