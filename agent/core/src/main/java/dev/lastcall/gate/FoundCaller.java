package dev.lastcall.gate;

import dev.lastcall.evidence.Kind;
import dev.lastcall.site.WovenCode.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call that came without a ticket.
 *
 * @param type the calling class; null if there is no frame to name
 * @param className its binary name, or {@code <native>}
 * @param at the instruction at which its frame is; of an offset that is negative if it is not known
 * @param source the source file's name; empty if not known
 * @param kind how it reached the target
 * @param direct whether it is the very frame that called the target
 */
record FoundCaller(
        @Nullable Class<?> type, String className, Instruction at, String source, Kind kind, boolean direct) {
    static final String NATIVE = "<native>";

    /** Stands for the method that wrote a method reference, where that is not known. */
    static final String METHOD_REFERENCE = "<method-ref>";

    /** Stands for the method of a generated class, whose name may carry a counter. */
    static final String GENERATED = "<generated>";

    static FoundCaller nativeCode() {
        return new FoundCaller(null, NATIVE, unknown(""), "", Kind.NATIVE, true);
    }

    /** An instruction of that method, of which nothing is known. */
    static Instruction unknown(String method) {
        return new Instruction(method, "", -1, 0);
    }

    /** The frame's method. */
    String method() {
        return at.method();
    }

    /** The descriptor of the frame's method. */
    String descriptor() {
        return at.descriptor();
    }

    /** The line; 0 if not known. */
    int line() {
        return at.line();
    }
}
