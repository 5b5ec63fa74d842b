package dev.lastcall.policycheck;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classpath.ClassPath;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.policy.Signature;
import dev.lastcall.policyfile.Spelling;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a policy's names mean among the classes at hand. Not thread-safe. */
final class NamedClasses {
    private static final String NO_CLASS = "there is no such class on the class path";

    private static final int MOST_NAMES = 3;

    private final ClassPath path;
    private final Hierarchy hierarchy;
    private @Nullable Set<String> allNames;

    NamedClasses(ClassPath path, Hierarchy hierarchy) {
        this.path = path;
        this.hierarchy = hierarchy;
    }

    /** What is wrong with a signature; null if nothing is. */
    @Nullable
    String complaint(Signature signature) {
        List<ClassShape> classes = meant(signature);
        if (classes.isEmpty()) {
            String outside = outsideOfClasses(signature);
            return NO_CLASS
                    + (outside.isEmpty() ? meantClass(signature.owner(), signature.namesWholeClass()) : outside);
        }
        Signature.Member member = signature.member();
        if (member instanceof Signature.Member.Annotated) {
            return classes.stream()
                            .allMatch(
                                    it -> AnnotatedSignatures.of(signature, it).isEmpty())
                    ? "no class or member that it names is so marked"
                    : null;
        }
        List<Member> matching = matching(signature, classes);
        if (matching.isEmpty()) {
            return missing(member, classes);
        }
        return member instanceof Signature.Member.Field field
                        && matching.stream().allMatch(NamedClasses::isPrivate)
                ? "it is a private field, which hardly anybody else can read" + accessors(field.name(), classes)
                : unwatchable(matching);
    }

    /** Whether the signature of a member names none. */
    boolean isMisspelt(Signature signature) {
        return !(signature.member() instanceof Signature.Member.Annotated)
                && matching(signature, meant(signature)).isEmpty();
    }

    /** Whether there is that class. */
    boolean isClass(String name) {
        return hierarchy.find(name) != null;
    }

    /** The classes that a signature may mean. */
    private List<ClassShape> meant(Signature signature) {
        List<ClassShape> classes = named(signature.owner());
        if (signature.owner().isExact()) {
            add(signature.owner().text() + "$", classes); // a Scala object's
            if (signature.member() instanceof Signature.Member.Method) {
                add(signature.owner().text() + "$Companion", classes); // a Kotlin companion's
            }
        }
        return classes;
    }

    private static List<Member> matching(Signature signature, List<ClassShape> classes) {
        List<Member> matching = new ArrayList<>();
        for (ClassShape shape : classes) {
            for (Member declared : shape.members()) {
                if (isNamed(signature, shape, declared)) {
                    matching.add(declared);
                }
            }
        }
        return matching;
    }

    /** What is wrong with the callers of an allow entry; null if nothing is. */
    @Nullable
    String complaint(AllowEntry entry) {
        List<ClassShape> classes = named(entry.callers());
        if (classes.isEmpty()) {
            return NO_CLASS + meantClass(entry.callers(), false);
        }
        String method = entry.method();
        if (method == null
                || classes.stream()
                        .flatMap(it -> it.members().stream())
                        .anyMatch(it -> !it.isField() && it.name().equals(method))) {
            return null;
        }
        return "no class that it names has a method " + method;
    }

    /** Why classes that go away with those signatures need not be named; null if they have to. */
    @Nullable
    String complaint(ClassPattern removedWith, List<Signature> deprecated) {
        List<ClassShape> classes = named(removedWith);
        if (classes.isEmpty()) {
            return NO_CLASS + meantClass(removedWith, false);
        }
        for (ClassShape shape : classes) {
            boolean listed = false;
            for (Signature signature : deprecated) {
                listed |= signature.namesWholeClass() && signature.namesClass(shape.name());
            }
            if (!listed) {
                return null;
            }
        }
        return "all that it names is deprecated in this rule already";
    }

    /** The first enum whose constants that signature covers, by its binary name; null if there is none. */
    @Nullable
    String anEnum(Signature signature) {
        for (ClassShape shape : named(signature.owner())) {
            for (Member member : shape.members()) {
                if ("java.lang.Enum".equals(shape.superName())
                        && member.name().equals("values")
                        && isNamed(signature, shape, member)) {
                    return shape.name();
                }
            }
        }
        return null;
    }

    private List<ClassShape> named(ClassPattern pattern) {
        List<ClassShape> found = new ArrayList<>();
        if (pattern.isExact()) {
            add(pattern.text(), found);
            return found;
        }
        for (String name : allNames()) {
            if (pattern.matches(name)) {
                add(name, found);
            }
        }
        return found;
    }

    private void add(String name, List<ClassShape> found) {
        ClassShape shape = hierarchy.find(name);
        if (shape != null) {
            found.add(shape);
        }
    }

    private Set<String> allNames() {
        if (allNames == null) {
            allNames = new TreeSet<>(path.names());
            allNames.addAll(path.jdkNames());
        }
        return allNames;
    }

    /** Which class may be meant instead; empty if nothing is near. */
    private String meantClass(ClassPattern pattern, boolean wholeClass) {
        String name = pattern.text();
        String nested = nestedHint(pattern);
        int dot = name.lastIndexOf('.');
        if (!nested.isEmpty()) {
            return nested;
        }
        if (dot < 0) {
            return pattern.isExact() ? namedAlike(name) : "";
        }
        String before = name.substring(0, dot);
        String last = name.substring(dot + 1);
        ClassShape outer = before.indexOf('*') < 0 ? hierarchy.find(before) : null;
        if (outer == null) {
            return pattern.isExact() ? nearest(before, name) : "";
        }
        if (last.equals("*") || last.equals("**") || last.equals("class") || last.equals("java")) {
            return "; " + before + " is a class: write " + before;
        }
        boolean isMethod = hasMember(outer, last, false);
        return wholeClass && (isMethod || hasMember(outer, last, true))
                ? "; " + last + " is a member: write " + before + '#' + last + (isMethod ? "(**)" : "")
                : "";
    }

    /**
     * Source of Kotlin and Scala may have functions outside of classes; compilers put them into a class whose name the
     * source does not have ({@code UtilKt}, {@code package}).
     */
    private String outsideOfClasses(Signature signature) {
        String name = signature.owner().text();
        int dot = name.lastIndexOf('.');
        if (!signature.owner().isExact()) {
            return "";
        }
        if (signature.member() instanceof Signature.Member.Method method) {
            return inPackage(name, method.name());
        }
        if (signature.member() instanceof Signature.Member.Field field) {
            return inPackage(name, field.name());
        }
        return signature.namesWholeClass() && dot > 0 ? inPackage(name.substring(0, dot), name.substring(dot + 1)) : "";
    }

    /** The static methods and fields of that name, or for the property of that name, in classes of a package. */
    private String inPackage(String packageName, String name) {
        String start = packageName + '.';
        Set<String> found = new TreeSet<>();
        for (String className : allNames()) {
            ClassShape shape = className.startsWith(start) && className.indexOf('.', start.length()) < 0
                    ? hierarchy.find(className)
                    : null;
            if (shape == null || shape.isSynthetic()) {
                continue;
            }
            boolean object = className.equals(start + "package$") && !isClass(start + "package");
            for (Member member : shape.members()) {
                if ((object || member.isStatic()) && !isPrivate(member) && isFor(name, member)) {
                    found.add(className + '#' + member.name() + (member.isField() ? "" : "(**)"));
                }
            }
        }
        List<String> first = found.stream().limit(MOST_NAMES).toList();
        return first.isEmpty() ? "" : "; did you mean " + String.join(" or ", first) + "?";
    }

    /** Whether that is the member of that name, or reads or writes the property of that name. */
    private static boolean isFor(String name, Member member) {
        return !member.isSynthetic()
                && (member.name().equals(name)
                        || (!member.isField()
                                && Character.isLowerCase(name.charAt(0)) // no class that is misspelt
                                && accessorNames(name).contains(member.name())));
    }

    private static boolean hasMember(ClassShape shape, String name, boolean field) {
        return shape.members().stream()
                .anyMatch(it -> it.isField() == field && it.name().equals(name));
    }

    /** Classes of that name in some package: first those that were given, then those of the JDK. */
    private String namedAlike(String simpleName) {
        for (Set<String> names : List.of(path.names(), path.jdkNames())) {
            List<String> alike = names.stream()
                    .filter(it -> it.endsWith('.' + simpleName) && !it.startsWith("sun.") && !it.startsWith("jdk."))
                    .limit(MOST_NAMES)
                    .toList();
            if (!alike.isEmpty()) {
                return "; did you mean " + String.join(" or ", alike) + "?";
            }
        }
        return "";
    }

    /** The class of that package whose name is nearest. */
    private String nearest(String packageName, String name) {
        String start = packageName + '.';
        List<String> near = allNames().stream()
                .filter(it -> it.startsWith(start) && it.indexOf('.', start.length()) < 0)
                .toList();
        String nearest = Spelling.nearest(
                name.substring(start.length()),
                near.stream().map(it -> it.substring(start.length())).toList());
        return nearest == null ? "" : "; did you mean " + start + nearest + "?";
    }

    private String nestedHint(ClassPattern pattern) {
        String name = pattern.text();
        for (int dot = name.lastIndexOf('.'); pattern.isExact() && dot > 0; dot = name.lastIndexOf('.', dot)) {
            name = name.substring(0, dot) + '$' + name.substring(dot + 1);
            if (hierarchy.find(name) != null) {
                return "; a nested class is named with $: " + name;
            }
        }
        return "";
    }

    private static boolean isNamed(Signature signature, ClassShape shape, Member member) {
        if (signature.member() instanceof Signature.Member.All) {
            return !member.name().equals("<clinit>") && !member.isSynthetic();
        }
        return member.isField()
                ? signature.coversField(shape.name(), member.name())
                : signature.coversMethod(shape.name(), member.name(), member.descriptor());
    }

    private @Nullable String missing(Signature.Member member, List<ClassShape> classes) {
        if (member instanceof Signature.Member.Method method) {
            String inherited = inherited(method, classes);
            return inherited != null ? inherited : noSuchMethod(method.name(), classes);
        }
        if (member instanceof Signature.Member.Field field) {
            boolean isMethod = classes.stream()
                    .flatMap(it -> it.members().stream())
                    .anyMatch(it -> !it.isField() && it.name().equals(field.name()));
            return "there is no such field"
                    + (isMethod
                            ? overloads(field.name(), classes) + ": a method is written "
                                    + classes.get(0).name() + '#' + field.name() + "(**)"
                            : nearestMember(field.name(), true, classes));
        }
        return "it has no member that could be called";
    }

    private static String noSuchMethod(String name, List<ClassShape> classes) {
        String overloads = overloads(name, classes);
        return "there is no such method" + (overloads.isEmpty() ? nearestMember(name, false, classes) : overloads);
    }

    private static String nearestMember(String name, boolean field, List<ClassShape> classes) {
        List<String> names = classes.stream()
                .flatMap(it -> it.members().stream())
                .filter(it ->
                        it.isField() == field && !it.isSynthetic() && it.name().charAt(0) != '<')
                .map(Member::name)
                .distinct()
                .toList();
        String nearest = Spelling.nearest(name, names);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    /** A signature names the class that declares the member: calls through other types are not found by it. */
    private @Nullable String inherited(Signature.Member.Method method, List<ClassShape> classes) {
        if (method.name().equals("<init>")) {
            return null;
        }
        for (ClassShape shape : classes) {
            for (String parent : shape.parents()) {
                String found = ancestorWith(parent, method);
                if (found != null) {
                    return "it is inherited: only calls that name " + shape.name()
                            + " are found; the declaring class is " + found;
                }
            }
        }
        return null;
    }

    private @Nullable String ancestorWith(String className, Signature.Member.Method method) {
        ClassShape shape = hierarchy.find(className);
        if (shape == null) {
            return null;
        }
        Signature there = new Signature("", new ClassPattern(className), method);
        for (Member member : shape.members()) {
            if (!member.isField() && there.coversMethod(className, member.name(), member.descriptor())) {
                return className;
            }
        }
        for (String parent : shape.parents()) {
            String found = ancestorWith(parent, method);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String overloads(String name, List<ClassShape> classes) {
        Set<String> overloads = new TreeSet<>();
        for (ClassShape shape : classes) {
            for (Member member : shape.members()) {
                if (!member.isField() && !member.isSynthetic() && member.name().equals(name)) {
                    overloads.add(
                            name + '(' + String.join(", ", Descriptors.parameterTypes(member.descriptor())) + ')');
                }
            }
        }
        return overloads.isEmpty() ? "" : "; there is " + String.join(" and ", overloads);
    }

    private static @Nullable String unwatchable(List<Member> members) {
        if (members.stream().allMatch(Member::isSynthetic)) {
            return "it is synthetic: made by the compiler, and never counted";
        }
        List<Member> reachable = members.stream()
                .filter(it -> members.size() == 1 || !isPrivateConstructor(it))
                .toList();
        if (!reachable.isEmpty() && reachable.stream().allMatch(Member::constant)) {
            return "a compile-time constant: compilers copy its value, so that no read of it can be seen";
        }
        if (members.stream().allMatch(Member::isNative)) {
            return "it is native: it has no body to guard, so that only calls at their call sites are seen";
        }
        return null;
    }

    private static boolean isPrivateConstructor(Member member) {
        return member.name().equals("<init>") && isPrivate(member);
    }

    private static boolean isPrivate(Member member) {
        return Modifier.isPrivate(member.flags());
    }

    /** What to list for a property of Kotlin, Scala or a bean, whose field is private. */
    private static String accessors(String property, List<ClassShape> classes) {
        Set<String> names = accessorNames(property);
        Set<String> found = new TreeSet<>();
        for (ClassShape shape : classes) {
            for (Member member : shape.members()) {
                if (!member.isField() && !isPrivate(member) && names.contains(member.name())) {
                    found.add('#' + member.name() + "(**)");
                }
            }
        }
        return found.isEmpty() ? "" : "; did you mean " + String.join(" and ", found) + "?";
    }

    private static Set<String> accessorNames(String property) {
        String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return Set.of(property, "get" + capital, "set" + capital, "is" + capital, property + "_$eq");
    }
}
