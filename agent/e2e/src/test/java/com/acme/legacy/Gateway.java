package com.acme.legacy;

import com.acme.app.Truth;
import java.util.function.Supplier;

/** A deprecated class with a method for each way to reach it. */
public final class Gateway implements Supplier<String> {
    public static String direct() {
        Truth.bodyRan();
        return "direct";
    }

    public static String referred() {
        Truth.bodyRan();
        return "referred";
    }

    public static String reflected() {
        Truth.bodyRan();
        return "reflected";
    }

    /** Reached through a type that is not deprecated. */
    @Override
    public String get() {
        Truth.bodyRan();
        return "virtual";
    }

    /**
     * Offsets of the calls under way, in the caller and in here: whoever weaves code in front of a call moves them.
     */
    public static String offsets() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(2)
                        .map(frame -> frame.getMethodName() + "@" + frame.getByteCodeIndex())
                        .toList()
                        .toString());
    }
}
