package dev.lastcall.members;

import dev.lastcall.classfile.Declarations;
import dev.lastcall.evidence.Target;
import dev.lastcall.members.InheritedMembers.Inherited;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction reaches of that which a policy lists: by the class that it names, by the class that declares the
 * member, and by classes of the JDK. For agent and scan alike (agent/docs/decisions: which rule a call counts for).
 *
 * @param entered the member whose body a call begins, as far as it is listed; else as the instruction names it
 * @param listed at most one for each rule
 */
public record ReachedMembers(Target entered, List<Reached> listed) {
    private static final String COMPANION = "Companion";
    private static final String OBJECT = "java.lang.Object";

    /** A rule, and the member by which it lists what is reached. */
    public record Reached(Match match, Target target) {}

    /** Where classes are looked up. */
    public interface Classes {
        /** What is known of the class that an instruction names; null if nothing is. Binary name. */
        @Nullable
        Declarations named(String className);

        /** What is known of a class that another one extends; null if nothing is. Binary name. */
        @Nullable
        Declarations above(String className);

        /** Whether a class of which nothing is known is taken to declare what is listed of it. */
        boolean believesUnknown();

        /** Whether members of that class may be targets at all. */
        boolean mayBeTarget(String className);
    }

    /** What an access reaches without regard to members of the JDK. */
    public static ReachedMembers of(Target named, PolicyMatcher matcher, Classes classes) {
        String member = named.member();
        String descriptor = named.descriptor();
        MemberSearch search = new MemberSearch(member, descriptor, matcher, classes);
        String declaring = search.declaringClass(named.className());
        List<Reached> listed = new ArrayList<>(1);
        if (search.isHidden() || search.isObject(named)) {
            return new ReachedMembers(named, listed);
        }
        Target entered = named;
        if (declaring != null && !declaring.equals(named.className())) {
            Target declared = new Target(declaring, member, descriptor);
            add(declared, matcher, classes, listed);
            entered = listed.isEmpty() ? named : declared;
        }
        add(named, matcher, classes, listed);
        return new ReachedMembers(entered, listed);
    }

    /** The same, with the members of the JDK that are reached, too. */
    public ReachedMembers with(List<Inherited> ofJdk) {
        if (ofJdk.isEmpty()) {
            return this;
        }
        List<Reached> all = new ArrayList<>(listed);
        for (Inherited inherited : ofJdk) {
            if (indexOf(inherited.match(), all) < 0) {
                Target target = new Target(inherited.className(), entered.member(), entered.descriptor());
                all.add(new Reached(inherited.match(), target));
            }
        }
        return new ReachedMembers(listed.isEmpty() ? all.get(0).target : entered, all);
    }

    public boolean isEmpty() {
        return listed.isEmpty();
    }

    private static void add(Target target, PolicyMatcher matcher, Classes classes, List<Reached> listed) {
        for (Match match : matches(target, matcher, classes)) {
            int known = indexOf(match, listed);
            if (known < 0) {
                listed.add(new Reached(match, target));
            } else if (match.role() == Role.DEPRECATED
                    && listed.get(known).match.role() == Role.CANONICAL) {
                listed.set(known, new Reached(match, target));
            }
        }
    }

    private static List<Match> matches(Target target, PolicyMatcher matcher, Classes classes) {
        String className = target.className();
        if (!classes.mayBeTarget(className) || isCompanion(target, matcher)) {
            return List.of();
        }
        return matcher.member(className, target.member(), target.descriptor());
    }

    /** Whether that holds a class's Kotlin companion object, whose methods count as those of the class. */
    private static boolean isCompanion(Target target, PolicyMatcher matcher) {
        return target.member().equals(COMPANION)
                && target.descriptor().equals("L" + target.className().replace('.', '/') + '$' + COMPANION + ';')
                && !matcher.names(target.className(), COMPANION, null);
    }

    private static int indexOf(Match match, List<Reached> listed) {
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i).match.rule().id().equals(match.rule().id())) {
                return i;
            }
        }
        return -1;
    }

    /** Looks for the class that declares a member. */
    private static final class MemberSearch {
        private final String member;
        private final String descriptor;
        private final PolicyMatcher matcher;
        private final Classes classes;
        private final Set<String> seen = new HashSet<>(2);
        /** Interfaces that declare the member, and between them and the class none that does. */
        private final List<String> interfaces = new ArrayList<>(0);

        private @Nullable Declarations declaring;
        private @Nullable String suspect;

        MemberSearch(String member, String descriptor, PolicyMatcher matcher, Classes classes) {
            this.member = member;
            this.descriptor = descriptor;
            this.matcher = matcher;
            this.classes = classes;
        }

        /**
         * The class from which that class has the member, itself or another one; if no known one declares it, the first
         * unknown one that is believed to; null if there is none. Superclasses before interfaces, and of those the most
         * specific, as the JVM resolves methods (JVMS §5.4.3.3).
         */
        @Nullable
        String declaringClass(String owner) {
            List<Declarations> chain = new ArrayList<>(2);
            String className = owner;
            Declarations known = classes.named(owner);
            while (known != null) {
                if (known.declares(member, descriptor)) {
                    declaring = known;
                    return className;
                }
                List<String> parents = known.parents();
                if (parents.isEmpty() || member.equals("<init>")) {
                    break;
                }
                chain.add(known);
                className = parents.get(0);
                known = classes.above(className);
            }
            if (known == null) {
                suspect(className);
            }
            for (Declarations one : chain) {
                findInInterfaces(one);
            }
            String found = mostSpecific();
            Declarations type = found == null ? null : classes.above(found);
            boolean unsure = known == null && !className.equals(OBJECT);
            if (found == null || (unsure && guardTells(type))) {
                return suspect;
            }
            declaring = type;
            return found;
        }

        /**
         * Whether it can be left to a guard if the interface's method runs: a superclass of which nothing is known may
         * have one of its own.
         */
        private boolean guardTells(@Nullable Declarations type) {
            return !classes.believesUnknown() && type != null && !type.isAbstract(member, descriptor);
        }

        /** Whether the member was found, and a compiler has made it for itself. */
        boolean isHidden() {
            return declaring != null && declaring.isHidden(member, descriptor);
        }

        /** Whether it was found to hold a Kotlin object, whose methods count, and is not listed by its name. */
        boolean isObject(Target named) {
            return declaring != null
                    && declaring.holdsObject(member, descriptor)
                    && !matcher.names(named.className(), member, null);
        }

        /** All but the first of the parents are interfaces. */
        private void findInInterfaces(Declarations type) {
            List<String> parents = type.parents();
            for (int i = 1; i < parents.size(); i++) {
                String name = parents.get(i);
                if (!seen.add(name)) {
                    continue;
                }
                Declarations known = classes.above(name);
                if (known == null) {
                    suspect(name);
                } else if (known.declares(member, descriptor)) {
                    interfaces.add(name);
                } else {
                    findInInterfaces(known);
                }
            }
        }

        private @Nullable String mostSpecific() {
            for (String one : interfaces) {
                boolean extended = false;
                for (String other : interfaces) {
                    extended |= !other.equals(one) && isAbove(one, other);
                }
                if (!extended) {
                    return one;
                }
            }
            return null;
        }

        private boolean isAbove(String one, String other) {
            Declarations known = classes.above(other);
            if (known == null) {
                return false;
            }
            for (String parent : known.parents()) {
                if (parent.equals(one) || isAbove(one, parent)) {
                    return true;
                }
            }
            return false;
        }

        private void suspect(String className) {
            if (suspect == null && classes.believesUnknown() && isListed(className)) {
                suspect = className;
            }
        }

        private boolean isListed(String className) {
            return !matcher.member(className, member, descriptor).isEmpty();
        }
    }
}
