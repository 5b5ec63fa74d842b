package dev.lastcall.members;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The listed members of the JDK that an instruction reaches by the name of another class: one that inherits the member,
 * or overrides it. Nothing guards the bodies of the JDK, so that all rests on the instruction, and an override counts
 * as the member itself, as in forbidden-apis. For agent and scan alike. Not thread-safe; one for each question.
 */
public final class InheritedMembers {
    /** Where classes are looked up. */
    public interface Classes {
        /** The class of that binary name; null if it is not at hand. */
        @Nullable
        ClassShape find(String className);

        /** Whether that class, which was found, is one of the JDK. */
        boolean isOfJdk(ClassShape shape);
    }

    /**
     * One that is reached.
     *
     * @param className binary name of the class of the JDK that declares the member
     * @param match a rule that lists it; each rule comes once, with the class that is nearest
     */
    public record Inherited(String className, Match match) {}

    private final Classes classes;
    private final PolicyMatcher matcher;
    private final String name;
    private final String descriptor;
    private final boolean dispatched;
    private final Set<String> seen = new HashSet<>();
    private final List<Inherited> found = new ArrayList<>(1);

    private InheritedMembers(
            Classes classes, PolicyMatcher matcher, String name, String descriptor, boolean dispatched) {
        this.classes = classes;
        this.matcher = matcher;
        this.name = name;
        this.descriptor = descriptor;
        this.dispatched = dispatched;
    }

    /**
     * What an instruction reaches beside the member of the class that it names.
     *
     * @param owner binary name of the class that the instruction names
     * @param descriptor starts with {@code (} unless the member is a field
     * @param dispatched whether the receiver's class chooses the body: then the member may be overridden in between
     */
    public static List<Inherited> of(
            String owner, String name, String descriptor, boolean dispatched, PolicyMatcher matcher, Classes classes) {
        if (name.startsWith("<")) {
            return List.of();
        }
        InheritedMembers search = new InheritedMembers(classes, matcher, name, descriptor, dispatched);
        search.visit(owner, true, false);
        return search.found;
    }

    /** Superclasses before interfaces, as the JVM resolves methods (JVMS §5.4.3.3). */
    private void visit(String className, boolean isOwner, boolean overridden) {
        if (!seen.add(className)) {
            return;
        }
        ClassShape shape = classes.find(className);
        if (shape == null) {
            return;
        }
        Member member = shape.member(name, descriptor);
        boolean declares = member != null && (isOwner || member.isForOthers());
        if (member != null && declares && !isOwner && !member.isSynthetic() && classes.isOfJdk(shape)) {
            add(shape, overridden);
        }
        if (declares && !dispatched) {
            return;
        }
        for (String parent : shape.parents()) {
            visit(parent, false, overridden || declares);
        }
    }

    /** Who implements an interface that is listed as a whole has bodies of its own. */
    private void add(ClassShape declaring, boolean overridden) {
        boolean implemented = overridden && Modifier.isInterface(declaring.flags());
        if (implemented && !matcher.names(declaring.name(), name, descriptor.startsWith("(") ? descriptor : null)) {
            return;
        }
        for (Match match : matcher.member(declaring.name(), name, descriptor)) {
            if (!isFound(match)) {
                found.add(new Inherited(declaring.name(), match));
            }
        }
    }

    private boolean isFound(Match match) {
        for (Inherited one : found) {
            if (one.match.rule().id().equals(match.rule().id())) {
                return true;
            }
        }
        return false;
    }
}
