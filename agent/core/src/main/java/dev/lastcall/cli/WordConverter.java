package dev.lastcall.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a word on the command line for a constant: its name, in any case. */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final String noun;
    private final E[] constants;

    /** @param noun what an error calls them */
    WordConverter(String noun, E[] constants) {
        this.noun = noun;
        this.constants = constants;
    }

    @Override
    public final E convert(String word) {
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        String known = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new TypeConversionException("unknown " + noun + " '" + word + "'; there are: " + known);
    }
}
