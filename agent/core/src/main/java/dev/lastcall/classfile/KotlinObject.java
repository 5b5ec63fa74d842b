package dev.lastcall.classfile;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * Whether a class is what Kotlin makes of an {@code object}: compiled code reads its only instance from the static
 * field {@code INSTANCE} before each call. A singleton that is written out looks alike, but for Kotlin's annotation; in
 * Kotlin it has a companion, which an object can't have.
 */
final class KotlinObject {
    private static final String METADATA = "Lkotlin/Metadata;";
    private static final String FIELD = "INSTANCE";

    private String type = "";
    private boolean isByKotlin;
    private boolean hasInstance;
    private boolean hasCompanion;

    void name(String internalName) {
        type = 'L' + internalName + ';';
    }

    void annotation(String descriptor) {
        isByKotlin |= descriptor.equals(METADATA);
    }

    void field(int access, String name, String descriptor) {
        if ((access & Opcodes.ACC_STATIC) == 0) {
            return;
        }
        if (name.equals(FIELD)) {
            hasInstance = descriptor.equals(type) && (access & Opcodes.ACC_ENUM) == 0;
        } else {
            hasCompanion |= descriptor.equals(type.substring(0, type.length() - 1) + '$' + name + ';');
        }
    }

    boolean is() {
        return isByKotlin && hasInstance && !hasCompanion;
    }

    /** Whether a field of that name and type, in a class that is such an object, holds its instance. */
    static boolean isInstance(String name, String descriptor) {
        return name.equals(FIELD) && descriptor.charAt(0) != '(';
    }
}
