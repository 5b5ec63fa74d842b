package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenCode.Announced;
import dev.lastcall.site.WovenCode.Guard;
import dev.lastcall.site.WovenCode.Hinted;
import dev.lastcall.site.WovenCode.Instruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one class while it is woven, and what has been woven into it so far: the methods of the class, and the
 * bodies of its moved references, ask and report here. Not thread-safe.
 */
final class ClassWork {
    /** The superclass of the JDK's proxies. */
    private static final String PROXY = "java/lang/reflect/Proxy";

    private final ClassFacts facts;
    private final PolicyMatcher matcher;
    private final Sites sites;
    private final Announcer announcer;
    private final Reflection reflection;
    private final MovedReferences references;
    private final List<String> listedAncestors;
    private final int generation;
    private final HotCalls hot;
    private final Set<HotCall> hotCalls;
    private final Set<String> hotCallers = new HashSet<>(0);
    private final List<Call> announced = new ArrayList<>();
    private final List<Call> unannounced = new ArrayList<>();
    private final List<Call> guards = new ArrayList<>();
    private final List<HintedCall> hinted = new ArrayList<>(0);
    private final Set<Integer> overridden = new HashSet<>();
    private final Set<String> bridges = new HashSet<>();
    private boolean changed;
    private boolean hasFrames;
    private @Nullable String superName;

    /**
     * @param listedAncestors listed classes that the class extends
     * @param generation how often the class was woven before
     * @param hot gives hints their numbers
     * @param hotCalls calls in this class that get hints
     */
    ClassWork(
            ClassFacts facts,
            PolicyMatcher matcher,
            List<String> listedAncestors,
            Sites sites,
            Announcer announcer,
            Reflection reflection,
            MovedReferences references,
            int generation,
            HotCalls hot,
            Set<HotCall> hotCalls) {
        this.facts = facts;
        this.matcher = matcher;
        this.sites = sites;
        this.announcer = announcer;
        this.references = references;
        this.reflection = reflection;
        this.listedAncestors = listedAncestors;
        this.generation = generation;
        this.hot = hot;
        this.hotCalls = hotCalls;
        for (HotCall call : hotCalls) {
            hotCallers.add(call.caller());
        }
    }

    /** The class file begins. */
    void begin(int version, @Nullable String superName) {
        this.hasFrames = (version & 0xFFFF) >= Opcodes.V1_6;
        this.superName = superName;
    }

    /** The number of the target that a method of this class is; 0 if it is not listed. */
    int guardedTarget(int access, String name, String descriptor, boolean passesOn) {
        StandIn standIn = isGenerated() ? null : announcer.standIn(facts.name(), name, descriptor);
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
                || isGenerated()
                || matcher.method(facts.className(), name, descriptor).isEmpty()) {
            return 0;
        }
        int target = sites.number(new Target(facts.className(), name, descriptor));
        if ((access & Opcodes.ACC_STATIC) != 0) {
            sites.markStatic(target);
        }
        return target;
    }

    /** The numbers of the listed targets that a method of this class overrides. */
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
        overridden.addAll(targets);
        return targets;
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
        return true;
    }

    ClassFacts facts() {
        return facts;
    }

    /** Whether code made the class while the process runs, or a build did, so that what it overrides may go on. */
    boolean isGenerated() {
        return isProxy() || announcer.isOfGenerated();
    }

    /** Whether it is a proxy of the JDK: what it calls itself, the JDK calls. */
    boolean isProxy() {
        return PROXY.equals(superName);
    }

    Announcer announcer() {
        return announcer;
    }

    Reflection reflection() {
        return reflection;
    }

    MovedReferences references() {
        return references;
    }

    /** Something was woven into the class. */
    void changed() {
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    /** Whether its code has stack map frames. */
    boolean hasFrames() {
        return hasFrames;
    }

    /** Internal name of its superclass; null if it has none. */
    @Nullable
    String superName() {
        return superName;
    }

    /** How often the class was woven before. */
    int generation() {
        return generation;
    }

    /** A call is announced; the label stands at its instruction. */
    void announced(String method, String descriptor, Label instruction, int line, Announcement announcement) {
        announced.add(new Call(method, descriptor, instruction, line, announcement.target(), announcement.sites()));
    }

    /** A call is not announced; the label stands at its instruction. */
    void unannounced(String method, String descriptor, Label instruction, int line) {
        unannounced.add(new Call(method, descriptor, instruction, line, 0, List.of()));
    }

    /** Whether that method has calls that get hints. */
    boolean isHot(String name, String descriptor) {
        return hotCallers.contains(name + descriptor);
    }

    /** The number of a new hint before a call; 0: it is not hot. */
    int hint(String caller, String called) {
        return hotCalls.contains(new HotCall(caller, called)) && !isGenerated() ? hot.newHint() : 0;
    }

    /** A call through a type that is not listed has that hint; the label stands at its instruction. */
    void hinted(String method, String descriptor, Label instruction, int line, int hint) {
        hinted.add(new HintedCall(method, descriptor, instruction, line, hint));
    }

    /** A listed body has its guard; the label stands at its call of the bridge. */
    void guarded(String method, String descriptor, Label instruction, int target) {
        guards.add(new Call(method, descriptor, instruction, 0, target, List.of()));
        changed = true;
    }

    /** That method was made by a compiler to pass a call on: its caller is the caller. */
    void passesOn(String method, String descriptor) {
        bridges.add(method + descriptor);
        changed = true;
    }

    /**
     * What was woven, once the class is written.
     *
     * @param referred as {@link WovenCode#referred} has it
     */
    WovenCode code(Set<String> referred) {
        List<Announced> calls = new ArrayList<>(announced.size());
        Set<Integer> lines = new HashSet<>();
        for (Call call : announced) {
            calls.add(new Announced(call.where(), call.target, call.sites));
            lines.add(call.line);
        }
        List<Instruction> others = new ArrayList<>();
        for (Call call : unannounced) {
            if (lines.contains(call.line)) {
                others.add(call.where());
            }
        }
        List<Guard> bodies = new ArrayList<>(guards.size());
        for (Call guard : guards) {
            bodies.add(new Guard(guard.where(), guard.target));
        }
        List<Hinted> withHints = new ArrayList<>(hinted.size());
        for (HintedCall call : hinted) {
            withHints.add(new Hinted(
                    new Instruction(call.method, call.descriptor, call.instruction.getOffset(), call.line), call.hint));
        }
        return new WovenCode(calls, others, bridges, bodies, overridden, generation, withHints, referred);
    }

    private record Call(
            String method, String descriptor, Label instruction, int line, int target, List<Integer> sites) {
        Instruction where() {
            return new Instruction(method, descriptor, instruction.getOffset(), line);
        }
    }

    private record HintedCall(String method, String descriptor, Label instruction, int line, int hint) {}
}
