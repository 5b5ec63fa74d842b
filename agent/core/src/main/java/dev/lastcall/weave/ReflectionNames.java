package dev.lastcall.weave;

import java.util.ArrayList;
import java.util.List;

/** The names of what {@link Reflection} looks for; apart from it, since each start needs the names alone. */
final class ReflectionNames {
    static final String FIELD = "java/lang/reflect/Field";
    static final String METHOD = "java/lang/reflect/Method";
    static final String CONSTRUCTOR = "java/lang/reflect/Constructor";
    static final String HANDLE = "java/lang/invoke/MethodHandle";
    static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    static final String DEFINE_HIDDEN = "defineHiddenClass";
    static final String DEFINE_HIDDEN_WITH_DATA = "defineHiddenClassWithClassData";
    static final String INT_UPDATER = "java/util/concurrent/atomic/AtomicIntegerFieldUpdater";
    static final String LONG_UPDATER = "java/util/concurrent/atomic/AtomicLongFieldUpdater";
    static final String SWITCH = "java/lang/runtime/SwitchBootstraps";
    static final String CLASS = "java/lang/Class";
    static final String ENUM = "java/lang/Enum";
    static final String ENUM_SET = "java/util/EnumSet";
    static final String ENUM_MAP = "java/util/EnumMap";
    static final String REFERENCE_UPDATER = "java/util/concurrent/atomic/AtomicReferenceFieldUpdater";

    static final List<String> FIELD_LOOK_UPS = List.of(
            "unreflectGetter",
            "unreflectSetter",
            "unreflectVarHandle",
            "findGetter",
            "findSetter",
            "findStaticGetter",
            "findStaticSetter",
            "findVarHandle",
            "findStaticVarHandle");
    static final List<String> METHOD_LOOK_UPS = List.of(
            "unreflect",
            "unreflectSpecial",
            "unreflectConstructor",
            "findStatic",
            "findVirtual",
            "findSpecial",
            "findConstructor");

    private ReflectionNames() {}

    /**
     * What the constant pool of a class that must be looked at has in it. Look-ups are recognized by the names of their
     * methods, since javac mentions their class wherever there is a lambda.
     */
    static List<String> watched(boolean listsJdk) {
        List<String> watched = new ArrayList<>(List.of(INT_UPDATER, LONG_UPDATER, REFERENCE_UPDATER, SWITCH));
        watched.addAll(FIELD_LOOK_UPS);
        if (listsJdk) {
            watched.addAll(List.of(FIELD, METHOD, CONSTRUCTOR));
            watched.addAll(METHOD_LOOK_UPS);
        }
        return watched;
    }
}
