package dev.lastcall.classfile;

import dev.lastcall.site.Enclosing;
import dev.lastcall.site.EnclosingMethod;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * In which methods of a class its lambda bodies were written, and the switches for which ECJ has made a table. Reads
 * the class's code when first asked for a body, which for most classes is never. Not thread-safe.
 */
public final class LambdaBodies {
    private static final int MOST_NESTED = 100;
    /** How ECJ names the method that makes the table for a switch over an enum. */
    private static final String TABLE = "$SWITCH_TABLE$";

    private final ClassFacts facts;
    private final ClassReader reader;
    private @Nullable Map<String, String> outer;

    public LambdaBodies(ClassFacts facts, ClassReader reader) {
        this.facts = facts;
        this.reader = reader;
    }

    /** The named method in which the code of that method was written. */
    public EnclosingMethod enclosing(String method, String descriptor) {
        String key = method + descriptor;
        for (int depth = 0; depth < MOST_NESTED && facts.isSynthetic(key); depth++) {
            String around = outer().get(key);
            if (around == null) {
                break;
            }
            key = around;
        }
        int parameters = key.lastIndexOf('('); // a name may hold more of them, a descriptor has one
        String enclosing = key.substring(0, parameters);
        return Enclosing.isLambdaBody(enclosing)
                ? new EnclosingMethod(Enclosing.method(enclosing), "")
                : new EnclosingMethod(enclosing, key.substring(parameters));
    }

    private Map<String, String> outer() {
        Map<String, String> known = outer;
        if (known == null) {
            known = new HashMap<>();
            reader.accept(new Bodies(facts.name(), known), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            outer = known;
        }
        return known;
    }

    /**
     * Finds the methods that name methods of the same class by {@code invokedynamic}, or call one that makes a table.
     */
    private static final class Bodies extends ClassVisitor {
        private final String className;
        private final Map<String, String> outer;

        Bodies(String className, Map<String, String> outer) {
            super(Opcodes.ASM9);
            this.className = className;
            this.outer = outer;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String methodDescriptor, boolean isInterface) {
                    if (method.startsWith(TABLE) && owner.equals(className)) {
                        outer.putIfAbsent(method + methodDescriptor, name + descriptor);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String dynamicName, String dynamicDescriptor, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle
                                && handle.getOwner().equals(className)) {
                            outer.putIfAbsent(handle.getName() + handle.getDesc(), name + descriptor);
                        }
                    }
                }
            };
        }
    }
}
