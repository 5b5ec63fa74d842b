package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.policy.Standing;
import dev.lastcall.site.Caller;
import dev.lastcall.site.Kind;
import dev.lastcall.site.Origin;
import dev.lastcall.site.Site;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Surroundings;
import dev.lastcall.site.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out, for one class, what must be announced at each of its instructions. Not thread-safe: one per class woven. */
final class Announcer {
    private final Coverage coverage;
    private final Lineage lineage;
    private final Sites sites;
    private final ClassFacts facts;
    private final Surroundings around;
    private final LambdaBodies bodies;
    private final @Nullable ClassLoader classLoader;
    private final String codeSource;

    Announcer(
            Coverage coverage,
            Lineage lineage,
            Sites sites,
            ClassFacts facts,
            Surroundings around,
            LambdaBodies bodies,
            @Nullable ClassLoader classLoader,
            String codeSource) {
        this.coverage = coverage;
        this.lineage = lineage;
        this.sites = sites;
        this.facts = facts;
        this.around = around;
        this.bodies = bodies;
        this.classLoader = classLoader;
        this.codeSource = codeSource;
    }

    /**
     * What is to be announced at a call.
     *
     * @param method name and descriptor of the method that holds the instruction, as in the class file
     * @return null if the called method is not listed
     */
    @Nullable
    Announcement call(
            String method, String methodDescriptor, int line, Kind kind, String owner, String name, String descriptor) {
        Target target = target(owner, name, descriptor);
        List<Match> matches = matches(target);
        return matches.isEmpty() ? null : announce(method, methodDescriptor, line, kind, target, matches);
    }

    /** As {@link #call}, for a field; the announcement leaves no ticket. A class may use its own fields. */
    @Nullable
    Announcement field(
            String method, String methodDescriptor, int line, Kind kind, String owner, String name, String descriptor) {
        Target target = target(owner, name, descriptor);
        List<Match> matches = matches(target);
        if (matches.isEmpty() || target.className().equals(facts.className())) {
            return null;
        }
        Announcement found = announce(method, methodDescriptor, line, kind, target, matches);
        return found.isExempt() ? null : new Announcement(found.sites(), 0);
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
        return coverage.member(target.className(), target.member(), target.descriptor());
    }

    private Announcement announce(
            String method, String methodDescriptor, int line, Kind kind, Target target, List<Match> matches) {
        Caller caller = caller(method, methodDescriptor, line);
        List<Integer> numbers = new ArrayList<>(matches.size());
        for (Match match : matches) {
            if (caller.isPasserBy() || tally(match, caller) != Standing.Tally.EXEMPT) {
                numbers.add(sites.number(new Site(match.rule().id(), match.role(), kind, caller, target)));
            }
        }
        return new Announcement(numbers, sites.number(target));
    }

    private Standing.Tally tally(Match match, Caller caller) {
        return coverage.standing(
                        match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
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
        return new Caller(
                facts.className(),
                parameters < 0 ? enclosing : enclosing.substring(0, parameters),
                parameters < 0 ? "" : enclosing.substring(parameters),
                line,
                facts.source(),
                codeSource,
                Origin.loader(classLoader),
                around.nestedIn());
    }
}
