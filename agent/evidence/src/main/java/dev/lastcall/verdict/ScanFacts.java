package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the code that is shipped has found, without running it, under the policy asked about. Immutable.
 *
 * @param roots what was looked at, as the user named it
 * @param classes how many classes were read
 * @param sites the call sites of deprecated members, by any caller
 * @param openSites those of them that nobody has allowed and that are no delegation
 * @param references what else names something deprecated
 * @param named the deprecated signatures that name something there, declared or used, as written
 * @param gone the deprecated signatures whose class is nowhere there, nor one that is called like it, as written
 * @param problems what could not be read, one sentence each
 * @param classNames the classes that were read; null if they are not known
 * @param canonical the canonical signatures that name something there or in the JDK, as written
 */
public record ScanFacts(
        List<String> roots,
        int classes,
        List<Site> sites,
        List<Site> openSites,
        List<ReferenceFact> references,
        Set<String> named,
        Set<String> gone,
        List<String> problems,
        @Nullable Set<String> classNames,
        Set<String> canonical) {
    /** A scan of which the classes are not known, nor whether there is what is canonical. */
    public ScanFacts(
            List<String> roots,
            int classes,
            List<Site> sites,
            List<Site> openSites,
            List<ReferenceFact> references,
            Set<String> named,
            Set<String> gone,
            List<String> problems) {
        this(roots, classes, sites, openSites, references, named, gone, problems, null, Set.of());
    }

    /** A scan of which it is not known whether there is what is canonical. */
    public ScanFacts(
            List<String> roots,
            int classes,
            List<Site> sites,
            List<Site> openSites,
            List<ReferenceFact> references,
            Set<String> named,
            Set<String> gone,
            List<String> problems,
            Set<String> classNames) {
        this(roots, classes, sites, openSites, references, named, gone, problems, classNames, Set.of());
    }

    public ScanFacts {
        roots = List.copyOf(roots);
        sites = List.copyOf(sites);
        openSites = List.copyOf(openSites);
        references = List.copyOf(references);
        named = Set.copyOf(named);
        gone = Set.copyOf(gone);
        problems = List.copyOf(problems);
        classNames = classNames == null ? null : Set.copyOf(classNames);
        canonical = Set.copyOf(canonical);
    }

    /**
     * Something that names a deprecated class or member without calling it.
     *
     * @param rule the rule's id
     * @param kind how, as in {@code supertype}
     * @param place where: a class and its member, or a file
     * @param target what is named
     * @param certain whether it fails when that is gone; else it may only look like its name
     */
    public record ReferenceFact(String rule, String kind, String place, String target, boolean certain) {}
}
