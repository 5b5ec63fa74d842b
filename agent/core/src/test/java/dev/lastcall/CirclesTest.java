package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of one package that know each other in a circle; between packages {@link ArchitectureTest} allows none. */
class CirclesTest {

    @Test
    void aPackageHasNoCircleOfClasses() {
        assertThat(circles(graph(OwnClasses.all()))).isEmpty();
    }

    /** They lie in other class loaders than core, and so on no class path of it. */
    @ParameterizedTest
    @ValueSource(strings = {"launch", "bridge"})
    void norHasAModuleThatTheApplicationSees(String module) {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("..", module, "target", "classes"));
        assertThat(classes).isNotEmpty();
        assertThat(circles(graph(classes))).isEmpty();
    }

    @Test
    void aCircleIsFoundOverAnyNumberOfClasses() {
        Map<String, Set<String>> graph = Map.of(
                "dev.lastcall.a.One", Set.of("dev.lastcall.a.Two"),
                "dev.lastcall.a.Two", Set.of("dev.lastcall.a.Three"),
                "dev.lastcall.a.Three", Set.of("dev.lastcall.a.One", "dev.lastcall.a.Leaf"),
                "dev.lastcall.a.Leaf", Set.of());
        assertThat(circles(graph)).containsExactly("a: One Three Two");
    }

    /** By class, the classes of its package that it knows; nested ones stand with the class around them. */
    private static Map<String, Set<String>> graph(JavaClasses classes) {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> known = graph.computeIfAbsent(outer(type), it -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().equals(type.getPackageName())
                        && !outer(target).equals(outer(type))) {
                    known.add(outer(target));
                }
            }
        }
        return graph;
    }

    private static String outer(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }

    private static Set<String> circles(Map<String, Set<String>> graph) {
        Map<String, Set<String>> reached = new TreeMap<>();
        graph.keySet().forEach(it -> reached.put(it, reachedFrom(it, graph)));
        Set<String> circles = new TreeSet<>();
        reached.forEach((type, from) -> {
            Set<String> circle = new TreeSet<>();
            for (String other : from) {
                if (reached.getOrDefault(other, Set.of()).contains(type)) {
                    circle.add(other.substring(other.lastIndexOf('.') + 1));
                }
            }
            if (!circle.isEmpty()) {
                circles.add(type.substring(0, type.lastIndexOf('.')).replace("dev.lastcall.", "") + ": "
                        + String.join(" ", circle));
            }
        });
        return circles;
    }

    private static Set<String> reachedFrom(String start, Map<String, Set<String>> graph) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(graph.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(graph.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
