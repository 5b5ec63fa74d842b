package dev.lastcall.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --policy}, which is written as that of the setting {@code policy}: one file or several, separated
 * as in a class path. Immutable.
 *
 * @param files in the order in which they were named
 */
record PolicyNames(List<Path> files) {
    /** What each command's help says of several files. */
    static final String SEVERAL = "several files in one value, separated as in a class path.";

    PolicyNames {
        files = List.copyOf(files);
    }

    static PolicyNames of(String text) {
        return new PolicyNames(VerdictOptions.paths(text).stream()
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** None if the option was not given. */
    static List<Path> filesOf(@Nullable PolicyNames names) {
        return names == null ? List.of() : names.files();
    }

    /** For people. */
    static String inWords(@Nullable PolicyNames names) {
        return String.join(", ", filesOf(names).stream().map(Path::toString).toList());
    }

    /** From the command line. */
    static final class Converter implements ITypeConverter<PolicyNames> {
        @Override
        public PolicyNames convert(String text) {
            PolicyNames names = of(text);
            if (names.files().isEmpty()) {
                throw new TypeConversionException("'" + text + "' names no file");
            }
            return names;
        }
    }
}
