package dev.lastcall.scan;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.classpath.ClassFiles;
import dev.lastcall.classpath.ClassPath;
import dev.lastcall.classpath.EntryNames;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.classpath.Input;
import dev.lastcall.classpath.ShapeCollector;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.reference.Leaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The call sites in jars and folders, found without running anything: those that the agent would find if every class in
 * them was loaded, but for calls that are made by reflection or dispatched through a type that is not listed. And the
 * references: what else names the deprecated classes, and breaks if these go away. Immutable.
 *
 * @param policy as it was given
 * @param roots what was scanned, as the user named it
 * @param sites in the policy's order, then by state, caller and target
 * @param references in the policy's order, then by place and target; none from inside what goes away
 * @param signatures the deprecated signatures in the policy's order, and whether they name anything
 * @param canonical the canonical signatures that name something, as written
 * @param classes how many class files were read
 * @param classNames the classes in them
 * @param jars how many jars they came from, jars in jars included
 * @param hints one sentence for each signature that hardly means what it says, so that nothing is found of it
 * @param problems one sentence for each thing that could not be read
 * @param blindSpots what the policy names and neither a scan nor a process can see the use of
 * @param beside one sentence for each jar whose manifest adds to the class path what was not scanned
 */
public record Scan(
        Policy policy,
        List<String> roots,
        List<ScannedSite> sites,
        List<Reference> references,
        List<ScannedSignature> signatures,
        Set<String> canonical,
        int classes,
        Set<String> classNames,
        int jars,
        List<String> hints,
        List<String> problems,
        List<BlindSpot> blindSpots,
        List<String> beside) {
    public Scan {
        canonical = Set.copyOf(canonical);
        roots = List.copyOf(roots);
        classNames = Set.copyOf(classNames);
        references = List.copyOf(references);
        signatures = List.copyOf(signatures);
        hints = List.copyOf(hints);
        sites = List.copyOf(sites);
        problems = List.copyOf(problems);
        blindSpots = List.copyOf(blindSpots);
        beside = List.copyOf(beside);
    }

    /** Whether there is a call site or a reference to migrate. */
    public boolean hasFindings() {
        return hasOpenSites()
                || references.stream().anyMatch(it -> it.state() == ScannedSite.State.OPEN && !it.isDoubt());
    }

    /** The same, with what a baseline tolerates on that day marked as such. */
    public Scan against(Baseline baseline, LocalDate day) {
        List<ScannedSite> marked = new ArrayList<>();
        for (ScannedSite scanned : sites) {
            BaselineEntry entry = scanned.state() == ScannedSite.State.OPEN
                    ? baseline.find(scanned.site().rule(), SiteKey.of(scanned.site()), day)
                    : null;
            marked.add(
                    entry == null || entry.isExpiredOn(day)
                            ? scanned
                            : new ScannedSite(scanned.site(), ScannedSite.State.TOLERATED));
        }
        marked.sort(order(policy));
        return new Scan(
                policy,
                roots,
                marked,
                references,
                signatures,
                canonical,
                classes,
                classNames,
                jars,
                hints,
                problems,
                blindSpots,
                beside);
    }

    /** Whether there is a call site to migrate that is neither allowed nor tolerated. */
    public boolean hasOpenSites() {
        return sites.stream().anyMatch(it -> it.state() == ScannedSite.State.OPEN);
    }

    /** What was found of one rule. */
    record OfRule(List<ScannedSite> sites, List<Reference> references, List<String> namingNothing) {
        List<ScannedSite> sites(ScannedSite.State state) {
            return sites.stream().filter(it -> it.state() == state).toList();
        }
    }

    /** What was found, by the id of the rule. */
    Map<String, OfRule> byRule() {
        Map<String, OfRule> byRule = new HashMap<>();
        for (Rule rule : policy.rules()) {
            byRule.put(rule.id(), new OfRule(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }
        sites.forEach(it -> of(byRule, it.site().rule()).sites.add(it));
        references.forEach(it -> of(byRule, it.rule()).references.add(it));
        for (ScannedSignature signature : signatures) {
            if (signature.namesNothing()) {
                of(byRule, signature.rule()).namingNothing.add(signature.text());
            }
        }
        return byRule;
    }

    private static OfRule of(Map<String, OfRule> byRule, String id) {
        return Objects.requireNonNull(byRule.get(id), id);
    }

    /** As below, for rules that take away nothing but what they deprecate. */
    public static Scan of(Policy policy, List<Input> inputs, List<Input> classPath, LocalDate today) {
        return of(policy, inputs, classPath, today, rule -> List.of());
    }

    /**
     * Scans. Inputs are read twice, so that memory holds no class file for long: once for who extends whom, once for
     * the code.
     *
     * @param classPath where else superclasses and what is marked deprecated are looked up; the JDK that runs this
     *     always is
     * @param today for allow entries that expire
     * @param removedWith the classes that are removed together with what a rule deprecates: what they name is no
     *     reference, and what names them is one
     */
    public static Scan of(
            Policy policy,
            List<Input> inputs,
            List<Input> classPath,
            LocalDate today,
            Function<Rule, List<ClassPattern>> removedWith) {
        Set<String> problems = new LinkedHashSet<>();
        Map<String, ClassShape> shapes = new HashMap<>();
        ShapeCollector first = new ShapeCollector(shapes, problems);
        first.collect(inputs);
        try (ClassPath path = new ClassPath(classPath)) {
            Hierarchy hierarchy = new Hierarchy(shapes, path);
            Policy plain = resolved(policy, shapes, path, hierarchy);
            PolicyMatcher matcher = new PolicyMatcher(plain);
            Leaving leaving = new Leaving(plain, removedWith, hierarchy);
            NameFilter filter = leaving.filter(shapes.keySet());
            WordMeaning words = new WordMeaning(matcher, leaving, hierarchy, filter);
            ReferenceFinder references = new ReferenceFinder(matcher, leaving, words, today);
            Code code = new Code(
                    new SiteFinder(matcher, hierarchy, references, filter, today), new Resources(references), problems);
            inputs.forEach(input -> code.read(input, first.classes() > 0));
            List<ScannedSite> sites = new ArrayList<>(code.finder.sites());
            sites.sort(order(policy));
            List<Reference> found = new ArrayList<>(references.references());
            found.sort(orderOfReferences(policy));
            SignatureUse use = new SignatureUse(policy, shapes, hierarchy, path);
            List<ScannedSignature> signatures = use.signatures(sites, found);
            problems.addAll(path.problems());
            return new Scan(
                    policy,
                    inputs.stream().map(Input::name).toList(),
                    sites,
                    found,
                    signatures,
                    use.canonical(),
                    first.classes(),
                    shapes.keySet(),
                    first.jars(),
                    hints(policy, hierarchy),
                    List.copyOf(problems),
                    ListedConstants.in(policy, shapes.keySet(), hierarchy),
                    first.namedBeside(inputs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> hints(Policy policy, Hierarchy hierarchy) {
        List<String> hints = new ArrayList<>(Hints.of(policy));
        for (Rule rule : policy.rules()) {
            for (Signature signature : rule.deprecated()) {
                if (signature.member() instanceof Signature.Member.Field field
                        && signature.owner().isExact()
                        && isOnlyMethod(hierarchy.find(signature.owner().text()), field.name())) {
                    hints.add(rule.id() + ": " + signature.text()
                            + ": names a field, and there is only a method of that name: write " + signature.text()
                            + "(**)");
                }
            }
        }
        return hints;
    }

    private static boolean isOnlyMethod(@Nullable ClassShape shape, String name) {
        boolean isMethod = false;
        for (ClassShape.Member member : shape == null ? List.<ClassShape.Member>of() : shape.members()) {
            if (member.name().equals(name) && member.isField()) {
                return false;
            }
            isMethod |= member.name().equals(name);
        }
        return isMethod;
    }

    /** The policy with {@code @Deprecated in GLOB} replaced by what that names in the classes at hand. */
    private static Policy resolved(Policy policy, Map<String, ClassShape> shapes, ClassPath path, Hierarchy hierarchy) {
        if (policy.rules().stream().noneMatch(AnnotatedSignatures::areIn)) {
            return policy;
        }
        Set<String> names = path.names();
        names.addAll(shapes.keySet());
        names.addAll(path.jdkNames());
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            rules.add(new Rule(
                    rule.id(),
                    resolved(rule.deprecated(), names, hierarchy),
                    resolved(rule.canonical(), names, hierarchy),
                    rule.message(),
                    rule.allow(),
                    rule.mode(),
                    rule.ownMode(),
                    rule.removedWith(),
                    rule.missing()));
        }
        return new Policy(policy.mode(), rules, policy.terms(), policy.ownership(), policy.hash());
    }

    private static List<Signature> resolved(List<Signature> signatures, Set<String> names, Hierarchy hierarchy) {
        List<Signature> resolved = new ArrayList<>();
        for (Signature signature : signatures) {
            resolved.add(signature);
            if (!(signature.member() instanceof Signature.Member.Annotated)) {
                continue;
            }
            for (String name : names) {
                ClassShape shape = signature.owner().matches(name) ? hierarchy.find(name) : null;
                if (shape != null) {
                    resolved.addAll(AnnotatedSignatures.of(signature, shape));
                }
            }
        }
        return resolved;
    }

    private static Comparator<ScannedSite> order(Policy policy) {
        Map<String, Integer> ids = positions(policy);
        return Comparator.comparingInt(
                        (ScannedSite it) -> ids.getOrDefault(it.site().rule(), 0))
                .thenComparing(ScannedSite::state)
                .thenComparing(it -> it.site().caller().codeSource())
                .thenComparing(it -> it.site().caller().className())
                .thenComparing(it -> it.site().caller().line())
                .thenComparing(it -> it.site().caller().method())
                .thenComparing(it -> it.site().caller().descriptor())
                .thenComparing(it -> it.site().target().toString())
                .thenComparing(it -> it.site().kind());
    }

    private static Comparator<Reference> orderOfReferences(Policy policy) {
        Map<String, Integer> ids = positions(policy);
        return Comparator.comparingInt((Reference it) -> ids.getOrDefault(it.rule(), 0))
                .thenComparing(it -> it.place().codeSource())
                .thenComparing(it -> it.place().file())
                .thenComparing(it -> it.place().className())
                .thenComparing(it -> it.place().line())
                .thenComparing(it -> it.place().member())
                .thenComparing(it -> it.place().descriptor())
                .thenComparing(Reference::kind)
                .thenComparing(Reference::target)
                .thenComparing(Reference::targetMember);
    }

    private static Map<String, Integer> positions(Policy policy) {
        Map<String, Integer> positions = new HashMap<>();
        policy.rules().forEach(rule -> positions.put(rule.id(), positions.size()));
        return positions;
    }

    private static final class Code implements ClassFiles.Sink {
        private final SiteFinder finder;
        private final Resources resources;
        private final Set<String> problems;
        private boolean found;

        Code(SiteFinder finder, Resources resources, Set<String> problems) {
            this.finder = finder;
            this.resources = resources;
            this.problems = problems;
        }

        /** @param others whether there are classes in other inputs: if in none, that was said */
        void read(Input input, boolean others) {
            found = false;
            ClassFiles.read(input, this);
            if (others && !found) {
                problems.add(input.name() + ": there is nothing in it that could name a class");
            }
        }

        @Override
        public void jar() {
            // counted the first time
        }

        @Override
        public void classFile(String codeSource, String entry, byte[] content) {
            found = true;
            try {
                finder.search(codeSource, content);
            } catch (IOException e) {
                problems.add(ShapeCollector.unreadable(codeSource, entry, e));
            }
        }

        @Override
        public boolean wants(String entry) {
            return EntryNames.isModuleInfo(entry) || resources.areIn(entry);
        }

        @Override
        public void file(String codeSource, String entry, byte[] content) {
            found = true;
            if (EntryNames.isModuleInfo(entry)) {
                classFile(codeSource, entry, content);
            } else {
                resources.read(codeSource, entry, content);
            }
        }

        @Override
        public void problem(String sentence) {
            found = true;
            problems.add(sentence);
        }
    }
}
