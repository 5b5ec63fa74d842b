package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many open call sites of deprecated code may remain. Immutable.
 *
 * @param own in the application's own code; null: no budget for it
 * @param thirdParty in the libraries that it uses; null: no budget for them
 * @param ownClasses which classes are the application's own; empty: those outside the jars of libraries
 */
public record Budget(@Nullable Integer own, @Nullable Integer thirdParty, List<ClassPattern> ownClasses) {
    public Budget {
        ownClasses = List.copyOf(ownClasses);
    }
}
