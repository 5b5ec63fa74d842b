package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Code that threads of the application run, at a call or while a class loads, links nothing: no lambda, no method
 * reference, no pattern switch. To link one takes longer than to load a class from a pack, and may be what the
 * application is doing just then. Records are left out: whose equality is asked for, {@code HarmlessTest} finds.
 */
class LinkingTest {
    private static final Set<String> PACKAGES = Set.of(
            "dev.lastcall.gate",
            "dev.lastcall.site",
            "dev.lastcall.members",
            "dev.lastcall.classfile",
            "dev.lastcall.weave",
            "dev.lastcall.reference",
            "dev.lastcall.console",
            "dev.lastcall.log",
            "dev.lastcall.text",
            "dev.lastcall.policy",
            "dev.lastcall.runtime");

    /** The application asks for what these do, or it is a command. */
    private static final Set<String> ASKED_FOR =
            Set.of("dev.lastcall.runtime.LivingEvidence", "dev.lastcall.text.YamlText");

    @Test
    void nothingIsLinkedOnAThreadOfTheApplication() {
        Set<String> linking = new TreeSet<>();
        int read = 0;
        for (var type : OwnClasses.all()) {
            if (PACKAGES.contains(type.getPackageName()) && !ASKED_FOR.contains(type.getName())) {
                addLinking(type.getName(), linking);
                read++;
            }
        }
        assertThat(read).isGreaterThan(200);
        assertThat(linking).isEmpty();
    }

    @Test
    void whatLinksIsFound() {
        Set<String> linking = new TreeSet<>();
        for (String name : ASKED_FOR) {
            addLinking(name, linking);
        }
        assertThat(linking).hasSameSizeAs(ASKED_FOR);
    }

    private static void addLinking(String className, Set<String> linking) {
        new ClassReader(ClassFileOf.name(className.replace('.', '/')))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String method,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String name, String type, Handle bootstrap, Object... arguments) {
                                        if (!bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                                            linking.add(className + '#' + method);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG);
    }
}
