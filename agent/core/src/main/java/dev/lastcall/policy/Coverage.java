package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a policy says of a member and of a caller: the one matcher that weaver, gate and scan share. Immutable and
 * thread-safe.
 */
public final class Coverage {
    private final Policy policy;
    private final Map<String, List<Listing>> byClass = new HashMap<>();
    private final List<Listing> globs = new ArrayList<>();

    public Coverage(Policy policy) {
        this.policy = policy;
        for (Rule rule : policy.rules()) {
            list(rule, Role.DEPRECATED, rule.deprecated());
            list(rule, Role.CANONICAL, rule.canonical());
        }
    }

    private void list(Rule rule, Role role, List<Signature> signatures) {
        for (Signature signature : signatures) {
            Listing listing = new Listing(new Match(rule, role, rule.messageFor(signature)), signature);
            if (!signature.owner().isExact()) {
                globs.add(listing);
                continue;
            }
            String name = signature.owner().text();
            List<Listing> ofClass = byClass.get(name);
            if (ofClass == null) {
                ofClass = new ArrayList<>();
                byClass.put(name, ofClass);
            }
            ofClass.add(listing);
        }
    }

    public Policy policy() {
        return policy;
    }

    /** Whether a signature names the class or a member of it. */
    public boolean lists(String className) {
        if (byClass.containsKey(className)) {
            return true;
        }
        for (Listing listing : globs) {
            if (listing.signature.owner().matches(className)) {
                return true;
            }
        }
        return false;
    }

    /** The rules that a method or constructor falls under, at most once each, in the policy's order. */
    public List<Match> method(String className, String name, String descriptor) {
        return matches(className, name, descriptor);
    }

    /** The rules that a member falls under, whose descriptor tells whether it is a method or a field. */
    public List<Match> member(String className, String name, String descriptor) {
        return descriptor.startsWith("(") ? method(className, name, descriptor) : field(className, name);
    }

    /** The rules that a field falls under, at most once each, in the policy's order. */
    public List<Match> field(String className, String name) {
        return matches(className, name, null);
    }

    /** @param descriptor null for a field */
    private List<Match> matches(String className, String name, @Nullable String descriptor) {
        List<Match> matches = new ArrayList<>(1);
        List<Listing> ofClass = byClass.get(className);
        if (ofClass != null) {
            addMatches(ofClass, className, name, descriptor, matches);
        }
        addMatches(globs, className, name, descriptor, matches);
        return matches;
    }

    private void addMatches(
            List<Listing> listings, String className, String name, @Nullable String descriptor, List<Match> matches) {
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i);
            boolean covered = descriptor == null
                    ? listing.signature.coversField(className, name)
                    : listing.signature.coversMethod(className, name, descriptor);
            if (covered) {
                add(listing.match, matches);
            }
        }
    }

    /** A member that a rule lists on both sides is deprecated. */
    private void add(Match match, List<Match> matches) {
        int end = matches.size();
        for (int i = 0; i < end; i++) {
            if (matches.get(i).rule.id().equals(match.rule.id())) {
                if (match.role == Role.DEPRECATED) {
                    matches.set(i, match);
                }
                return;
            }
        }
        int at = end;
        while (at > 0 && precedes(match.rule, matches.get(at - 1).rule)) {
            at--;
        }
        matches.add(at, match);
    }

    private boolean precedes(Rule one, Rule other) {
        for (Rule rule : policy.rules()) {
            if (rule.id().equals(one.id()) || rule.id().equals(other.id())) {
                return rule.id().equals(one.id());
            }
        }
        return false;
    }

    /**
     * Where a caller stands towards a rule.
     *
     * @param callerClass binary name
     * @param method the calling method's name
     * @param descriptor its descriptor; empty if not known
     */
    public Standing standing(Rule rule, String callerClass, String method, String descriptor) {
        for (String name = callerClass; ; name = name.substring(0, name.lastIndexOf('$'))) {
            if (isDeprecatedClass(rule, name)) {
                return Standing.DEPRECATED;
            }
            if (name.lastIndexOf('$') <= 0) {
                break;
            }
        }
        if (isDeprecatedMember(rule, callerClass, method, descriptor)) {
            return Standing.DEPRECATED;
        }
        for (String name = callerClass; ; name = name.substring(0, name.lastIndexOf('$'))) {
            if (isCanonicalClass(rule, name)) {
                return Standing.CANONICAL;
            }
            if (name.lastIndexOf('$') <= 0) {
                return Standing.OUTSIDE;
            }
        }
    }

    private static boolean isDeprecatedClass(Rule rule, String className) {
        for (Signature signature : rule.deprecated()) {
            if (signature.namesWholeClass() && signature.owner().matches(className)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDeprecatedMember(Rule rule, String className, String method, String descriptor) {
        for (Signature signature : rule.deprecated()) {
            if (!signature.namesWholeClass()
                    && (descriptor.isEmpty()
                            ? signature.coversSomeMethodNamed(className, method)
                            : signature.coversMethod(className, method, descriptor))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCanonicalClass(Rule rule, String className) {
        for (Signature signature : rule.canonical()) {
            if (signature.owner().matches(className)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A rule, and the side of it on which a member stands.
     *
     * @param message what to tell the caller of just this member; empty if the policy says nothing
     */
    public record Match(Rule rule, Role role, String message) {}

    private record Listing(Match match, Signature signature) {}
}
