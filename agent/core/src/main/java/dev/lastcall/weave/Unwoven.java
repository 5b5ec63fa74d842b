package dev.lastcall.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what this agent wove into a class file. What it is handed may be its own work: after JFR has traced a
 * method, the JVM takes the woven code for the original, and an agent that swaps code may keep what it saw behind this
 * one. Woven once more, each call would count twice. Pure functions.
 */
final class Unwoven {
    /** The tag of a class in the constant pool (JVMS §4.4). */
    private static final int CLASS = 7;

    private Unwoven() {}

    /** The class file without calls of the bridge; the same array if there are none. */
    static byte[] of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!namesBridge(reader)) {
            return classFile;
        }
        References references = new References();
        reader.accept(references, ClassReader.SKIP_DEBUG);
        ClassWriter writer = new ClassWriter(0); // with constants of its own, so that it no longer names the bridge
        reader.accept(new Undo(writer, references), 0);
        return writer.toByteArray();
    }

    private static boolean namesBridge(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == CLASS && BridgeCalls.NAME.equals(reader.readUTF8(at, buffer))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds what the methods call that stand in for method references, and the frames of the handlers that are ours.
     */
    private static final class References extends ClassVisitor {
        private final Map<String, Handle> originals = new HashMap<>();
        /** By method, the how manieth of its frames is our handler's; the last one. */
        private final Map<String, Integer> frames = new HashMap<>();

        private String className = "";

        References() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            className = name;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new Called(name + descriptor, MovedReferences.isOurs(access, name));
        }

        /** The number of our handler's frame in that method; 0 if there is none. */
        int frame(String method, String descriptor) {
            return frames.getOrDefault(method + descriptor, 0);
        }

        @Nullable
        Handle original(Handle handle) {
            return handle.getOwner().equals(className) ? originals.get(handle.getName() + handle.getDesc()) : null;
        }

        boolean standsIn(String method, String descriptor) {
            return originals.containsKey(method + descriptor);
        }

        /** The last call is the one that was referred to. */
        private final class Called extends MethodVisitor {
            private final String method;
            private final boolean standsIn;
            private int frame;

            Called(String method, boolean standsIn) {
                super(Opcodes.ASM9);
                this.method = method;
                this.standsIn = standsIn;
            }

            @Override
            public void visitFrame(
                    int type, int numLocal, Object @Nullable [] local, int numStack, Object @Nullable [] stack) {
                frame++;
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
                if (owner.equals(BridgeCalls.NAME)) {
                    if (descriptor.equals(BridgeCalls.UNCAUGHT)) {
                        frames.put(method, frame);
                    }
                } else if (standsIn) {
                    originals.put(method, new Handle(tag(opcode, name), owner, name, descriptor, itf));
                }
            }

            private static int tag(int opcode, String name) {
                return switch (opcode) {
                    case Opcodes.INVOKESTATIC -> Opcodes.H_INVOKESTATIC;
                    case Opcodes.INVOKEINTERFACE -> Opcodes.H_INVOKEINTERFACE;
                    case Opcodes.INVOKESPECIAL ->
                        name.equals("<init>") ? Opcodes.H_NEWINVOKESPECIAL : Opcodes.H_INVOKESPECIAL;
                    default -> Opcodes.H_INVOKEVIRTUAL;
                };
            }
        }
    }

    /**
     * Leaves out the methods that stand in for references, and in the others takes from the stack what a call would.
     */
    private static final class Undo extends ClassVisitor {
        private final References references;

        Undo(ClassVisitor next, References references) {
            super(Opcodes.ASM9, next);
            this.references = references;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (references.standsIn(name, descriptor)) {
                return null;
            }
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new Code(next, references.frame(name, descriptor));
        }

        /** Undoes one method. */
        private final class Code extends MethodVisitor {
            private final int frameOfOurs;
            private final List<Block> blocks = new ArrayList<>();
            private final Set<Label> ours = new HashSet<>();
            private int frame;
            private @Nullable Label last;
            private boolean throwsOn;

            /** @param frameOfOurs the number of our handler's frame; 0: there is none */
            Code(MethodVisitor next, int frameOfOurs) {
                super(Opcodes.ASM9, next);
                this.frameOfOurs = frameOfOurs;
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
                blocks.add(new Block(start, end, handler, type));
            }

            @Override
            public void visitLabel(Label label) {
                last = label;
                super.visitLabel(label);
            }

            @Override
            public void visitFrame(
                    int type, int numLocal, Object @Nullable [] local, int numStack, Object @Nullable [] stack) {
                if (++frame != frameOfOurs) {
                    super.visitFrame(type, numLocal, local, numStack, stack);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (!throwsOn) {
                    super.visitInsn(opcode);
                }
                throwsOn = false;
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String called, boolean itf) {
                if (!owner.equals(BridgeCalls.NAME)) {
                    super.visitMethodInsn(opcode, owner, method, called, itf);
                } else if (called.equals(BridgeCalls.UNCAUGHT)) {
                    throwsOn = true;
                    if (last != null) {
                        ours.add(last);
                    }
                } else {
                    drop(mv, called);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String factory, String factoryDescriptor, Handle bootstrap, Object... arguments) {
                super.visitInvokeDynamicInsn(factory, factoryDescriptor, bootstrap, restored(arguments));
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                for (Block block : blocks) { // now it is known which handler is ours
                    if (!ours.contains(block.handler)) {
                        mv.visitTryCatchBlock(block.start, block.end, block.handler, block.type);
                    }
                }
                super.visitMaxs(maxStack, maxLocals);
            }
        }

        private record Block(
                Label start,
                Label end,
                Label handler,
                @Nullable String type) {}

        /**
         * What a call of the bridge takes goes from the stack; a call that leaves a number leaves the one it was given.
         */
        private static void drop(MethodVisitor code, String called) {
            int kept = Type.getReturnType(called).getSize();
            for (int i = Type.getArgumentTypes(called).length; i > kept; i--) {
                code.visitInsn(Opcodes.POP);
            }
        }

        private Object[] restored(Object[] arguments) {
            Object[] restored = arguments.clone();
            for (int i = 0; i < restored.length; i++) {
                if (restored[i] instanceof Handle handle) {
                    Handle original = references.original(handle);
                    restored[i] = original == null ? handle : original;
                }
            }
            return restored;
        }
    }
}
