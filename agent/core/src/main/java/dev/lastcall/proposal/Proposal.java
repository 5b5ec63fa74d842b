package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classpath.ClassPath;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.classpath.Input;
import dev.lastcall.classpath.ShapeCollector;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy made from what is marked deprecated, one rule for each family of classes, to be edited by people.
 *
 * @param yaml the policy file; without rules it is not a valid one
 * @param rules how many rules there are
 * @param left how many rules were left out, since nobody wanted them
 * @param leftOut what is marked in wanted classes, and in no rule; the file names it in comments
 * @param problems one sentence for each thing that could not be read
 */
public record Proposal(String yaml, int rules, int left, List<LeftOut> leftOut, List<String> problems) {
    public Proposal {
        leftOut = List.copyOf(leftOut);
        problems = List.copyOf(problems);
    }

    /**
     * Proposes.
     *
     * @param sources jars and folders of {@code .java} files, besides those that lie beside the inputs
     * @param classPath where the replacements that comments name are looked up besides the inputs and the JDK
     * @param only which classes are wanted, with those nested in them; empty: all
     */
    public static Proposal of(List<Input> inputs, List<Path> sources, List<Input> classPath, List<ClassPattern> only) {
        Set<String> problems = new LinkedHashSet<>();
        Map<String, ClassShape> shapes = new TreeMap<>();
        ShapeCollector collector = new ShapeCollector(shapes, problems);
        collector.collect(inputs);
        try (ClassPath path = new ClassPath(classPath);
                SourceFiles files = new SourceFiles(inputs, sources)) {
            Hierarchy hierarchy = new Hierarchy(shapes, path);
            ProposedRules rules = new ProposedRules(hierarchy, files);
            rules.write(shapes.values(), name -> isWanted(name, only));
            problems.addAll(path.problems());
            int left = rules.families() - rules.size();
            return new Proposal(rules.yaml(), rules.size(), left, rules.leftOut(), List.copyOf(problems));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As above, of all classes. */
    public static Proposal of(List<Input> inputs, List<Path> sources, List<Input> classPath) {
        return of(inputs, sources, classPath, List.of());
    }

    private static boolean isWanted(String className, List<ClassPattern> only) {
        for (ClassPattern pattern : only) {
            if (pattern.matches(className) || Removal.outers(className).stream().anyMatch(pattern::matches)) {
                return true;
            }
        }
        return only.isEmpty();
    }
}
