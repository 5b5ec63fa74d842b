package dev.lastcall.gate;

import dev.lastcall.evidence.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call that came without a ticket.
 *
 * @param type the calling class; null if there is no frame to name
 * @param className its binary name, or {@code <native>}
 * @param method the frame's method
 * @param descriptor its descriptor
 * @param line 0 if not known
 * @param source the source file's name; empty if not known
 * @param offset of the instruction in the method's code, in bytes; negative if not known
 * @param kind how it reached the target
 * @param direct whether it is the very frame that called the target
 */
record FoundCaller(
        @Nullable Class<?> type,
        String className,
        String method,
        String descriptor,
        int line,
        String source,
        int offset,
        Kind kind,
        boolean direct) {
    static final String NATIVE = "<native>";

    /** Stands for the method that wrote a method reference, where that is not known. */
    static final String METHOD_REFERENCE = "<method-ref>";

    /** Stands for the method of a generated class, whose name may carry a counter. */
    static final String GENERATED = "<generated>";

    static FoundCaller nativeCode() {
        return new FoundCaller(null, NATIVE, "", "", 0, "", -1, Kind.NATIVE, true);
    }
}
