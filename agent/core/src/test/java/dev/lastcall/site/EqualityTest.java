package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import dev.lastcall.site.ReflectiveSites.ReflectiveSite;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records whose equality is written by hand are equal if all their components are, as those of the JDK's making. */
class EqualityTest {
    private static final Caller CALLER = new Caller("a.B", "m", "()V", 7, "B.java", "b.jar", "app");
    private static final Target TARGET = new Target("c.D", "make", "()Lc/D;");

    @ParameterizedTest
    @MethodSource("records")
    void eachComponentCounts(Record value) throws ReflectiveOperationException {
        Object[] components = components(value);
        Record copy = make(value, components);
        assertThat(copy).isEqualTo(value).hasSameHashCodeAs(value).isNotEqualTo(null);
        for (int i = 0; i < components.length; i++) {
            if (components[i] instanceof List) {
                continue; // what a class is nested in follows from the class
            }
            Object[] others = components.clone();
            others[i] = other(components[i]);
            assertThat(make(value, others)).as("with another component %s", i).isNotEqualTo(value);
        }
    }

    private static Stream<Record> records() {
        return Stream.of(
                CALLER,
                TARGET,
                new Site("r", Role.DEPRECATED, Kind.CALL, CALLER, TARGET),
                new ReflectiveSite(CALLER, Kind.NEW),
                new Surroundings(List.of(), "a.Host", "a.B"),
                new LoadedReference(ReferenceKind.CAST, "a.B", "m", "()V", 7, "B.java", "b.jar", "c.D", "make"));
    }

    private static Object[] components(Record value) throws ReflectiveOperationException {
        RecordComponent[] components = value.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(value);
        }
        return values;
    }

    private static Record make(Record like, Object[] components) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = like.getClass().getDeclaredConstructor(types);
        return constructor.newInstance(components);
    }

    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Role role) {
            return role == Role.DEPRECATED ? Role.CANONICAL : Role.DEPRECATED;
        }
        if (value instanceof Kind kind) {
            return kind == Kind.SUPER ? Kind.INDY : Kind.SUPER;
        }
        if (value instanceof Caller) {
            return new Caller("x.Y", "m", "()V", 7, "B.java", "b.jar", "app");
        }
        if (value instanceof ReferenceKind kind) {
            return kind == ReferenceKind.CAST ? ReferenceKind.CATCH : ReferenceKind.CAST;
        }
        return value instanceof Target ? new Target("x.Y", "make", "()Lc/D;") : value + "x";
    }
}
