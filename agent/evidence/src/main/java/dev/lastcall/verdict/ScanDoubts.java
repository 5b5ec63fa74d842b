package dev.lastcall.verdict;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the code that is shipped was looked at, and holds no call site that no process has loaded. */
final class ScanDoubts implements Doubts {

    @Override
    public List<Reason> on(Fleet fleet) {
        ScanFacts scan = fleet.scan();
        List<Reason> doubts = new ArrayList<>();
        for (Rule rule : fleet.rules()) {
            addLoadedLookAlikes(fleet, rule, doubts);
        }
        if (scan == null) {
            if (fleet.question().purpose() == Purpose.DELETE) {
                doubts.add(Reason.of(
                        DoubtCode.NO_SCAN,
                        "",
                        "",
                        "",
                        "nobody looked for what names the deprecated classes without calling them",
                        "name all that is shipped with --scan"));
            }
            return doubts;
        }
        if (scan.classes() == 0) {
            doubts.add(Reason.of(
                    DoubtCode.SCAN_PROBLEM,
                    "",
                    "",
                    String.join(" ", scan.roots()),
                    "there is no class in " + String.join(", ", scan.roots()),
                    "name the jars and folders that are shipped"));
        }
        for (String problem : scan.problems()) {
            doubts.add(Reason.of(
                    DoubtCode.SCAN_PROBLEM,
                    "",
                    "",
                    problem,
                    "scan: " + problem,
                    "mend it, or accept it with a reason"));
        }
        if (fleet.question().purpose() == Purpose.DELETE) {
            addLookAlikes(scan, doubts);
            addNotScanned(fleet, scan, doubts);
        }
        for (Rule rule : fleet.rules()) {
            addNeverLoaded(fleet, rule, scan, doubts);
        }
        return doubts;
    }

    /** Jars and folders that were run and are not in the scan: it does not show what else they name. */
    private static void addNotScanned(Fleet fleet, ScanFacts scan, List<Reason> doubts) {
        notScanned(fleet, scan)
                .forEach((source, className) -> doubts.add(Reason.of(
                        DoubtCode.SCAN_PROBLEM,
                        "",
                        "",
                        source,
                        "scan: " + className + " is not in it, which was loaded from " + source,
                        "name all that is shipped with --scan, or accept it with a reason")));
    }

    /** The jars and folders that callers were loaded from and that are not in the scan, each with such a class. */
    static Map<String, String> notScanned(Fleet fleet, ScanFacts scan) {
        Set<String> classNames = scan.classNames();
        if (classNames == null) {
            return Map.of();
        }
        Map<String, String> classBySource = new TreeMap<>();
        for (Rule rule : fleet.rules()) {
            for (TalliedSite site : fleet.sites(rule)) {
                Caller caller = site.example().caller();
                if (isFile(caller.codeSource()) && !classNames.contains(caller.className())) {
                    classBySource.merge(caller.codeSource(), caller.className(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
                }
            }
        }
        return classBySource;
    }

    /**
     * Whether a class came from a jar or a folder: ledgers name one by its path, and by its whole location what lies in
     * a jar.
     */
    private static boolean isFile(String codeSource) {
        return codeSource.startsWith("/")
                || codeSource.startsWith("file:")
                || codeSource.startsWith("jar:")
                || codeSource.startsWith("nested:");
    }

    /** Texts that may be names: a class that is loaded by such a text is not found any more. */
    private static void addLookAlikes(ScanFacts scan, List<Reason> doubts) {
        for (ReferenceFact reference : scan.references()) {
            if (!reference.certain()) {
                doubts.add(Reason.of(
                        DoubtCode.POSSIBLE_REFERENCE,
                        reference.rule(),
                        "",
                        reference.place(),
                        reference.rule() + ": " + reference.place() + " holds a text that names " + reference.target()
                                + " (" + reference.kind() + ")",
                        "see whether a class is loaded by it, and accept it with a reason if none is"));
            }
        }
    }

    /** The same in loaded classes; those that were scanned as well are no further doubt. */
    private static void addLoadedLookAlikes(Fleet fleet, Rule rule, List<Reason> doubts) {
        for (TalliedReference reference : fleet.references(rule)) {
            String place = reference.example().place();
            if (reference.example().kind().isDoubt() && !isScanned(fleet.scan(), rule, place)) {
                doubts.add(Reason.of(
                        DoubtCode.POSSIBLE_REFERENCE,
                        rule.id(),
                        "",
                        place,
                        rule.id() + ": " + place + " holds a text that names "
                                + reference.example().named() + " ("
                                + reference.example().kind().label() + ")",
                        "see whether a class is loaded by it, and accept it with a reason if none is",
                        "services",
                        new ArrayList<>(reference.services())));
            }
        }
    }

    private static boolean isScanned(@Nullable ScanFacts scan, Rule rule, String place) {
        if (scan != null) {
            for (ReferenceFact fact : scan.references()) {
                if (!fact.certain()
                        && fact.rule().equals(rule.id())
                        && fact.place().equals(place)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** For a deletion they are findings, and for a ratchet as well, or tolerated. */
    private static void addNeverLoaded(Fleet fleet, Rule rule, ScanFacts scan, List<Reason> doubts) {
        if (fleet.question().purpose() != Purpose.BLOCK
                || fleet.question().terms().acceptsUnreached()) {
            return;
        }
        for (Site site : neverLoaded(fleet, rule, scan)) {
            Caller caller = site.caller();
            boolean initializer = caller.method().equals("<clinit>");
            doubts.add(Reason.of(
                    DoubtCode.UNREACHED,
                    rule.id(),
                    "",
                    SiteKey.of(site).callerClass() + '#' + caller.method(),
                    rule.id() + ": in the scan, and never loaded: " + caller.asStackFrame() + " -> "
                            + site.target().asReference()
                            + (initializer ? "; a refusal in a static initializer breaks the class for good" : ""),
                    "exercise it, migrate it, allow " + caller.className() + ", or accept it with a reason",
                    "staticInitializer",
                    initializer ? "yes" : "no"));
        }
    }

    /** The scanned call sites of deprecated members that are open, and that no process has. */
    static List<Site> neverLoaded(Fleet fleet, Rule rule, ScanFacts scan) {
        Set<String> loaded = new LinkedHashSet<>();
        for (TalliedSite site : fleet.sites(rule)) {
            loaded.add(site.key().withoutArtifact());
        }
        List<Site> missing = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        for (Site site : scan.openSites()) {
            String place = SiteKey.of(site).withoutArtifact();
            if (site.rule().equals(rule.id())
                    && !loaded.contains(place)
                    && named.add(place)
                    && !Ratchet.tolerates(fleet.question(), rule, SiteKey.of(site))) {
                missing.add(site);
            }
        }
        return missing;
    }

    /** How many of what is scanned. */
    static String inWords(ScanFacts scan) {
        return Words.count(scan.classes(), "class", "classes") + " in " + String.join(", ", scan.roots());
    }
}
