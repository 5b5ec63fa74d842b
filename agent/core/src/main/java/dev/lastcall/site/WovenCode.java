package dev.lastcall.site;

import java.util.List;
import java.util.Set;

/**
 * What was woven into a class, and where. Offsets are in bytes, in the code as woven: an agent that comes after this
 * one may have moved the instruction. Immutable.
 *
 * @param announced calls that are announced before they are made
 * @param unannounced calls that are not, each on a line that has one which is
 * @param bridges methods, as name and descriptor, that a compiler made to pass a call on: never its caller
 * @param guards the guards of listed bodies
 * @param overridden numbers of the targets that methods of the class override: a ticket for one ends there
 * @param generation how often the class was woven before
 * @param hinted calls through types that are not listed, with a hint before them
 * @param referred names of the methods that the class may refer to without a method of its own in between, {@link #ANY}
 *     for all
 * @param counted numbers of all sites that are counted in the class itself, where it uses fields, too
 * @param learned what was known then of classes that extend listed ones: all that was learned until that moment, which is
 *     a number that grows
 */
public record WovenCode(
        List<Announced> announced,
        List<Instruction> unannounced,
        Set<String> bridges,
        List<Guard> guards,
        Set<Integer> overridden,
        int generation,
        List<Hinted> hinted,
        Set<String> referred,
        Set<Integer> counted,
        int learned) {

    /** What the class refers to is not known. */
    public static final Set<String> ANY = Set.of("");

    /** What differs from generation to generation: a constant in the code of each guard. */
    private static final int MARK = 0x1A57CA11;

    public WovenCode {
        announced = List.copyOf(announced);
        unannounced = List.copyOf(unannounced);
        bridges = Set.copyOf(bridges);
        guards = List.copyOf(guards);
        overridden = Set.copyOf(overridden);
        hinted = List.copyOf(hinted);
        referred = Set.copyOf(referred);
        counted = Set.copyOf(counted);
    }

    /** Code of that generation with nothing woven into it. */
    public static WovenCode nothing(int generation) {
        return new WovenCode(
                List.of(), List.of(), Set.of(), List.of(), Set.of(), generation, List.of(), ANY, Set.of(), 0);
    }

    /** Whether a lambda may stand behind a reference to a method of that name that the class itself has written. */
    public boolean mayReferTo(String method) {
        return referred.contains(method) || referred.equals(ANY);
    }

    /** Whether an instruction of that method is known by its line. */
    boolean hasLines(String method, String descriptor) {
        for (int i = 0; i < instructions(); i++) {
            Instruction call = instruction(i);
            if (call.line() > 0
                    && call.method().equals(method)
                    && call.descriptor().equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an instruction there is known, on whatever line. */
    boolean isAt(Instruction where) {
        for (int i = 0; i < instructions(); i++) {
            Instruction call = instruction(i);
            if (call.offset() == where.offset()
                    && call.method().equals(where.method())
                    && call.descriptor().equals(where.descriptor())) {
                return true;
            }
        }
        return false;
    }

    private int instructions() {
        return announced.size() + hinted.size() + unannounced.size();
    }

    private Instruction instruction(int index) {
        if (index < announced.size()) {
            return announced.get(index).call();
        }
        int rest = index - announced.size();
        return rest < hinted.size() ? hinted.get(rest).call() : unannounced.get(rest - hinted.size());
    }

    /** The constant in the guards of a generation after the first. */
    public static int mark(int generation) {
        return MARK + generation;
    }

    /**
     * An instruction.
     *
     * @param method name in the class file of the method that holds it, and its descriptor
     * @param line 0 if there is none
     */
    public record Instruction(String method, String descriptor, int offset, int line) {
        /** Whether it is that one: with another line it is not, and another agent has moved things. */
        boolean is(Instruction other) {
            return offset == other.offset
                    && line == other.line
                    && method.equals(other.method)
                    && descriptor.equals(other.descriptor);
        }
    }

    /** What was woven before one instruction. */
    interface WovenInstruction {
        /** The instruction. */
        Instruction call();
    }

    /**
     * One announced call.
     *
     * @param target number of the announced target
     * @param sites numbers of the sites that are counted there; empty if the call is exempt
     */
    public record Announced(Instruction call, int target, List<Integer> sites) implements WovenInstruction {}

    /**
     * A call with a hint.
     *
     * @param hint its number
     */
    public record Hinted(Instruction call, int hint) implements WovenInstruction {}

    /**
     * The guard of a listed body.
     *
     * @param call where it calls the bridge: nothing runs before it, as long as it is there
     * @param target number of the target
     */
    public record Guard(Instruction call, int target) implements WovenInstruction {}
}
