package dev.lastcall.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test that is not about the JVM: it runs on one of the installed JDKs, always the same one, told by its name, so that each
 * JDK gets its share of the tests. With {@code -Dlastcall.test.each=true} it runs on each.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnOneJdk.Chosen.class)
@interface OnOneJdk {
    final class Chosen implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            List<Jdk> installed = Jdk.installed();
            if (Boolean.getBoolean("lastcall.test.each")) {
                return installed.stream().map(Arguments::of);
            }
            String name = context.getRequiredTestClass().getSimpleName()
                    + context.getRequiredTestMethod().getName();
            return Stream.of(Arguments.of(installed.get(Math.floorMod(name.hashCode(), installed.size()))));
        }
    }
}
