package dev.lastcall.classfile;

import java.util.Arrays;

/**
 * Which methods of a class matter, by a look at the bytes of their code (JVMS §4.7.3): those in which an instruction
 * may name a member that matters. The others need not be read, which would be most of the work of weaving. It may say
 * yes to a method that turns out not to matter, never no to one that does: what looks like such an instruction is taken
 * for one, wherever it stands. Methods are numbered from 0 in the order of the class file. Immutable.
 */
public final class CodeSearch {
    private static final byte[] CODE = {'C', 'o', 'd', 'e'};
    private static final int LDC = 0x12;
    private static final int LDC2_W = 0x14;
    private static final int GETSTATIC = 0xb2;
    private static final int INVOKEDYNAMIC = 0xba;

    private final byte[] file;
    private final ConstantPool pool;
    /** By index, those by which an instruction matters. */
    private final boolean[] constants;

    /** Whether an instruction that loads a constant may matter. */
    private final boolean loads;

    private final boolean[] matter;
    private final int[] maxLocals;
    /** By method, where its code starts, and how long it is; 0: it has none. */
    private final int[] starts;

    private final int[] lengths;

    /**
     * @param all whether each method matters, whatever it names
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    public CodeSearch(ConstantPool pool, boolean[] constants, boolean all) {
        this.file = pool.file();
        this.pool = pool;
        this.constants = constants;
        this.loads = areLoaded();
        int at = pool.end() + 6;
        at += 2 + 2 * pool.u2(at); // interfaces
        int fields = pool.u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = skipAttributes(at + 6);
        }
        matter = new boolean[pool.u2(at)];
        Arrays.fill(matter, all);
        maxLocals = new int[matter.length];
        starts = new int[matter.length];
        lengths = new int[matter.length];
        at += 2;
        for (int i = 0; i < matter.length; i++) {
            search(i, at + 6);
            at = skipAttributes(at + 6);
        }
    }

    /** Whether that method must be read. */
    public boolean matters(int method) {
        return matter[method];
    }

    /** Whether no method need be read. */
    public boolean isInVain() {
        for (boolean one : matter) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    /** How many slots the method's own locals take. */
    public int maxLocals(int method) {
        return maxLocals[method];
    }

    /**
     * The constant that names the method to which that one hands its arguments on, and does nothing else; 0 if it does
     * anything else.
     */
    public int handedOnTo(int method, boolean isStatic, String descriptor) {
        return lengths[method] == 0
                ? 0
                : StandIn.handedOnTo(file, starts[method], lengths[method], isStatic, descriptor);
    }

    /** The constants of the class file. */
    public ConstantPool pool() {
        return pool;
    }

    private int skipAttributes(int count) {
        int at = count + 2;
        for (int i = pool.u2(count); i > 0; i--) {
            at = end(at);
        }
        return at;
    }

    private void search(int method, int attributes) {
        int at = attributes + 2;
        for (int i = pool.u2(attributes); i > 0; i--) {
            if (pool.isText(pool.u2(at), CODE)) {
                maxLocals[method] = pool.u2(at + 8);
                int code = at + 14;
                starts[method] = code;
                lengths[method] = length(at + 10);
                matter[method] |= mentions(code, code + lengths[method]);
            }
            at = end(at);
        }
    }

    /** Whether one of the constants that matter is one that code loads. */
    private boolean areLoaded() {
        for (int i = 1; i < constants.length; i++) {
            if (constants[i] && (pool.is(i, ConstantPool.METHOD_HANDLE) || pool.is(i, ConstantPool.DYNAMIC))) {
                return true;
            }
        }
        return false;
    }

    private boolean mentions(int start, int end) {
        for (int at = start; at < end - 2; at++) {
            int opcode = file[at] & 0xff;
            if (opcode >= GETSTATIC && opcode <= INVOKEDYNAMIC) {
                int constant = pool.u2(at + 1);
                if (constant < constants.length && constants[constant]) {
                    return true;
                }
            }
        }
        return loads && loads(start, end);
    }

    private boolean loads(int start, int end) {
        for (int at = start; at < end - 1; at++) {
            int opcode = file[at] & 0xff;
            if (opcode >= LDC && opcode <= LDC2_W) {
                int constant = opcode == LDC ? file[at + 1] & 0xff : pool.u2(at + 1);
                if (constant < constants.length && constants[constant]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the attribute that starts there ends. */
    private int end(int attribute) {
        return attribute + 6 + length(attribute + 2);
    }

    private int length(int at) {
        int length = pool.u2(at) << 16 | pool.u2(at + 2);
        if (length < 0 || length > file.length - at - 4) {
            throw new IndexOutOfBoundsException("not a length: " + length);
        }
        return length;
    }
}
