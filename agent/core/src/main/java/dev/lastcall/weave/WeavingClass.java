package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Target;
import dev.lastcall.site.WovenCalls.Announced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves one class: those of its methods that matter, and the moved method references at its end. */
final class WeavingClass extends ClassVisitor {
    private final ClassFacts facts;
    private final CodeSearch code;
    private final Coverage coverage;
    private final Sites sites;
    private final Announcer announcer;
    private final Reflection reflection;
    private final MovedReferences references;
    private final Set<String> tooLarge;
    private final List<String> listedAncestors;
    private final List<Pending> announced = new ArrayList<>();
    private final Set<String> bridges = new HashSet<>();
    private int methods;
    private boolean changed;

    WeavingClass(
            ClassVisitor next,
            ClassFacts facts,
            CodeSearch code,
            Coverage coverage,
            List<String> listedAncestors,
            Sites sites,
            Announcer announcer,
            Reflection reflection,
            MovedReferences references,
            Set<String> tooLarge) {
        super(Opcodes.ASM9, next);
        this.facts = facts;
        this.code = code;
        this.coverage = coverage;
        this.sites = sites;
        this.announcer = announcer;
        this.references = references;
        this.reflection = reflection;
        this.listedAncestors = listedAncestors;
        this.tooLarge = tooLarge;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        int method = methods++;
        if (next == null || !code.matters(method) || tooLarge.contains(name + descriptor)) {
            return next; // ASM copies the method as it is
        }
        return new WeavingMethod(next, this, access, name, descriptor, code.maxLocals(method));
    }

    @Override
    public void visitEnd() {
        references.write(cv, this);
        super.visitEnd();
    }

    /** The number of the target that a method of this class is; 0 if it is not listed. */
    int guardedTarget(int access, String name, String descriptor) {
        boolean synthetic = (access & Opcodes.ACC_SYNTHETIC) != 0 && (access & Opcodes.ACC_BRIDGE) == 0;
        if (synthetic
                || announcer.isOfGenerated()
                || coverage.method(facts.className(), name, descriptor).isEmpty()) {
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
        for (String ancestor : listedAncestors) {
            String className = ancestor.replace('/', '.');
            if (!coverage.method(className, name, descriptor).isEmpty()) {
                targets.add(sites.number(new Target(className, name, descriptor)));
            }
        }
        return targets;
    }

    /**
     * Whether a call that was counted for an overridden target is counted for the override as well, all rules that list
     * the one listing the other; then the two are taken for one.
     */
    boolean countsFor(int overridden, int target) {
        Target above = sites.target(overridden);
        Target here = sites.target(target);
        List<Match> counted = coverage.member(above.className(), above.member(), above.descriptor());
        if (!counted.containsAll(coverage.member(here.className(), here.member(), here.descriptor()))) {
            return false;
        }
        sites.overrides(target, overridden);
        return true;
    }

    ClassFacts facts() {
        return facts;
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

    /** A call is announced; the label stands at its instruction. */
    void announced(String method, String descriptor, Label instruction, Announcement announcement) {
        announced.add(new Pending(method, descriptor, instruction, announcement));
    }

    /** That method was made by a compiler to pass a call on: whoever calls it is the caller. */
    void passesOn(String method, String descriptor) {
        bridges.add(method + descriptor);
        changed = true;
    }

    Set<String> bridges() {
        return bridges;
    }

    /** All announced calls, once the class is written. */
    List<Announced> announcedCalls() {
        List<Announced> calls = new ArrayList<>(announced.size());
        for (Pending call : announced) {
            calls.add(new Announced(
                    call.method,
                    call.descriptor,
                    call.instruction.getOffset(),
                    call.announcement.target(),
                    call.announcement.sites()));
        }
        return calls;
    }

    private record Pending(String method, String descriptor, Label instruction, Announcement announcement) {}
}
