package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
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
 * What is known of one class while it is woven, and what has been woven into it so far: the methods of the class, and
 * the bodies of its moved references, ask and report here. Not thread-safe.
 */
final class ClassWork {
    /** The superclass of the JDK's proxies. */
    private static final String PROXY = "java/lang/reflect/Proxy";

    private final ClassFacts facts;
    private final ListedBodies bodies;
    private final Announcer announcer;
    private final Reflection reflection;
    private final MovedReferences references;
    private final HintsOfClass hints;
    private final int generation;
    private final List<Call> announced = new ArrayList<>();
    private final List<Call> unannounced = new ArrayList<>();
    private final List<Call> guards = new ArrayList<>();
    private final List<HintedCall> hinted = new ArrayList<>(0);
    private final Set<Integer> counted = new HashSet<>(0);
    private final Set<String> bridges = new HashSet<>();
    private boolean changed;
    private boolean hasFrames;
    private @Nullable String superName;

    /** @param generation how often the class was woven before */
    ClassWork(
            ClassFacts facts,
            ListedBodies bodies,
            Announcer announcer,
            Reflection reflection,
            MovedReferences references,
            HintsOfClass hints,
            int generation) {
        this.facts = facts;
        this.bodies = bodies;
        this.announcer = announcer;
        this.reflection = reflection;
        this.references = references;
        this.hints = hints;
        this.generation = generation;
    }

    /** The class file begins. */
    void begin(int version, @Nullable String superName) {
        this.hasFrames = (version & 0xFFFF) >= Opcodes.V1_6;
        this.superName = superName;
    }

    /** The number of the target that a method of this class is; 0 if it is not listed. */
    int guardedTarget(int access, String name, String descriptor, boolean passesOn) {
        return bodies.guardedTarget(access, name, descriptor, passesOn, isGenerated());
    }

    ListedBodies bodies() {
        return bodies;
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

    /** Something is counted at those sites, by their numbers. */
    void counts(List<Integer> sites) {
        counted.addAll(sites);
    }

    /** A call is announced; the label stands at its instruction. */
    void announced(CodeLine at, Label instruction, Announcement announcement) {
        announced.add(new Call(at, instruction, announcement.target(), announcement.sites()));
        counts(announcement.sites());
    }

    /** A call is not announced; the label stands at its instruction. */
    void unannounced(CodeLine at, Label instruction) {
        unannounced.add(new Call(at, instruction, 0, List.of()));
    }

    HintsOfClass hints() {
        return hints;
    }

    /** The number of a new hint before a call; 0: it gets none. */
    int hint(CodeLine caller, Called called) {
        return isGenerated() ? 0 : hints.hint(caller, called);
    }

    /** A call through a type that is not listed has that hint; the label stands at its instruction. */
    void hinted(CodeLine at, Label instruction, int hint) {
        hinted.add(new HintedCall(at, instruction, hint));
    }

    /** A listed body has its guard; the label stands at its call of the bridge. */
    void guarded(String method, String descriptor, Label instruction, int target) {
        guards.add(new Call(new CodeLine(method, descriptor, 0), instruction, target, List.of()));
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
     * @param learned as {@link WovenCode#learned} has it
     */
    WovenCode code(Set<String> referred, int learned) {
        List<Announced> calls = new ArrayList<>(announced.size());
        Set<Integer> lines = new HashSet<>();
        for (Call call : announced) {
            calls.add(new Announced(call.where(), call.target, call.sites));
            lines.add(call.at.line());
        }
        List<Instruction> others = new ArrayList<>();
        for (Call call : unannounced) {
            if (lines.contains(call.at.line())) {
                others.add(call.where());
            }
        }
        List<Guard> guarded = new ArrayList<>(guards.size());
        for (Call guard : guards) {
            guarded.add(new Guard(guard.where(), guard.target));
        }
        List<Hinted> withHints = new ArrayList<>(hinted.size());
        for (HintedCall call : hinted) {
            withHints.add(new Hinted(where(call.at, call.instruction), call.hint));
        }
        return new WovenCode(
                calls,
                others,
                bridges,
                guarded,
                bodies.overridden(),
                generation,
                withHints,
                referred,
                counted,
                learned);
    }

    private static Instruction where(CodeLine at, Label instruction) {
        return new Instruction(at.method(), at.descriptor(), instruction.getOffset(), at.line());
    }

    private record Call(CodeLine at, Label instruction, int target, List<Integer> sites) {
        Instruction where() {
            return ClassWork.where(at, instruction);
        }
    }

    private record HintedCall(CodeLine at, Label instruction, int hint) {}
}
