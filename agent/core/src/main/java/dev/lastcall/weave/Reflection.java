package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.site.Kind;
import dev.lastcall.site.Places;
import dev.lastcall.site.Places.Place;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard through reflection: fields, and members of the
 * JDK. Core reflection is seen at each use. A handle or field updater, of whatever kind, is seen where it is looked up: what is done with
 * it later is not, but without it nothing can be.
 */
final class Reflection {
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

    /** How that method uses a member; null if it does not. */
    @Nullable
    Use use(String owner, String method, String descriptor) {
        return switch (owner) {
            case ReflectionNames.FIELD -> isAccess(method) && !descriptor.startsWith("()") ? Use.OF_RECEIVER : null;
            case ReflectionNames.METHOD -> methods && method.equals("invoke") ? Use.OF_RECEIVER : null;
            case ReflectionNames.CONSTRUCTOR -> methods && method.equals("newInstance") ? Use.OF_RECEIVER : null;
            case ReflectionNames.LOOKUP -> lookUp(method);
            case ReflectionNames.INT_UPDATER -> method.equals("newUpdater") ? Use.OF_INT_FIELD : null;
            case ReflectionNames.LONG_UPDATER -> method.equals("newUpdater") ? Use.OF_LONG_FIELD : null;
            case ReflectionNames.REFERENCE_UPDATER -> method.equals("newUpdater") ? Use.OF_REFERENCE_FIELD : null;
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
        if (!ReflectionNames.FIELD_LOOK_UPS.contains(method)
                && !(methods && ReflectionNames.METHOD_LOOK_UPS.contains(method))) {
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
