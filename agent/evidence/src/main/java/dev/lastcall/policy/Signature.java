package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class or members of it, as a policy names them (grammar: agent/docs/policy.md, that of forbidden-apis 3.11).
 *
 * <p>Class names are binary names with dots and {@code $}, as {@link Class#getName()} gives them.
 *
 * @param text what the user wrote, without surrounding blanks
 * @param owner the class or classes that it names
 * @param member which of their members
 * @param message what callers of this signature are told instead of the rule's message; null: the rule's message
 */
public record Signature(
        String text,
        ClassPattern owner,
        Member member,
        @Nullable String message) {
    private static final String MODULE = "$";
    /** Ahead of the number of the parameter, in the name of a method of Scala's that gives an argument left out. */
    private static final String DEFAULT_GETTER = "$default$";
    /** Behind the name of a method of a value class, where it takes the value instead of the instance. */
    private static final String EXTENSION = "$extension";
    /** The field of a Scala {@code object}, which is read before each call of one of its methods. */
    private static final String MODULE_FIELD = "MODULE$";

    private static final String COMPANION = "$Companion";

    /** A signature without a message of its own. */
    public Signature(String text, ClassPattern owner, Member member) {
        this(text, owner, member, null);
    }

    /** Which members of the named classes are meant. */
    public sealed interface Member {
        /**
         * Constructors, methods and fields, static and instance; not the overrides of {@link Object}'s methods, static
         * initializers and synthetic members.
         */
        record All() implements Member {}

        /** The only instance of {@link All} that is needed. */
        Member ALL = new All();

        /** One field. */
        record Field(String name) implements Member {}

        /**
         * Methods of that name ({@code <init>}: constructors).
         *
         * @param parameters the types as Java source writes them ({@code int[]}, {@code a.b.Outer$Inner}); null: any
         */
        record Method(String name, @Nullable List<String> parameters) implements Member {
            public Method {
                parameters = parameters == null ? null : List.copyOf(parameters);
            }

            /** Whether a method of that name may be meant: of this one, or a copy that Scala calls in place of it. */
            boolean mayBe(String methodName) {
                return name.equals(methodName) || Specialized.isOf(methodName, name);
            }
        }

        /**
         * All members of the named classes that are marked {@link Deprecated}, and the marked members of the others.
         * Which these are is known only when a class is read: {@link Signature#coversMethod} and {@link
         * Signature#coversField} return false.
         *
         * @param forRemoval only those marked {@code forRemoval = true}
         */
        record Annotated(boolean forRemoval) implements Member {}
    }

    /** True if the whole class is named, not a single member of it. */
    public boolean namesWholeClass() {
        return member instanceof Member.All;
    }

    /**
     * Whether a class of the JDK may be meant. A glob that begins with a wildcard, or with only {@code com.} or {@code
     * org.}, matches such classes without meaning them.
     */
    public boolean mayNameJdk() {
        String name = owner.text();
        if (name.isEmpty()) {
            return false; // asked of thousands at the start
        }
        return switch (name.charAt(0)) {
            case 'j' -> {
                String prefix = owner.literalPrefix();
                yield mayBeIn("java.", prefix) || mayBeIn("javax.", prefix) || mayBeIn("jdk.", prefix);
            }
            case 'c' -> name.startsWith("com.sun.");
            case 's' -> name.startsWith("sun.");
            case 'o' ->
                name.startsWith("org.w3c.dom.") || name.startsWith("org.xml.sax.") || name.startsWith("org.ietf.jgss.");
            case 'n' -> name.startsWith("netscape.javascript.");
            default -> false;
        };
    }

    private boolean mayBeIn(String packages, String prefix) {
        return prefix.startsWith(packages) || (!owner.isExact() && packages.startsWith(prefix));
    }

    /**
     * Whether a method or constructor is covered. Callers exclude synthetic ones before they ask, since that is not
     * known here.
     *
     * @param className binary name of the class that the call names or the method is declared in
     * @param name the method's name, {@code <init>} for a constructor
     * @param descriptor the JVM's method descriptor
     */
    public boolean coversMethod(String className, String name, String descriptor) {
        if (!namesMembersOf(className) || (name.equals("<init>") && !owner.matches(className))) {
            return false;
        }
        if (member instanceof Member.All) {
            return !name.equals("<clinit>") && !ObjectMethods.contains(name, descriptor) && !isDefaultGetter(name);
        }
        return member instanceof Member.Method method
                && (method.name().equals(name)
                        ? method.parameters() == null
                                || Descriptors.parameterTypes(descriptor).equals(method.parameters())
                        : Specialized.isOf(name, descriptor, method.name(), method.parameters()));
    }

    /**
     * Whether Scala calls a method, such as {@code make$default$2}, for an argument that was left out of another call; of
     * a trait {@code make$default$2$} (Scala 3), of a value class {@code make$default$2$extension}.
     */
    private static boolean isDefaultGetter(String full) {
        if (full.indexOf(DEFAULT_GETTER) < 0) {
            return false;
        }
        String name = without(without(full, EXTENSION), MODULE);
        int number = name.lastIndexOf('$') + 1;
        if (number == name.length() || !name.startsWith(DEFAULT_GETTER, number - DEFAULT_GETTER.length())) {
            return false;
        }
        for (int i = number; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String without(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /** Whether some method of that name may be covered, for callers that do not know its descriptor. */
    public boolean coversSomeMethodNamed(String className, String name) {
        return member instanceof Member.Method method && method.mayBe(name) && namesMembersOf(className);
    }

    /** Whether a field is covered. */
    public boolean coversField(String className, String name) {
        return namesClass(className)
                && (owner.matches(className) || !name.equals(MODULE_FIELD))
                && ((member instanceof Member.All && !name.equals(MODULE_FIELD))
                        || (member instanceof Member.Field field && field.name().equals(name)));
    }

    /**
     * Whether that class is meant. This includes the class behind a Scala {@code object}, whose name ends with {@code
     * $}: it has the bodies to which the class with the plain name forwards.
     */
    public boolean namesClass(String className) {
        return owner.matches(className) || isOf(className, MODULE);
    }

    /**
     * Whether members of that class may be covered. This includes members of a Kotlin companion object, by their names.
     */
    boolean namesMembersOf(String className) {
        return namesClass(className)
                || ((member instanceof Member.Method || member instanceof Member.All) && isOf(className, COMPANION));
    }

    private boolean isOf(String className, String suffix) {
        return className.endsWith(suffix)
                && className.length() == owner.text().length() + suffix.length()
                && className.startsWith(owner.text());
    }

    /**
     * The name under which a policy may also mean that class, if it belongs to a Scala {@code object} or a Kotlin
     * companion object; null if there is none.
     */
    public static @Nullable String plainName(String className) {
        if (className.endsWith(MODULE)) {
            return className.substring(0, className.length() - MODULE.length());
        }
        return className.endsWith(COMPANION) ? className.substring(0, className.length() - COMPANION.length()) : null;
    }
}
