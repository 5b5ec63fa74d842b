package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Sites;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Which methods of one class are listed, or override one that is. Not thread-safe. */
final class ListedBodies {
    private final ClassToWeave type;
    private final ForeignBodies foreign;
    private final ClassFacts facts;
    private final PolicyMatcher matcher;
    private final List<String> listedAncestors;
    private final Sites sites;
    private final Announcer announcer;
    private final Set<Integer> overridden = new HashSet<>();

    /**
     * @param listedAncestors listed classes that the class extends
     * @param announcer that of the class
     * @param foreign which of its methods are called by listed ones that it does not extend
     */
    ListedBodies(
            ClassToWeave type,
            PolicyMatcher matcher,
            List<String> listedAncestors,
            Sites sites,
            Announcer announcer,
            ForeignBodies foreign) {
        this.type = type;
        this.foreign = foreign;
        this.facts = type.facts();
        this.matcher = matcher;
        this.listedAncestors = listedAncestors;
        this.sites = sites;
        this.announcer = announcer;
    }

    /**
     * The number of the target that a method of the class is; 0 if it is not listed.
     *
     * @param generated whether generated code made the class, which then has no targets
     */
    int guardedTarget(int access, String name, String descriptor, boolean passesOn, boolean generated) {
        StandIn standIn = generated ? null : announcer.standIn(facts.name(), name, descriptor);
        if (standIn != null
                && !matcher.method(
                                standIn.meant().className(),
                                standIn.meant().member(),
                                standIn.meant().descriptor())
                        .isEmpty()) {
            boolean body = standIn.ofSuper() && !passesOn && StandIn.hostOf(facts.name()) != null;
            return body ? sites.number(standIn.meant()) : 0;
        }
        boolean synthetic = (access & Opcodes.ACC_SYNTHETIC) != 0 && (access & Opcodes.ACC_BRIDGE) == 0;
        if (synthetic
                || generated
                || matcher.method(facts.className(), name, descriptor).isEmpty()) {
            return 0;
        }
        int target = sites.number(new Target(facts.className(), name, descriptor));
        if ((access & Opcodes.ACC_STATIC) != 0) {
            sites.markStatic(target);
        }
        return target;
    }

    /** The numbers of the listed targets that a method of the class overrides. */
    List<Integer> overriddenTargets(int access, String name, String descriptor) {
        List<Integer> targets = new ArrayList<>();
        if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0 || name.startsWith("<")) {
            return targets;
        }
        for (String className : listedAncestors) {
            if (!matcher.method(className, name, descriptor).isEmpty()) {
                targets.add(sites.number(new Target(className, name, descriptor)));
            }
        }
        for (Target called : foreign.in(facts.className())) {
            if (called.member().equals(name) && called.descriptor().equals(descriptor)) {
                targets.add(sites.number(called));
            }
        }
        overridden.addAll(targets);
        return targets;
    }

    /** The targets that methods of the class override, of those that were asked for. */
    Set<Integer> overridden() {
        return overridden;
    }

    /**
     * Whether a call that was counted for an overridden target is counted for the override as well, all rules that list
     * the one listing the other; then the two are taken for one.
     */
    boolean countsFor(int overridden, int target) {
        Target above = sites.target(overridden);
        Target here = sites.target(target);
        List<Match> counted = matcher.member(above.className(), above.member(), above.descriptor());
        if (!counted.containsAll(matcher.member(here.className(), here.member(), here.descriptor()))) {
            return false;
        }
        sites.overrides(target, overridden);
        foreign.findAbove(above, type.loader());
        return true;
    }
}
