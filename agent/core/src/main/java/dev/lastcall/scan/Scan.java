package dev.lastcall.scan;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.weave.AnnotatedSignatures;
import dev.lastcall.weave.ClassShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The call sites in jars and folders, found without running anything: those that the agent would find if every class in
 * them was loaded, but for calls that are made by reflection or dispatched through a type that is not listed.
 *
 * @param policy as it was given
 * @param sites in the policy's order, then by state, caller and target
 * @param classes how many class files were read
 * @param jars how many jars they came from, jars in jars included
 * @param hints one sentence for each signature that hardly means what it says, so that nothing is found of it
 * @param problems one sentence for each thing that could not be read
 */
public record Scan(
        Policy policy, List<ScannedSite> sites, int classes, int jars, List<String> hints, List<String> problems) {
    public Scan {
        hints = List.copyOf(hints);
        sites = List.copyOf(sites);
        problems = List.copyOf(problems);
    }

    /** Whether there is a call site to migrate. */
    public boolean hasFindings() {
        return sites.stream().anyMatch(it -> it.state() == ScannedSite.State.OPEN);
    }

    /** The sites of one rule in one state. */
    List<ScannedSite> sites(Rule rule, ScannedSite.State state) {
        return sites.stream()
                .filter(it -> it.state() == state && it.site().rule().equals(rule.id()))
                .toList();
    }

    /**
     * Scans. Inputs are read twice, so that memory holds no class file for long: once for who extends whom, once for the
     * code.
     *
     * @param classPath where else superclasses and what is marked deprecated are looked up; the JDK that runs this
     *     always is
     * @param today for allow entries that expire
     */
    public static Scan of(Policy policy, List<Input> inputs, List<Input> classPath, LocalDate today) {
        Set<String> problems = new LinkedHashSet<>();
        Map<String, ClassShape> shapes = new HashMap<>();
        ShapeCollector first = new ShapeCollector(shapes, problems);
        first.collect(inputs);
        try (ClassPath path = new ClassPath(classPath)) {
            Hierarchy hierarchy = new Hierarchy(shapes, path);
            Coverage coverage = new Coverage(resolved(policy, shapes, path, hierarchy));
            Code code = new Code(new SiteFinder(coverage, hierarchy, today), problems);
            inputs.forEach(input -> ClassFiles.read(input, code));
            problems.addAll(path.problems());
            List<ScannedSite> sites = new ArrayList<>(code.finder.sites());
            sites.sort(order(policy));
            return new Scan(
                    policy, sites, first.classes(), first.jars(), hints(policy, hierarchy), List.copyOf(problems));
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
                    rule.mode()));
        }
        return new Policy(policy.mode(), rules, policy.hash());
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
        List<String> ids = policy.rules().stream().map(Rule::id).toList();
        return Comparator.comparingInt((ScannedSite it) -> ids.indexOf(it.site().rule()))
                .thenComparing(ScannedSite::state)
                .thenComparing(it -> it.site().caller().codeSource())
                .thenComparing(it -> it.site().caller().className())
                .thenComparing(it -> it.site().caller().line())
                .thenComparing(it -> it.site().caller().method())
                .thenComparing(it -> it.site().caller().descriptor())
                .thenComparing(it -> it.site().target().toString())
                .thenComparing(it -> it.site().kind());
    }

    private static final class Code implements ClassFiles.Sink {
        private final SiteFinder finder;
        private final Set<String> problems;

        Code(SiteFinder finder, Set<String> problems) {
            this.finder = finder;
            this.problems = problems;
        }

        @Override
        public void jar() {
            // counted the first time
        }

        @Override
        public void classFile(String codeSource, String entry, byte[] content) {
            try {
                finder.search(codeSource, content);
            } catch (IOException e) {
                problems.add(ShapeCollector.unreadable(codeSource, entry, e));
            }
        }

        @Override
        public void problem(String sentence) {
            problems.add(sentence);
        }
    }
}
