package dev.lastcall;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.slf4j.LoggerFactory;

/** The classes of core and of what it knows, without tests; read once for all tests of a JVM. */
final class OwnClasses {
    private OwnClasses() {}

    private static final class Read {
        static final JavaClasses ALL = read();

        private static JavaClasses read() {
            // Logback without a configuration prints every debug line of ArchUnit
            ((Logger) LoggerFactory.getLogger("com.tngtech.archunit")).setLevel(Level.WARN);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.lastcall");
        }
    }

    static JavaClasses all() {
        return Read.ALL;
    }
}
