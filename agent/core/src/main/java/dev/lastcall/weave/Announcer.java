package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.LambdaBodies;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.members.InheritedMembers.Inherited;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Companion;
import dev.lastcall.site.Origin;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Sites.Maker;
import dev.lastcall.site.Surroundings;
import dev.lastcall.weave.InheritanceFromJdk.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/** Finds out, for one class, what must be announced at each of its instructions. Not thread-safe: one per class woven. */
final class Announcer implements StandIn.Classes {
    private static final String COMPANION = "Companion";

    private final PolicyMatcher matcher;
    private final Lineage lineage;
    private final Sites sites;
    private final ClassFacts facts;
    private final Surroundings around;
    private final ClassReader reader;
    private final LambdaBodies bodies;
    private final @Nullable ClassLoader classLoader;
    private final String codeSource;
    private final boolean ofAgent;
    /** For classes that a generated class names: whether generated code made them. */
    private final Map<String, Boolean> generated = new HashMap<>(0);

    Announcer(
            PolicyMatcher matcher,
            Lineage lineage,
            Sites sites,
            ClassFacts facts,
            Surroundings around,
            ClassReader reader,
            LambdaBodies bodies,
            @Nullable ClassLoader classLoader,
            String codeSource,
            boolean ofAgent) {
        this.ofAgent = ofAgent;
        this.matcher = matcher;
        this.lineage = lineage;
        this.sites = sites;
        this.facts = facts;
        this.around = around;
        this.reader = reader;
        this.bodies = bodies;
        this.classLoader = classLoader;
        this.codeSource = codeSource;
    }

    /**
     * What is to be announced at a call.
     *
     * @param method name and descriptor of the method that holds the instruction, as in the class file
     * @param dispatched whether the receiver's class chooses the body
     * @return null if the called method is not listed
     */
    @Nullable
    Announcement call(
            String method,
            String methodDescriptor,
            int line,
            Kind kind,
            String owner,
            String name,
            String descriptor,
            boolean dispatched) {
        StandIn standIn = standIn(owner, name, descriptor);
        List<Reached> meant = meant(standIn);
        if (standIn != null && !meant.isEmpty()) {
            return announce(method, methodDescriptor, line, standIn.ofSuper() ? Kind.SUPER : kind, meant);
        }
        List<Reached> reached = reached(owner, name, descriptor, dispatched);
        return reached.isEmpty() ? null : announce(method, methodDescriptor, line, kind, reached);
    }

    /** What the method is listed for that a compiler's stand-in means. */
    private List<Reached> meant(@Nullable StandIn standIn) {
        if (standIn == null) {
            return List.of();
        }
        Target meant = standIn.meant();
        return reached(meant.className().replace('.', '/'), meant.member(), meant.descriptor(), false);
    }

    /**
     * The target of a call by which a compiler's method passes on what others call, so that it is no site of its own.
     *
     * @param always whether that holds also for a call that is exempt
     * @return the target's number; 0 if the called method is not listed, or an exemption is to be announced
     */
    int passedOn(
            String method,
            String methodDescriptor,
            int line,
            String owner,
            String name,
            String descriptor,
            boolean dispatched,
            boolean always) {
        List<Reached> meant = meant(standIn(owner, name, descriptor));
        List<Reached> reached = meant.isEmpty() ? reached(owner, name, descriptor, dispatched) : meant;
        if (reached.isEmpty() || (!always && isExempt(caller(method, methodDescriptor, line), reached))) {
            return 0;
        }
        return sites.number(reached.get(0).target);
    }

    private boolean isExempt(Caller caller, List<Reached> reached) {
        for (Reached one : reached) {
            if (caller.isPasserBy() || tally(one.match, caller) != CallerSide.CountedAs.EXEMPT) {
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

    @Override
    public StandIn.@Nullable Declarations declarations(String internalName) {
        return lineage.known(internalName, classLoader);
    }

    /** As {@link #call}, for a field; the announcement leaves no ticket. A class may use its own fields. */
    @Nullable
    Announcement field(
            String method, String methodDescriptor, int line, Kind kind, String owner, String name, String descriptor) {
        List<Reached> reached = reached(owner, name, descriptor, false);
        if (reached.isEmpty()
                || reached.get(0).target.className().equals(facts.className())
                || isCompanion(owner, name, descriptor)) {
            return null;
        }
        Announcement found = announce(method, methodDescriptor, line, kind, reached);
        return found.isExempt() ? null : new Announcement(found.sites(), 0);
    }

    /** Whether that holds a class's Kotlin companion object, whose methods count as those of the class. */
    private boolean isCompanion(String owner, String name, String descriptor) {
        return name.equals(COMPANION)
                && descriptor.equals("L" + owner + '$' + COMPANION + ';')
                && !matcher.names(owner.replace('/', '.'), name, null);
    }

    /** A rule that lists what is reached, and the member by which it does. */
    private record Reached(Match match, Target target) {}

    /** At most one for each rule, first the member that the instruction names or inherits. */
    private List<Reached> reached(String owner, String name, String descriptor, boolean dispatched) {
        Target target = target(owner, name, descriptor);
        List<Reached> reached = new ArrayList<>(1);
        for (Match match : matches(target)) {
            reached.add(new Reached(match, target));
        }
        Use use = new Use(facts.className(), owner.replace('/', '.'), name, descriptor, dispatched);
        for (Inherited inherited : lineage.fromJdk().reachedBy(use, reader, classLoader)) {
            if (!has(reached, inherited.match())) {
                reached.add(new Reached(inherited.match(), new Target(inherited.className(), name, descriptor)));
            }
        }
        return reached;
    }

    private static boolean has(List<Reached> reached, Match match) {
        for (Reached one : reached) {
            if (one.match.rule().id().equals(match.rule().id())) {
                return true;
            }
        }
        return false;
    }

    /** The member as its declaring class has it, if that is listed; else as the instruction names it. */
    private Target target(String owner, String name, String descriptor) {
        lineage.lookAt(owner, classLoader);
        String declarer = name.equals("<init>") ? null : lineage.declarer(owner, name, descriptor, classLoader);
        if (declarer != null && !declarer.equals(owner)) {
            Target declared = new Target(declarer.replace('/', '.'), name, descriptor);
            if (!matches(declared).isEmpty()) {
                return declared;
            }
        }
        return new Target(owner.replace('/', '.'), name, descriptor);
    }

    private List<Match> matches(Target target) {
        return isOfGenerated() && isGenerated(target.className())
                ? List.of()
                : matcher.member(target.className(), target.member(), target.descriptor());
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

    private Announcement announce(String method, String methodDescriptor, int line, Kind kind, List<Reached> reached) {
        Caller caller = caller(method, methodDescriptor, line);
        List<Integer> numbers = new ArrayList<>(reached.size());
        for (Reached one : reached) {
            Match match = one.match;
            if (caller.isPasserBy() || tally(match, caller) != CallerSide.CountedAs.EXEMPT) {
                Site site = new Site(match.rule().id(), match.role(), kind, caller, one.target);
                numbers.add(ofAgent ? sites.numberOfAgents(site) : sites.number(site));
            }
        }
        Target target = reached.get(0).target;
        if (target.member().equals("<init>") && !caller.isPasserBy()) {
            sites.makes(new Maker(caller, kind, numbers), target.className());
        }
        return new Announcement(numbers, sites.number(target));
    }

    private CallerSide.CountedAs tally(Match match, Caller caller) {
        return matcher.side(match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
                .towards(match.role());
    }

    /** Whether generated code made the class, so that it is nobody's caller and no target. */
    boolean isOfGenerated() {
        return around.isGenerated();
    }

    /** The caller that a line of a method is, lambda bodies being of the method that wrote them. */
    Caller caller(String method, String methodDescriptor, int line) {
        if (isOfGenerated()) {
            return Caller.passerBy();
        }
        String enclosing = bodies.enclosing(method, methodDescriptor);
        int parameters = enclosing.indexOf('(');
        boolean part = !around.partOf().isEmpty();
        return new Caller(
                part ? around.partOf() : facts.className(),
                parameters < 0 ? enclosing : enclosing.substring(0, parameters),
                parameters < 0 ? "" : enclosing.substring(parameters),
                line,
                facts.source(),
                codeSource,
                Origin.loader(classLoader),
                around.nestedIn());
    }
}
