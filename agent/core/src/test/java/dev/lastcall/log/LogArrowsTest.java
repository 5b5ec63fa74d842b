package dev.lastcall.log;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lastcall.console.Console;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which classes of this package, and of {@code console}, may load what. */
class LogArrowsTest {
    private static final JavaClasses OUTPUT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(CallLog.class, Console.class);

    private static final Set<String> PACKAGES = Set.of(CallLog.class.getPackageName(), Console.class.getPackageName());

    /** With their nested classes. */
    private static final Set<String> USED_BEFORE_THE_FIRST_LINE = Set.of(
            "CallEvent", "Console", "EventQueue", "ExitSummary", "FirstLine", "LogDestination", "Outcome", "ShellWord");

    @Test
    void whatRunsAtTheStartOrOnAHitLoadsNoLibrary() {
        DescribedPredicate<JavaClass> light = describe("are used before the first log line", LogArrowsTest::isLight);
        DescribedPredicate<JavaClass> values = JavaClass.Predicates.resideInAnyPackage(
                "java..", "org.jspecify..", "dev.lastcall.policy", "dev.lastcall.evidence", "dev.lastcall.text");

        classes().that(light).should().onlyDependOnClassesThat(light.or(values)).check(OUTPUT);
    }

    @Test
    void nothingAsksTheLoggerFactory() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.LoggerFactory")
                .check(OUTPUT);
    }

    private static boolean isLight(JavaClass type) {
        JavaClass component = type.getBaseComponentType();
        String name = component.getName();
        return component.isPrimitive()
                || (PACKAGES.contains(component.getPackageName())
                        && USED_BEFORE_THE_FIRST_LINE.contains(
                                name.substring(component.getPackageName().length() + 1)
                                        .replaceAll("\\$.*", "")));
    }
}
