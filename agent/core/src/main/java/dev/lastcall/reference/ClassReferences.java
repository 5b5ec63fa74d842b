package dev.lastcall.reference;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.Mention;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The references in one class file to what goes away with a rule, and to listed members, from outside of what goes
 * away: is shown every use of a member and every mention of a class, in the order of the file, and then the end. Not
 * thread-safe.
 */
public final class ClassReferences {
    private final PolicyMatcher matcher;
    private final Leaving leaving;
    private final ClassShape shape;
    private final Sink sink;
    /** By rule and class name. */
    private final Set<String> mentioned = new HashSet<>();

    private final List<Mention> ifAlone = new ArrayList<>();

    /** Is notified of references. */
    public interface Sink {
        /**
         * Something is named.
         *
         * @param side of the place towards the rule; never inside of what is deprecated
         * @param at where
         * @param target binary name of the class that is named
         * @param member of it; empty if the class alone is named
         */
        void found(Rule rule, CallerSide side, ReferenceKind kind, Spot at, String target, String member);
    }

    /**
     * A place in the class file.
     *
     * @param member empty for the class itself
     * @param descriptor that member's; empty if there is none, or it is not known
     * @param line 0 if not known
     */
    public record Spot(String member, String descriptor, int line) {}

    public ClassReferences(PolicyMatcher matcher, Leaving leaving, ClassShape shape, Sink sink) {
        this.matcher = matcher;
        this.leaving = leaving;
        this.shape = shape;
        this.sink = sink;
    }

    /** An instruction uses a member, and is a call site of these rules. */
    public void access(Access access, Set<String> asSiteOf) {
        for (Rule rule : leaving.rules(access.owner())) {
            if (asSiteOf.contains(rule.id())) {
                mentioned.add(key(rule, access.owner()));
            } else {
                Spot spot = new Spot(access.method(), access.methodDescriptor(), access.line());
                found(rule, ReferenceKind.MEMBER, spot, access.owner(), access.name());
            }
        }
    }

    /** A class is named; not the package of a module's export. */
    public void mention(Mention mention) {
        if (mention.onlyIfAlone()) {
            ifAlone.add(mention);
        } else {
            take(mention);
        }
    }

    /** A text names a class or member among other words. */
    public void named(Rule rule, Mention text, String target, String member) {
        found(rule, text.kind(), spot(text), target, member);
    }

    /** Ends the class. */
    public void end() {
        for (Mention mention : ifAlone) {
            for (Rule rule : leaving.rules(mention.className())) {
                if (mentioned.contains(key(rule, mention.through()))) {
                    mentioned.add(key(rule, mention.className()));
                } else if (!mentioned.contains(key(rule, mention.className()))) {
                    found(rule, mention.kind(), spot(mention), mention.className(), "");
                }
            }
        }
    }

    private void take(Mention mention) {
        List<Rule> rules = leaving.rules(mention.className());
        List<Rule> ofOwner = mention.through().isEmpty() ? List.of() : leaving.rules(mention.through());
        boolean isElement =
                mention.kind() == ReferenceKind.ANNOTATION && !mention.target().isEmpty();
        if (!isElement) { // the annotation itself is mentioned, too
            for (Rule rule : rules) {
                if (!Leaving.contains(ofOwner, rule)) {
                    found(rule, mention.kind(), spot(mention), mention.className(), mention.target());
                }
            }
        }
        if (!mention.target().isEmpty()) {
            for (Rule rule : listing(mention)) {
                if (!Leaving.contains(rules, rule)) {
                    found(rule, mention.kind(), spot(mention), mention.className(), mention.target());
                }
            }
        }
    }

    /** The rules that list the very member. */
    private List<Rule> listing(Mention mention) {
        List<Match> matches = mention.kind() == ReferenceKind.ANNOTATION
                ? matcher.method(mention.className(), mention.target(), "()V")
                : matcher.field(mention.className(), mention.target());
        List<Rule> listing = new ArrayList<>(matches.size());
        for (Match match : matches) {
            if (match.role() == Role.DEPRECATED) {
                listing.add(match.rule());
            }
        }
        return listing;
    }

    private void found(Rule rule, ReferenceKind kind, Spot spot, String target, String member) {
        mentioned.add(key(rule, target));
        CallerSide side = matcher.side(rule, shape.name(), shape.nestedIn(), spot.member(), spot.descriptor());
        if (side != CallerSide.DEPRECATED && !leaving.goes(shape, rule)) {
            sink.found(rule, side, kind, spot, target, member);
        }
    }

    private static Spot spot(Mention mention) {
        return new Spot(mention.member(), mention.memberDescriptor(), mention.line());
    }

    private static String key(Rule rule, String className) {
        return rule.id() + '!' + className;
    }
}
