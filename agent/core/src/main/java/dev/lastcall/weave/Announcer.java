package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.Declarations;
import dev.lastcall.classfile.LambdaBodies;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.members.ReachedMembers;
import dev.lastcall.members.ReachedMembers.Reached;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Companion;
import dev.lastcall.site.EnclosingMethod;
import dev.lastcall.site.Origin;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Sites.Maker;
import dev.lastcall.site.Surroundings;
import dev.lastcall.weave.InheritanceFromJdk.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, for one class, what must be announced at each of its instructions. Not thread-safe: one per class woven.
 */
final class Announcer implements StandIn.Classes, ReachedMembers.Classes {
    private final PolicyMatcher matcher;
    private final Lineage lineage;
    private final InheritanceFromJdk fromJdk;
    private final Sites sites;
    private final ClassToWeave type;
    private final ClassFacts facts;
    private final Surroundings around;
    private final LambdaBodies bodies;
    private final @Nullable ClassLoader classLoader;
    private final String codeSource;
    private final boolean ofAgent;
    /** For classes that a generated class names: whether generated code made them. */
    private final Map<String, Boolean> generated = new HashMap<>(0);

    /** @param ofAgent whether the class is one of another agent that is counted apart */
    Announcer(
            PolicyMatcher matcher,
            Lineage lineage,
            InheritanceFromJdk fromJdk,
            Sites sites,
            ClassToWeave type,
            Surroundings around,
            boolean ofAgent) {
        this.matcher = matcher;
        this.lineage = lineage;
        this.fromJdk = fromJdk;
        this.sites = sites;
        this.type = type;
        this.facts = type.facts();
        this.around = around;
        this.bodies = new LambdaBodies(facts, type.reader());
        this.classLoader = type.loader();
        this.codeSource = Origin.codeSource(type.domain());
        this.ofAgent = ofAgent;
    }

    /**
     * What is to be announced at a call.
     *
     * @return null if the called method is not listed
     */
    @Nullable
    Announcement call(CodeLine from, Kind kind, Called called) {
        StandIn standIn = standIn(called);
        ReachedMembers meant = meant(standIn);
        if (standIn != null && meant != null) {
            return announce(from, standIn.ofSuper() ? Kind.SUPER : kind, meant);
        }
        ReachedMembers reached = reached(called.target(), called.dispatched());
        return reached.isEmpty() ? null : announce(from, kind, reached);
    }

    /** What the method is listed for that a compiler's stand-in means; null if it is not. */
    private @Nullable ReachedMembers meant(@Nullable StandIn standIn) {
        if (standIn == null) {
            return null;
        }
        ReachedMembers reached = reached(standIn.meant(), false);
        return reached.isEmpty() ? null : reached;
    }

    /**
     * The target of a call by which a compiler's method passes on what others call, so that it is no site of its own.
     *
     * @param always whether that holds also for a call that is exempt
     * @return the target's number; 0 if the called method is not listed, or an exemption is to be announced
     */
    int passedOn(CodeLine from, Called called, boolean always) {
        ReachedMembers meant = meant(standIn(called));
        ReachedMembers reached = meant == null ? reached(called.target(), called.dispatched()) : meant;
        if (reached.isEmpty() || (!always && isExempt(caller(from), reached))) {
            return 0;
        }
        return sites.number(reached.entered());
    }

    private boolean isExempt(Caller caller, ReachedMembers reached) {
        for (Reached one : reached.listed()) {
            if (caller.isPasserBy() || tally(one.match(), caller) != CallerSide.CountedAs.EXEMPT) {
                return false;
            }
        }
        return true;
    }

    /** The method in place of which a compiler calls that one; null if it calls that one for its own sake. */
    @Nullable
    StandIn standIn(String owner, String name, String descriptor) {
        return StandIn.of(owner, name, descriptor, this);
    }

    /** As {@link #standIn(String, String, String)}. */
    @Nullable
    StandIn standIn(Called called) {
        return standIn(called.owner(), called.name(), called.descriptor());
    }

    @Override
    public @Nullable Declarations declarations(String internalName) {
        return lineage.known(internalName.replace('/', '.'), classLoader);
    }

    /** As {@link #call}, for a field; the announcement leaves no ticket. A class may use its own fields. */
    @Nullable
    Announcement field(CodeLine from, Kind kind, Called used) {
        ReachedMembers reached = reached(used.target(), false);
        if (reached.isEmpty() || reached.entered().className().equals(facts.className())) {
            return null;
        }
        Announcement found = announce(from, kind, reached);
        return found.isExempt() ? null : new Announcement(found.sites(), 0);
    }

    /**
     * As {@link #call}, for a member that a constant names, which nobody sees when it is used: a field, or a member of
     * the JDK. The announcement leaves no ticket. Of other methods a guard sees each call.
     */
    @Nullable
    Announcement constant(CodeLine from, Kind kind, Called used) {
        if (used.owner().charAt(0) == '[') {
            return null;
        }
        if (!used.descriptor().startsWith("(")) {
            return field(from, kind, used);
        }
        if (!matcher.listsJdk()) {
            return null;
        }
        ReachedMembers reached = reached(used.target(), used.dispatched());
        List<Reached> ofJdk = new ArrayList<>(1);
        for (Reached one : reached.listed()) {
            if (JdkClassFiles.read(one.target().className().replace('.', '/')) != null) {
                ofJdk.add(one);
            }
        }
        if (ofJdk.isEmpty()) {
            return null;
        }
        Announcement found = announce(from, kind, new ReachedMembers(reached.entered(), ofJdk));
        return found.isExempt() ? null : new Announcement(found.sites(), 0);
    }

    /** What the instruction reaches by the member that it names, and of the JDK by inheritance. */
    private ReachedMembers reached(Target named, boolean dispatched) {
        Use use = new Use(facts.className(), named.className(), named.member(), named.descriptor(), dispatched);
        return ReachedMembers.of(named, matcher, this).with(fromJdk.reachedBy(use, type.reader(), classLoader));
    }

    @Override
    public @Nullable Declarations named(String className) {
        return lineage.known(className, classLoader);
    }

    @Override
    public @Nullable Declarations above(String className) {
        return matcher.listsJdk() || className.equals("java.lang.Object")
                ? lineage.above(className, classLoader)
                : lineage.any(className, classLoader);
    }

    /** A guard sees what is not announced; and what is not known to be listed must not be refused. */
    @Override
    public boolean believesUnknown() {
        return false;
    }

    @Override
    public boolean mayBeTarget(String className) {
        return !isOfGenerated() || !isGenerated(className);
    }

    /** Whether generated code made that class as well: then it is no target, though a glob names it. */
    private boolean isGenerated(String className) {
        if (className.equals(facts.className())) {
            return true;
        }
        Boolean known = generated.get(className);
        if (known == null) {
            known = Companion.hostAtRunTime(classLoader, className, false, "") != null;
            generated.put(className, known);
        }
        return known;
    }

    private Announcement announce(CodeLine from, Kind kind, ReachedMembers reached) {
        Caller caller = caller(from);
        List<Integer> numbers = new ArrayList<>(reached.listed().size());
        Target target = reached.entered();
        int entered = sites.number(target);
        for (Reached one : reached.listed()) {
            Match match = one.match();
            if (!one.target().equals(target)) {
                sites.overrides(entered, sites.number(one.target()));
            }
            if (isCounted(match, caller, from)) {
                Site site = site(match, kind, caller, one.target());
                numbers.add(ofAgent ? sites.numberOfAgents(site) : sites.number(site));
            }
        }
        if (target.member().equals("<init>") && !caller.isPasserBy()) {
            sites.makes(new Maker(caller, kind, numbers), target.className());
        }
        return new Announcement(numbers, entered);
    }

    /**
     * Who calls generated code is found when it runs; who calls an accessor as well, but stands where its class does.
     */
    private boolean isCounted(Match match, Caller caller, CodeLine from) {
        if (!caller.isPasserBy()) {
            return tally(match, caller) != CallerSide.CountedAs.EXEMPT;
        }
        return isOfGenerated() || tally(match, callerAsWritten(from)) != CallerSide.CountedAs.EXEMPT;
    }

    /**
     * Where a subclass was not known to be one, its calls were found by the guard, and go on to count where they did.
     */
    private Site site(Match match, Kind kind, Caller caller, Target target) {
        if (type.loaded() && kind == Kind.CALL) {
            Site found = new Site(match.rule().id(), match.role(), Kind.VIRTUAL, caller, target);
            if (sites.knows(ofAgent ? found.inAgent() : found)) {
                return found;
            }
        }
        return new Site(match.rule().id(), match.role(), kind, caller, target);
    }

    private CallerSide.CountedAs tally(Match match, Caller caller) {
        return matcher.side(match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
                .towards(match.role());
    }

    /** Whether generated code made the class, so that it is nobody's caller and no target. */
    boolean isOfGenerated() {
        return around.isGenerated();
    }

    /**
     * The caller that a line of a method is, lambda bodies being of the method that wrote them. Who calls an accessor
     * is the caller of what that calls.
     */
    Caller caller(CodeLine from) {
        boolean passesOn = isOfGenerated()
                || (facts.isAccessor(from.method(), from.descriptor())
                        && standIn(facts.name(), from.method(), from.descriptor()) == null);
        return passesOn ? Caller.passerBy() : callerAsWritten(from);
    }

    private Caller callerAsWritten(CodeLine from) {
        EnclosingMethod enclosing = bodies.enclosing(from.method(), from.descriptor());
        boolean part = !around.partOf().isEmpty();
        return new Caller(
                part ? around.partOf() : facts.className(),
                enclosing.name(),
                enclosing.descriptor(),
                from.line(),
                facts.source(),
                codeSource,
                Origin.loader(classLoader),
                around.nestedIn());
    }
}
