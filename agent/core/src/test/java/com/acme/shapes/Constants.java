package com.acme.shapes;

import java.util.EnumMap;
import java.util.EnumSet;

/** Ways to have the JDK ask an enum for its constants. */
public final class Constants {
    private Constants() {}

    public enum Old {
        ONE
    }

    static Object noneOf() {
        return EnumSet.noneOf(Old.class);
    }

    static Object allOf() {
        return EnumSet.allOf(Old.class);
    }

    static Object map() {
        return new EnumMap<>(Old.class);
    }

    static Object valueOf() {
        return Enum.valueOf(Old.class, "ONE");
    }

    static Object constants() {
        return Old.class.getEnumConstants();
    }
}
