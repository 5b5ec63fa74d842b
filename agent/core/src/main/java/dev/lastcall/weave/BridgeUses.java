package dev.lastcall.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Where the methods of a class call the bridge, and with which numbers: by their code, since an agent that replaces
 * code may keep the constants that it needed. Immutable.
 */
final class BridgeUses {
    /** None at all. */
    static final BridgeUses NONE = new BridgeUses(new int[0], List.of());

    private static final String GUARD = "enter";

    /** Sorted: a hash of each call and its method. */
    private final int[] calls;

    private final List<String> lateGuards;

    private BridgeUses(int[] calls, List<String> lateGuards) {
        this.calls = calls;
        this.lateGuards = lateGuards;
    }

    /** Those in a class file. */
    static BridgeUses in(byte[] classFile) {
        Search search = new Search();
        new ClassReader(classFile).accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Arrays.sort(search.calls, 0, search.size);
        return new BridgeUses(Arrays.copyOf(search.calls, search.size), search.lateGuards);
    }

    boolean isEmpty() {
        return calls.length == 0;
    }

    /** Whether all of those are among these, each as often. */
    boolean include(BridgeUses others) {
        int at = 0;
        for (int call : others.calls) {
            while (at < calls.length && calls[at] < call) {
                at++;
            }
            if (at == calls.length || calls[at] != call) {
                return false;
            }
            at++;
        }
        return true;
    }

    /**
     * Names of the methods with a guard that is not reached by each call: code before it may return, throw, or leap
     * over it.
     */
    List<String> lateGuards() {
        return lateGuards;
    }

    private static final class Search extends ClassVisitor {
        private int[] calls = new int[16];
        private int size;
        private final List<String> lateGuards = new ArrayList<>(0);

        Search() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new Code(this, name, (name + descriptor).hashCode());
        }

        private void add(int call) {
            if (size == calls.length) {
                calls = Arrays.copyOf(calls, size * 2);
            }
            calls[size++] = call;
        }
    }

    private static final class Code extends MethodVisitor {
        private final Search search;
        private final String method;
        private final int hash;
        /** The last two numbers on the stack; what else may be there does not matter. */
        private int last;

        private int lastButOne;
        /** Where code that comes later may go on. */
        private final Set<Label> ahead = new HashSet<>();

        private final List<Block> blocks = new ArrayList<>(0);
        private final List<Block> open = new ArrayList<>(0);

        private boolean mayEnd;

        Code(Search search, String method, int hash) {
            super(Opcodes.ASM9);
            this.search = search;
            this.method = method;
            this.hash = hash;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
                pushed(opcode - Opcodes.ICONST_0);
            }
            mayEnd |= (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            pushed(operand);
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Integer number) {
                pushed(number);
            }
        }

        private void pushed(int number) {
            lastButOne = last;
            last = number;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            blocks.add(new Block(start, end, handler));
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            ahead.add(label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            visitLookupSwitchInsn(otherwise, new int[0], labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            ahead.add(otherwise);
            ahead.addAll(Arrays.asList(labels));
        }

        @Override
        public void visitLabel(Label label) {
            ahead.remove(label);
            for (Block block : blocks) {
                if (block.start == label) {
                    open.add(block);
                } else if (block.end == label) {
                    open.remove(block);
                }
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            if (!owner.equals(BridgeCalls.NAME)) {
                for (Block block : open) { // it may throw
                    ahead.add(block.handler);
                }
                return;
            }
            boolean both = descriptor.endsWith("II)V");
            int numbers = descriptor.indexOf('I') < 0 ? 0 : last + (both ? 31 * lastButOne : 0);
            search.add(((hash * 31 + name.hashCode()) * 31 + descriptor.hashCode()) * 31 + numbers);
            if (name.equals(GUARD) && (mayEnd || !ahead.isEmpty())) {
                search.lateGuards.add(method);
            }
        }
    }

    /** By identity: instructions whose exceptions are caught. */
    private static final class Block {
        private final Label start;
        private final Label end;
        private final Label handler;

        Block(Label start, Label end, Label handler) {
            this.start = start;
            this.end = end;
            this.handler = handler;
        }
    }
}
