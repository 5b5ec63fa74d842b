package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.site.Kind;
import dev.lastcall.site.Places;
import dev.lastcall.site.Places.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard through reflection: fields, and members of the
 * JDK. Core reflection is seen at each use. A handle or field updater, of whatever kind, is seen where it is looked up: what is done with
 * it later is not, but without it nothing can be.
 */
final class Reflection {
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String METHOD = "java/lang/reflect/Method";
    private static final String CONSTRUCTOR = "java/lang/reflect/Constructor";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String INT_UPDATER = "java/util/concurrent/atomic/AtomicIntegerFieldUpdater";
    private static final String LONG_UPDATER = "java/util/concurrent/atomic/AtomicLongFieldUpdater";
    private static final String REFERENCE_UPDATER = "java/util/concurrent/atomic/AtomicReferenceFieldUpdater";

    private static final List<String> FIELD_LOOK_UPS = List.of(
            "unreflectGetter",
            "unreflectSetter",
            "unreflectVarHandle",
            "findGetter",
            "findSetter",
            "findStaticGetter",
            "findStaticSetter",
            "findVarHandle",
            "findStaticVarHandle");
    private static final List<String> METHOD_LOOK_UPS = List.of(
            "unreflect",
            "unreflectSpecial",
            "unreflectConstructor",
            "findStatic",
            "findVirtual",
            "findSpecial",
            "findConstructor");

    /** Where the member stands that an instruction uses. */
    enum Use {
        OF_RECEIVER(Kind.REFLECTION),
        OF_ARGUMENT(Kind.METHOD_HANDLE),
        /** Class, name and type are the first three arguments. */
        BY_NAME(Kind.METHOD_HANDLE),
        /** Class and type are the first two arguments. */
        OF_CONSTRUCTOR(Kind.METHOD_HANDLE),
        /** Class and name of an {@code int} field are the arguments. */
        OF_INT_FIELD(Kind.REFLECTION),
        /** Class and name of a {@code long} field are the arguments. */
        OF_LONG_FIELD(Kind.REFLECTION),
        /** Class, type and name are the arguments. */
        OF_REFERENCE_FIELD(Kind.REFLECTION);

        private final Kind kind;

        Use(Kind kind) {
            this.kind = kind;
        }
    }

    private final boolean methods;
    private final Places places;
    private final Announcer announcer;

    /** Where the policy lists members of the JDK, methods matter as well as fields. */
    Reflection(Coverage coverage, Places places, Announcer announcer) {
        this.methods = coverage.listsJdk();
        this.places = places;
        this.announcer = announcer;
    }

    /**
     * What the constant pool of a class that must be looked at has in it. Look-ups are told by the names of their
     * methods, since javac mentions their class wherever there is a lambda.
     */
    static List<String> watched(Policy policy) {
        List<String> watched = new ArrayList<>(List.of(FIELD, INT_UPDATER, LONG_UPDATER, REFERENCE_UPDATER));
        watched.addAll(FIELD_LOOK_UPS);
        if (listsJdk(policy)) {
            watched.addAll(List.of(METHOD, CONSTRUCTOR));
            watched.addAll(METHOD_LOOK_UPS);
        }
        return watched;
    }

    private static boolean listsJdk(Policy policy) {
        for (Rule rule : policy.rules()) {
            if (listsJdk(rule.deprecated()) || listsJdk(rule.canonical())) {
                return true;
            }
        }
        return false;
    }

    private static boolean listsJdk(List<Signature> signatures) {
        for (Signature signature : signatures) {
            if (signature.mayNameJdk()) {
                return true;
            }
        }
        return false;
    }

    /** How that method uses a member; null if it does not. */
    @Nullable
    Use use(String owner, String method, String descriptor) {
        return switch (owner) {
            case FIELD -> isAccess(method) && !descriptor.startsWith("()") ? Use.OF_RECEIVER : null;
            case METHOD -> methods && method.equals("invoke") ? Use.OF_RECEIVER : null;
            case CONSTRUCTOR -> methods && method.equals("newInstance") ? Use.OF_RECEIVER : null;
            case LOOKUP -> lookUp(method);
            case INT_UPDATER -> method.equals("newUpdater") ? Use.OF_INT_FIELD : null;
            case LONG_UPDATER -> method.equals("newUpdater") ? Use.OF_LONG_FIELD : null;
            case REFERENCE_UPDATER -> method.equals("newUpdater") ? Use.OF_REFERENCE_FIELD : null;
            default -> null;
        };
    }

    /** {@code get(Object)}, {@code getInt(Object)}, {@code set(Object, Object)} …; their first parameter is the object. */
    private static boolean isAccess(String method) {
        return switch (method) {
            case "get", "getBoolean", "getByte", "getChar", "getShort", "getInt", "getLong", "getFloat", "getDouble" ->
                true;
            case "set", "setBoolean", "setByte", "setChar", "setShort", "setInt", "setLong", "setFloat", "setDouble" ->
                true;
            default -> false;
        };
    }

    private @Nullable Use lookUp(String method) {
        if (!FIELD_LOOK_UPS.contains(method) && !(methods && METHOD_LOOK_UPS.contains(method))) {
            return null;
        }
        if (method.startsWith("unreflect")) {
            return Use.OF_ARGUMENT;
        }
        return method.equals("findConstructor") ? Use.OF_CONSTRUCTOR : Use.BY_NAME;
    }

    /** The number of the place that a line of a method is. */
    int place(Use use, String method, String methodDescriptor, int line) {
        return places.number(new Place(announcer.caller(method, methodDescriptor, line), use.kind));
    }
}
