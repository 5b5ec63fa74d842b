package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class GuardedFieldTest {
    @Test
    void eachAccessorAndNothingElseBeginsWithTheGuard() {
        byte[] field = ClassFileOf.type(Field.class);
        byte[] guarded = GuardedField.weave(field);
        assertThat(methods(guarded, false)).isEqualTo(methods(field, false));
        assertThat(methods(field, true)).isEmpty();
        assertThat(methods(guarded, true))
                .containsExactlyInAnyOrder(
                        "get(Ljava/lang/Object;)Ljava/lang/Object;",
                        "getBoolean(Ljava/lang/Object;)Z",
                        "getByte(Ljava/lang/Object;)B",
                        "getChar(Ljava/lang/Object;)C",
                        "getDouble(Ljava/lang/Object;)D",
                        "getFloat(Ljava/lang/Object;)F",
                        "getInt(Ljava/lang/Object;)I",
                        "getLong(Ljava/lang/Object;)J",
                        "getShort(Ljava/lang/Object;)S",
                        "set(Ljava/lang/Object;Ljava/lang/Object;)V",
                        "setBoolean(Ljava/lang/Object;Z)V",
                        "setByte(Ljava/lang/Object;B)V",
                        "setChar(Ljava/lang/Object;C)V",
                        "setDouble(Ljava/lang/Object;D)V",
                        "setFloat(Ljava/lang/Object;F)V",
                        "setInt(Ljava/lang/Object;I)V",
                        "setLong(Ljava/lang/Object;J)V",
                        "setShort(Ljava/lang/Object;S)V");
    }

    /** Name and descriptor of its methods: all, or those that call the bridge. */
    private static List<String> methods(byte[] classFile, boolean guarded) {
        List<String> found = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                if (!guarded) {
                                    found.add(name + descriptor);
                                }
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String method, String type, boolean itf) {
                                        if (guarded && owner.equals("java/lang/LastcallBridge")) {
                                            assertThat(method).isEqualTo("reflect");
                                            found.add(name + descriptor);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return found;
    }
}
