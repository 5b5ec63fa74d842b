package dev.lastcall.verdict;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Site;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scan of the shipped code has found, without running it, by the policy of the question. Immutable.
 *
 * @param roots the scanned files and folders, as the user named them
 * @param classes how many classes were read
 * @param sites the call sites of deprecated members, by any caller
 * @param openSites those of them that no entry allows and that are not delegation
 * @param references places that name something deprecated without calling it
 * @param named the deprecated signatures that name something there, declared or used, as written
 * @param gone the deprecated signatures for whose class neither the class nor one with a similar name was found, as
 *     written
 * @param problems what could not be read, one sentence each
 * @param classNames the classes that were read; null if they are not known
 * @param canonical the canonical signatures that name something there or in the JDK, as written
 * @param blindSpots what the policy names and neither a scan nor a process can see the use of
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
        Set<String> canonical,
        List<BlindSpot> blindSpots) {
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
        blindSpots = List.copyOf(blindSpots);
    }

    /** Facts of a scan that read so many classes of those files. What is not added is empty or not known. */
    public static Builder of(List<String> roots, int classes) {
        return new Builder(roots, classes);
    }

    /**
     * Something that names a deprecated class or member without calling it.
     *
     * @param rule the rule's id
     * @param kind the kind of reference, such as {@code supertype}
     * @param place a class and its member, or a file
     * @param target what is named
     * @param certain whether it fails when the target is deleted; else the text may only look like its name
     */
    public record ReferenceFact(String rule, String kind, String place, String target, boolean certain) {}

    /** Collects the facts one by one. */
    public static final class Builder {
        private final List<String> roots;
        private final int classes;
        private List<Site> sites = List.of();
        private List<Site> openSites = List.of();
        private List<ReferenceFact> references = List.of();
        private Set<String> named = Set.of();
        private Set<String> gone = Set.of();
        private List<String> problems = List.of();
        private @Nullable Set<String> classNames;
        private Set<String> canonical = Set.of();
        private List<BlindSpot> blindSpots = List.of();

        private Builder(List<String> roots, int classes) {
            this.roots = roots;
            this.classes = classes;
        }

        /**
         * The call sites of deprecated members.
         *
         * @param open those of them that no entry allows and that are not delegation
         */
        public Builder sites(List<Site> all, List<Site> open) {
            sites = all;
            openSites = open;
            return this;
        }

        public Builder references(List<ReferenceFact> found) {
            references = found;
            return this;
        }

        /** The deprecated signatures that name something, and those for whose class none was found. */
        public Builder signatures(Set<String> naming, Set<String> withoutClass) {
            named = naming;
            gone = withoutClass;
            return this;
        }

        public Builder problems(List<String> sentences) {
            problems = sentences;
            return this;
        }

        public Builder classNames(Set<String> read) {
            classNames = read;
            return this;
        }

        public Builder canonical(Set<String> naming) {
            canonical = naming;
            return this;
        }

        public Builder blindSpots(List<BlindSpot> unseen) {
            blindSpots = unseen;
            return this;
        }

        public ScanFacts build() {
            return new ScanFacts(
                    roots,
                    classes,
                    sites,
                    openSites,
                    references,
                    named,
                    gone,
                    problems,
                    classNames,
                    canonical,
                    blindSpots);
        }
    }
}
