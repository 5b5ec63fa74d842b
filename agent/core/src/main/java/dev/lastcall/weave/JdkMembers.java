package dev.lastcall.weave;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.ShapeVisitor;
import dev.lastcall.members.AnnotatedSignatures;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The listed members of the JDK that another class may have by inheritance, by name and descriptor: what an instruction
 * must name, whatever class it names, so that it is worth a look at that class. A class that is listed as a whole is
 * read at once, since its members' names must be known; one of which single members are listed only when a class
 * mentions such a name. Binary class names. Thread-safe.
 */
final class JdkMembers {
    /** Of those classes that may declare a listed member. */
    private final Map<String, List<Signature>> signatures = new HashMap<>();
    /** By the name of a member, the classes that may declare it, and are read when that name comes by. */
    private final Map<String, Set<String>> unread = new HashMap<>();

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> isRead = new ConcurrentHashMap<>();
    /** By name and descriptor of a listed member, the classes that declare it. */
    private final Map<String, Set<String>> declaring = new ConcurrentHashMap<>();
    /** Of those classes of the JDK that were asked about, all supertypes; empty: it is not of the JDK. */
    private final Map<String, Optional<Set<String>>> ancestors = new ConcurrentHashMap<>();

    JdkMembers(Policy policy) {
        for (Rule rule : policy.rules()) {
            add(rule.deprecated());
            add(rule.canonical());
        }
    }

    private void add(List<Signature> all) {
        for (Signature signature : all) {
            if (!signature.mayNameJdk()) {
                continue;
            }
            if (signature.owner().isExact()) {
                add(signature.owner().text(), signature);
            } else {
                addAll(signature);
            }
        }
    }

    private void addAll(Signature signature) {
        try {
            for (String name : JdkClassFiles.names(signature.owner().literalPrefix())) {
                String className = name.replace('/', '.');
                if (signature.owner().matches(className)) {
                    add(className, signature);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the JDK's own image can't be read
        }
    }

    private void add(String className, Signature signature) {
        List<Signature> ofClass = signatures.get(className);
        if (ofClass == null) {
            ofClass = new ArrayList<>(1);
            signatures.put(className, ofClass);
        }
        ofClass.add(signature);
        if (signature.member() instanceof Signature.Member.Method method) {
            addName(method.name(), className);
        } else if (signature.member() instanceof Signature.Member.Field field) {
            addName(field.name(), className);
        } else {
            read(className, signature);
        }
    }

    private void addName(String member, String className) {
        if (member.charAt(0) == '<') {
            return; // constructors are not inherited
        }
        names.add(member);
        Set<String> classes = unread.get(member);
        if (classes == null) {
            classes = new HashSet<>();
            unread.put(member, classes);
        }
        classes.add(className);
    }

    /** Takes note of the members of a class that the signature covers. Nobody inherits from a final class. */
    private void read(String className, Signature signature) {
        byte[] classFile = JdkClassFiles.read(className.replace('.', '/'));
        if (classFile == null) {
            return;
        }
        ShapeVisitor visitor = new ShapeVisitor();
        new ClassReader(classFile).accept(visitor, ClassReader.SKIP_CODE);
        ClassShape shape = visitor.shape();
        if (Modifier.isFinal(shape.flags())) {
            return;
        }
        List<Signature> meant = signature.member() instanceof Signature.Member.Annotated
                ? AnnotatedSignatures.of(signature, shape)
                : List.of(signature);
        for (Member member : shape.members()) {
            if (member.isForOthers() && !member.isSynthetic() && isCovered(member, className, meant)) {
                names.add(member.name());
                declaring(member.name() + member.descriptor()).add(className);
            }
        }
    }

    private static boolean isCovered(Member member, String className, List<Signature> signatures) {
        if (member.name().charAt(0) == '<') {
            return false;
        }
        for (Signature signature : signatures) {
            if (member.isField()
                    ? signature.coversField(className, member.name())
                    : signature.coversMethod(className, member.name(), member.descriptor())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> declaring(String key) {
        Set<String> known = declaring.get(key);
        if (known != null) {
            return known;
        }
        Set<String> classes = ConcurrentHashMap.newKeySet();
        known = declaring.putIfAbsent(key, classes);
        return known == null ? classes : known;
    }

    /** The names of all of them: a class that mentions none names no such member. To be asked before anything else. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Whether there may be one of that name: a quick answer. */
    boolean mayBeNamed(String name) {
        return names.contains(name);
    }

    /** Whether there is one of that name and descriptor. */
    boolean has(String name, String descriptor) {
        readThoseWith(name);
        return declaring.containsKey(name + descriptor);
    }

    private void readThoseWith(String name) {
        Set<String> classes = unread.get(name);
        if (classes == null || isRead.containsKey(name)) {
            return;
        }
        for (String className : classes) {
            for (Signature signature : signatures.getOrDefault(className, List.of())) {
                read(className, signature);
            }
        }
        isRead.put(name, true);
    }

    /**
     * Whether a class may have such a member by inheritance: no class of the JDK that has none, but any class of which
     * this is not known here.
     *
     * @param owner internal name
     */
    boolean mayBeIn(String owner, String name, String descriptor) {
        if (owner.charAt(0) == '[' || !has(name, descriptor)) {
            return false;
        }
        Set<String> above = ancestors(owner);
        if (above == null) {
            return true;
        }
        for (String className : declaring(name + descriptor)) {
            if (above.contains(className)) {
                return true;
            }
        }
        return false;
    }

    /** All supertypes of a class of the JDK; null if it is none. */
    private @Nullable Set<String> ancestors(String owner) {
        Optional<Set<String>> known = ancestors.get(owner);
        if (known == null) {
            byte[] classFile = JdkClassFiles.read(owner);
            if (classFile == null) {
                known = Optional.empty();
            } else {
                Set<String> above = new HashSet<>();
                addParents(new ClassReader(classFile), above);
                known = Optional.of(above);
            }
            ancestors.put(owner, known);
        }
        return known.isPresent() ? known.get() : null;
    }

    private void addParents(ClassReader reader, Set<String> above) {
        if (reader.getSuperName() != null) {
            addParent(reader.getSuperName(), above);
        }
        for (String parent : reader.getInterfaces()) {
            addParent(parent, above);
        }
    }

    private void addParent(String parent, Set<String> above) {
        above.add(parent.replace('/', '.'));
        Set<String> further = ancestors(parent);
        if (further != null) {
            above.addAll(further);
        }
    }
}
