package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a policy says about a member and a caller: weaver, gate and scan share this matcher. Immutable, except
 * for what it learns about annotated signatures. Thread-safe.
 */
public final class PolicyMatcher {
    private final Policy policy;
    private final MarkedMembers marked;
    private final ByName<Listing> byClass;
    private final List<Listing> globs = new ArrayList<>();
    private final boolean listsJdk;

    /** A matcher that knows of no annotated member yet. */
    public PolicyMatcher(Policy policy) {
        this(policy, new MarkedMembers());
    }

    /**
     * The matcher of a policy.
     *
     * @param marked where the matcher remembers the members that annotated signatures cover
     */
    public PolicyMatcher(Policy policy, MarkedMembers marked) {
        this.policy = policy;
        this.marked = marked;
        this.listsJdk = policy.listsJdk();
        List<String> names = new ArrayList<>();
        List<Listing> listings = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            list(rule, Role.DEPRECATED, rule.deprecated(), names, listings);
            list(rule, Role.CANONICAL, rule.canonical(), names, listings);
        }
        byClass = new ByName<>(names, listings);
    }

    private void list(Rule rule, Role role, List<Signature> signatures, List<String> names, List<Listing> listings) {
        Match match = new Match(rule, role, "");
        for (Signature signature : signatures) {
            String message = rule.messageFor(signature);
            match = match.message.equals(message) ? match : new Match(rule, role, message);
            Listing listing = new Listing(match, signature);
            if (signature.owner().isExact()) {
                names.add(signature.owner().text());
                listings.add(listing);
            } else {
                globs.add(listing);
            }
        }
    }

    /** The signatures that may mean that class by its own name, or by that of the class whose object it is. */
    private List<Listing> named(String className) {
        List<Listing> listings = byClass.get(className);
        String plain = Signature.plainName(className);
        if (plain == null || !byClass.has(plain)) {
            return listings;
        }
        List<Listing> all = new ArrayList<>(listings);
        all.addAll(byClass.get(plain));
        return all;
    }

    /** Whether a signature of the policy may name a class of the JDK. */
    public boolean listsJdk() {
        return listsJdk;
    }

    public Policy policy() {
        return policy;
    }

    public MarkedMembers marked() {
        return marked;
    }

    /** The signatures of the form {@code @Deprecated in GLOB} whose glob names that class. */
    public List<Signature> annotated(String className) {
        List<Signature> annotated = new ArrayList<>(0);
        addAnnotated(globs, className, annotated);
        addAnnotated(named(className), className, annotated);
        return annotated;
    }

    private static void addAnnotated(List<Listing> listings, String className, List<Signature> annotated) {
        for (int i = 0; i < listings.size(); i++) {
            Signature signature = listings.get(i).signature;
            if (isAnnotated(signature) && signature.owner().matches(className)) {
                annotated.add(signature);
            }
        }
    }

    private static boolean isAnnotated(Signature signature) {
        return signature.member() instanceof Signature.Member.Annotated;
    }

    /** What a signature means in a class: itself, unless it is annotated. */
    private List<Signature> meant(Signature signature, String className) {
        return isAnnotated(signature) ? marked.meant(signature, className) : List.of(signature);
    }

    /** Whether a signature names the class or one of its members. */
    public boolean lists(String className) {
        if (byClass.has(className)) {
            return true;
        }
        String plain = Signature.plainName(className);
        if (plain != null) {
            for (Listing listing : byClass.get(plain)) {
                if (listing.signature.namesMembersOf(className)) {
                    return true;
                }
            }
        }
        for (Listing listing : globs) {
            if (listing.signature.owner().matches(className)) {
                return true;
            }
        }
        return false;
    }

    /** The signatures that name one field of exactly that class, whether or not the field exists. */
    public List<Signature> fieldSignatures(String className) {
        List<Signature> fields = new ArrayList<>(0);
        List<Listing> listings = byClass.get(className);
        for (int i = 0; i < listings.size(); i++) {
            if (listings.get(i).signature.member() instanceof Signature.Member.Field) {
                fields.add(listings.get(i).signature);
            }
        }
        return fields;
    }

    /**
     * Whether a signature names exactly that member, and not its class as a whole; for a field the descriptor is null.
     */
    public boolean names(String className, String member, @Nullable String descriptor) {
        return names(named(className), className, member, descriptor) || names(globs, className, member, descriptor);
    }

    /** A quick answer from the name alone: whether a signature may name a method of that name in that class. */
    public boolean mayNameMethod(String className, String method) {
        return mayNameMethod(named(className), className, method) || mayNameMethod(globs, className, method);
    }

    private static boolean mayNameMethod(List<Listing> listings, String className, String method) {
        for (int i = 0; i < listings.size(); i++) {
            Signature signature = listings.get(i).signature;
            if (signature.owner().matches(className)
                    && (!(signature.member() instanceof Signature.Member.Method named) || named.mayBe(method))) {
                return true;
            }
        }
        return false;
    }

    private boolean names(List<Listing> listings, String className, String member, @Nullable String descriptor) {
        for (int i = 0; i < listings.size(); i++) {
            Signature signature = listings.get(i).signature;
            if (!signature.namesWholeClass() && covers(signature, className, member, descriptor)) {
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
        addMatches(named(className), className, name, descriptor, matches);
        addMatches(globs, className, name, descriptor, matches);
        return matches;
    }

    private void addMatches(
            List<Listing> listings, String className, String name, @Nullable String descriptor, List<Match> matches) {
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i);
            if (covers(listing.signature, className, name, descriptor)) {
                add(listing.match, matches);
            }
        }
    }

    private boolean covers(Signature signature, String className, String name, @Nullable String descriptor) {
        if (isAnnotated(signature)) {
            List<Signature> meant = marked.meant(signature, className);
            for (int i = 0; i < meant.size(); i++) {
                if (covers(meant.get(i), className, name, descriptor)) {
                    return true;
                }
            }
            return false;
        }
        return descriptor == null
                ? signature.coversField(className, name)
                : signature.coversMethod(className, name, descriptor);
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
     * @param nestedIn the classes that it is nested in, by class files and not by its name
     * @param method the calling method's name
     * @param descriptor its descriptor; empty if not known
     */
    public CallerSide side(Rule rule, String callerClass, List<String> nestedIn, String method, String descriptor) {
        if (isDeprecatedClass(rule, callerClass)) {
            return CallerSide.DEPRECATED;
        }
        for (int i = 0; i < nestedIn.size(); i++) {
            if (isDeprecatedClass(rule, nestedIn.get(i))) {
                return CallerSide.DEPRECATED;
            }
        }
        if (isDeprecatedMember(rule, callerClass, method, descriptor)) {
            return CallerSide.DEPRECATED;
        }
        if (isCanonicalClass(rule, callerClass)) {
            return CallerSide.CANONICAL;
        }
        for (int i = 0; i < nestedIn.size(); i++) {
            if (isCanonicalClass(rule, nestedIn.get(i))) {
                return CallerSide.CANONICAL;
            }
        }
        return CallerSide.OUTSIDE;
    }

    // the signatures of one rule may be thousands: only those that can name the class are looked at

    private boolean isDeprecatedClass(Rule rule, String className) {
        return isDeprecatedClass(named(className), rule, className) || isDeprecatedClass(globs, rule, className);
    }

    private boolean isDeprecatedClass(List<Listing> listings, Rule rule, String className) {
        for (int i = 0; i < listings.size(); i++) {
            if (listings.get(i).isOf(rule, Role.DEPRECATED)) {
                for (Signature meant : meant(listings.get(i).signature, className)) {
                    if (meant.namesWholeClass() && meant.namesClass(className)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isDeprecatedMember(Rule rule, String className, String method, String descriptor) {
        return isDeprecatedMember(named(className), rule, className, method, descriptor)
                || isDeprecatedMember(globs, rule, className, method, descriptor);
    }

    private boolean isDeprecatedMember(
            List<Listing> listings, Rule rule, String className, String method, String descriptor) {
        for (int i = 0; i < listings.size(); i++) {
            if (listings.get(i).isOf(rule, Role.DEPRECATED)) {
                for (Signature meant : meant(listings.get(i).signature, className)) {
                    if (isMember(meant, className, method, descriptor)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isMember(Signature meant, String className, String method, String descriptor) {
        if (meant.namesWholeClass()) {
            return false;
        }
        return descriptor.isEmpty()
                ? meant.coversSomeMethodNamed(className, method)
                : meant.coversMethod(className, method, descriptor);
    }

    private boolean isCanonicalClass(Rule rule, String className) {
        return isCanonicalClass(named(className), rule, className) || isCanonicalClass(globs, rule, className);
    }

    private static boolean isCanonicalClass(List<Listing> listings, Rule rule, String className) {
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i);
            if (listing.isOf(rule, Role.CANONICAL) && listing.signature.namesClass(className)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A rule, and the side of it on which a member stands.
     *
     * @param message what to tell callers of exactly this member; empty if the policy says nothing
     */
    public record Match(Rule rule, Role role, String message) {
        // compared while classes load

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Match that
                    && rule.equals(that.rule)
                    && role == that.role
                    && message.equals(that.message);
        }

        @Override
        public int hashCode() {
            return (rule.hashCode() * 31 + role.hashCode()) * 31 + message.hashCode();
        }
    }

    private record Listing(Match match, Signature signature) {
        boolean isOf(Rule rule, Role role) {
            return match.role == role && match.rule.id().equals(rule.id());
        }
    }
}
