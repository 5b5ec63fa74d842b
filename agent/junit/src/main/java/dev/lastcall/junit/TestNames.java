package dev.lastcall.junit;

import dev.lastcall.junit.TestNode.Stance;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Creates a {@link TestNode} from what the platform knows about a test. */
final class TestNames {
    private static final String REPEATED = "org.junit.jupiter.api.RepeatedTest";

    private TestNames() {}

    static TestNode node(TestPlan plan, TestIdentifier test) {
        Method method = method(test);
        Class<?> type = method == null ? type(plan, test) : declaring(test, method);
        String parent = test.getParentId().orElse(null);
        boolean repeats = method != null && isRepeated(method) && test.isTest();
        return new TestNode(
                test.getUniqueId(),
                parent,
                name(plan, test),
                repeats && parent != null ? parent : test.getUniqueId(),
                test.isTest() && !test.isContainer(),
                stances(type, method));
    }

    private static String name(TestPlan plan, TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource of) {
            String name = of.getClassName() + "." + of.getMethodName();
            return isOneOfMany(plan, test, of) ? name + " " + test.getDisplayName() : name;
        }
        if (source instanceof ClassSource of) {
            return of.getClassName();
        }
        String parent = plan.getParent(test)
                .filter(outer -> outer.getParentId().isPresent())
                .map(outer -> outer.getDisplayName() + " / ")
                .orElse("");
        return parent + test.getDisplayName();
    }

    /** Whether the same method runs under other names as well: with other parameters, or repeated. */
    private static boolean isOneOfMany(TestPlan plan, TestIdentifier test, MethodSource source) {
        return plan.getParent(test)
                .flatMap(TestIdentifier::getSource)
                .filter(outer ->
                        outer instanceof MethodSource of && of.getMethodName().equals(source.getMethodName()))
                .isPresent();
    }

    private static @Nullable Method method(TestIdentifier test) {
        try {
            return test.getSource().orElse(null) instanceof MethodSource source ? source.getJavaMethod() : null;
        } catch (RuntimeException unknown) { // a name that is no method's
            return null;
        }
    }

    /** The class that is tested, which may inherit the method. */
    private static Class<?> declaring(TestIdentifier test, Method method) {
        if (test.getSource().orElse(null) instanceof MethodSource source) {
            try {
                return source.getJavaClass();
            } catch (RuntimeException unknown) {
                return method.getDeclaringClass();
            }
        }
        return method.getDeclaringClass();
    }

    private static @Nullable Class<?> type(TestPlan plan, TestIdentifier test) {
        Optional<TestIdentifier> at = Optional.of(test);
        while (at.isPresent()) {
            if (at.get().getSource().orElse(null) instanceof ClassSource source) {
                try {
                    return source.getJavaClass();
                } catch (RuntimeException unknown) {
                    return null;
                }
            }
            at = plan.getParent(at.get());
        }
        return null;
    }

    /** Found by name, since Jupiter may be missing. */
    private static boolean isRepeated(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals(REPEATED));
    }

    /** The annotations of the test's method, then of its class, then of the enclosing classes. */
    private static List<Stance> stances(@Nullable Class<?> type, @Nullable Method method) {
        List<Stance> stances = new ArrayList<>();
        if (method != null) {
            add(method, stances);
        }
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            add(at, stances);
        }
        return stances;
    }

    private static void add(AnnotatedElement element, List<Stance> stances) {
        for (AllowsDeprecated entry :
                AnnotationSupport.findRepeatableAnnotations(Optional.of(element), AllowsDeprecated.class)) {
            stances.add(new Stance(Set.of(entry.value()), true));
        }
        AnnotationSupport.findAnnotation(element, ForbidsDeprecated.class)
                .ifPresent(entry -> stances.add(new Stance(Set.of(entry.value()), false)));
    }
}
