package dev.lastcall.scan;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classpath.ClassPath;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policyfile.Spelling;
import dev.lastcall.scan.ScannedSite.State;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which deprecated signatures name anything, in what was scanned, on the class path or in the JDK. Not
 * thread-safe.
 */
final class SignatureUse {
    private final Policy policy;
    private final Map<String, ClassShape> scanned;
    private final Hierarchy hierarchy;
    private final ClassPath classPath;
    private @Nullable PolicyMatcher matcher;
    private @Nullable Set<String> namesOnPath;
    private @Nullable Set<String> namesInJdk;

    SignatureUse(Policy policy, Map<String, ClassShape> scanned, Hierarchy hierarchy, ClassPath classPath) {
        this.policy = policy;
        this.scanned = scanned;
        this.hierarchy = hierarchy;
        this.classPath = classPath;
    }

    List<ScannedSignature> signatures(List<ScannedSite> sites, List<Reference> references) {
        Map<String, Set<Used>> used = new HashMap<>();
        for (ScannedSite site : sites) {
            if (site.state() != State.CANONICAL) {
                used.computeIfAbsent(site.site().rule(), it -> new HashSet<>())
                        .add(new Used(
                                site.site().target().className(),
                                site.site().target().member(),
                                site.site().target().descriptor()));
            }
        }
        for (Reference reference : references) {
            used.computeIfAbsent(reference.rule(), it -> new HashSet<>())
                    .add(new Used(reference.target(), reference.targetMember(), ""));
        }
        List<ScannedSignature> signatures = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            Set<Used> ofRule = used.getOrDefault(rule.id(), Set.of());
            Map<String, List<Used>> byClass = new HashMap<>();
            ofRule.forEach(it -> byClass.computeIfAbsent(it.className, name -> new ArrayList<>())
                    .add(it));
            for (Signature signature : rule.deprecated()) {
                boolean declared = isIn(signature, scanned.keySet());
                boolean classKnown = signature.owner().isExact()
                        && classesOf(signature).stream().anyMatch(name -> hierarchy.find(name) != null);
                signatures.add(new ScannedSignature(
                        rule.id(),
                        signature.text(),
                        declared,
                        declared || isKnown(signature),
                        classKnown,
                        isUsed(signature, byClass),
                        classKnown || !signature.owner().isExact()
                                ? ""
                                : near(signature.owner().text())));
            }
        }
        return signatures;
    }

    /** The canonical signatures of just one class that name something, scanned or not. */
    Set<String> canonical() {
        Set<String> known = new HashSet<>();
        for (Rule rule : policy.rules()) {
            for (Signature signature : rule.canonical()) {
                if (signature.owner().isExact() && (isKnown(signature) || isInherited(signature))) {
                    known.add(signature.text());
                }
            }
        }
        return known;
    }

    /**
     * A class of that package with such a name, or of that name in such a package; not what the policy names anyhow.
     */
    private String near(String className) {
        String packageName = packageOf(className);
        String simpleName = className.substring(packageName.length());
        List<String> classes = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        for (String name : scanned.keySet()) {
            String itsPackage = packageOf(name);
            if (itsPackage.equals(packageName) && !isListed(name)) {
                classes.add(name.substring(itsPackage.length()));
            } else if (name.length() - itsPackage.length() == simpleName.length()
                    && name.endsWith(simpleName)
                    && !isListed(name)) {
                packages.add(itsPackage);
            }
        }
        String nearest = Spelling.nearest(simpleName, classes);
        if (nearest != null) {
            return packageName + nearest;
        }
        String nearestPackage = Spelling.nearest(packageName, packages);
        return nearestPackage == null ? "" : nearestPackage + simpleName;
    }

    /** With the dot at its end. */
    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    private boolean isListed(String className) {
        PolicyMatcher known = matcher;
        if (known == null) {
            known = new PolicyMatcher(policy);
            matcher = known;
        }
        return known.lists(className);
    }

    private boolean isKnown(Signature signature) {
        if (signature.owner().isExact()) {
            return classesOf(signature).stream()
                    .map(hierarchy::find)
                    .anyMatch(shape -> shape != null && names(signature, shape));
        }
        return isIn(signature, onPath()) || (signature.mayNameJdk() && isIn(signature, inJdk()));
    }

    /** Whether a class that the signature means has the member from a class or an interface above it. */
    private boolean isInherited(Signature signature) {
        boolean isConstructor = signature.member() instanceof Signature.Member.Method method
                && method.name().equals("<init>");
        return !isConstructor
                && classesOf(signature).stream().anyMatch(name -> isAbove(name, signature.member(), new HashSet<>()));
    }

    private boolean isAbove(String className, Signature.Member member, Set<String> seen) {
        ClassShape shape = seen.add(className) ? hierarchy.find(className) : null;
        if (shape == null) {
            return false;
        }
        for (String parent : shape.parents()) {
            ClassShape above = hierarchy.find(parent);
            boolean declares = above != null
                    && above.members().stream()
                            .anyMatch(it -> !Modifier.isPrivate(it.flags()) && covers(parent, member, it));
            if (declares || isAbove(parent, member, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String className, Signature.Member member, Member declared) {
        Signature there = new Signature("", new ClassPattern(className), member);
        return declared.isField()
                ? there.coversField(className, declared.name())
                : there.coversMethod(className, declared.name(), declared.descriptor());
    }

    private Set<String> onPath() {
        Set<String> names = namesOnPath;
        if (names == null) {
            names = classPath.names();
            namesOnPath = names;
        }
        return names;
    }

    private Set<String> inJdk() {
        Set<String> names = namesInJdk;
        if (names == null) {
            names = classPath.jdkNames();
            namesInJdk = names;
        }
        return names;
    }

    /** The classes that an exact signature may mean: also those of a Scala object and of a Kotlin companion. */
    private static List<String> classesOf(Signature signature) {
        String name = signature.owner().text();
        return List.of(name, name + '$', name + "$Companion");
    }

    private boolean isIn(Signature signature, Set<String> names) {
        if (signature.owner().isExact()) {
            return classesOf(signature).stream().anyMatch(name -> names.contains(name) && isNamed(signature, name));
        }
        String prefix = signature.owner().literalPrefix();
        for (String name : names) {
            if (name.startsWith(prefix) && signature.owner().matches(name) && isNamed(signature, name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(Signature signature, String className) {
        ClassShape shape = hierarchy.find(className);
        return shape != null && names(signature, shape);
    }

    /** A private field does not count: anyone who lists one means a property of Kotlin's, whose calls it would miss. */
    private static boolean names(Signature signature, ClassShape shape) {
        if (signature.namesWholeClass()) {
            return signature.namesClass(shape.name());
        }
        if (signature.member() instanceof Signature.Member.Annotated) {
            return !AnnotatedSignatures.of(signature, shape).isEmpty();
        }
        for (Member member : shape.members()) {
            if (member.isField()
                    ? !Modifier.isPrivate(member.flags()) && signature.coversField(shape.name(), member.name())
                    : signature.coversMethod(shape.name(), member.name(), member.descriptor())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsed(Signature signature, Map<String, List<Used>> byClass) {
        if (signature.owner().isExact() && signature.namesWholeClass()) {
            String name = signature.owner().text();
            return byClass.containsKey(name) || byClass.containsKey(name + '$');
        }
        if (signature.owner().isExact()) {
            return classesOf(signature).stream()
                    .flatMap(name -> byClass.getOrDefault(name, List.of()).stream())
                    .anyMatch(it -> it.isOf(signature));
        }
        for (Map.Entry<String, List<Used>> one : byClass.entrySet()) {
            if (signature.owner().matches(one.getKey())
                    && (signature.namesWholeClass() || one.getValue().stream().anyMatch(it -> it.isOf(signature)))) {
                return true;
            }
        }
        return false;
    }

    /** @param descriptor empty if it is not known */
    private record Used(String className, String member, String descriptor) {
        boolean isOf(Signature signature) {
            if (descriptor.startsWith("(")) {
                return signature.coversMethod(className, member, descriptor);
            }
            return signature.coversField(className, member)
                    || (descriptor.isEmpty() && signature.coversSomeMethodNamed(className, member));
        }
    }
}
