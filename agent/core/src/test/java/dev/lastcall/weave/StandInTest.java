package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.scan.Compiled;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kotlin's compiler makes, in Java that compiles to the same; the matrix of ways to call has the real one. */
class StandInTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        Compiled.into(
                classes,
                "",
                Map.of(
                        "com.acme.k.Shape",
                        """
                package com.acme.k;
                public interface Shape {
                    int area(int a);
                    final class DefaultImpls {
                        public static int area(Shape self, int a) { return a; }
                        public static int area$default(Shape self, int a, int bits, Object unused) {
                            if ((bits & 1) != 0) { a = 3; }
                            return self.area(a);
                        }
                    }
                }
                """,
                        "com.acme.k.Square",
                        """
                package com.acme.k;
                public class Square implements Shape {
                    public int area(int a) { return Shape.DefaultImpls.area(this, a); }
                }
                """,
                        "com.acme.k.Flat",
                        """
                package com.acme.k;
                public interface Flat extends Shape {
                    final class DefaultImpls {
                        public static int area(Flat self, int a) { return Shape.DefaultImpls.area(self, a); }
                    }
                }
                """,
                        "com.acme.k.Round",
                        """
                package com.acme.k;
                public class Round implements Flat {
                    public int area(int a) { return Flat.DefaultImpls.area(this, a); }
                }
                """,
                        "com.acme.k.UsesFlat",
                        """
                package com.acme.k;
                public class UsesFlat {
                    public static String run() throws Exception {
                        Class.forName("com.acme.k.Flat");
                        Shape shape = (Shape) Class.forName("com.acme.k.Round").getConstructor().newInstance();
                        for (int i = 0; i < 3; i++) {
                            shape.area(1);
                        }
                        return "done";
                    }
                }
                """,
                        "com.acme.k.Old",
                        """
                package com.acme.k;
                public class Old {
                    public long make(long a, String b) { return a; }
                    public static long make$default(Old self, long a, String b, int bits, Object unused) {
                        if ((bits & 1) != 0) { a = Long.parseLong("5"); }
                        return self.make(a, b);
                    }
                }
                """,
                        "com.acme.k.Uses",
                        """
                package com.acme.k;
                public class Uses {
                    public static String run() throws Exception {
                        Shape shape = new Square();
                        for (int i = 0; i < 3; i++) {
                            shape.area(1);
                            new Square().area(2);
                            Shape.DefaultImpls.area$default(shape, 0, 1, null);
                            Shape.class.getMethod("area", int.class).invoke(shape, 3);
                            Old.make$default(new Old(), 0, "", 1, null);
                            new Old().make(1, "");
                        }
                        return "done";
                    }
                }
                """));
    }

    @Test
    void aBodyApartFromItsInterfaceIsTheBodyOfTheInterfacesMethod() throws Exception {
        assertThat(ran("com.acme.k.Shape#area(int)"))
                .containsExactlyInAnyOrder(
                        "3 call at 6 Shape.area(int)",
                        "3 virtual at 7 Shape.area(int)",
                        "3 call at 8 Shape.area(int)",
                        "3 reflection at 9 Shape.area(int)");
    }

    @Test
    void aCallWithArgumentsLeftOutIsOneOfTheMethodThatIsMeant() throws Exception {
        assertThat(ran("com.acme.k.Old#make(long,java.lang.String)"))
                .containsExactlyInAnyOrder(
                        "3 call at 10 Old.make(long, String)", "3 call at 11 Old.make(long, String)");
    }

    @Test
    void soItIsIfTheClassIsListedAsAWhole() throws Exception {
        assertThat(ran("com.acme.k.Old"))
                .containsExactlyInAnyOrder(
                        "3 new at 10 Old.<init>()",
                        "3 call at 10 Old.make(long, String)",
                        "3 new at 11 Old.<init>()",
                        "3 call at 11 Old.make(long, String)");
    }

    @Test
    void aBodyThatAnInterfaceInheritsIsThatOfTheOneAbove() throws Exception {
        assertThat(ran("com.acme.k.Shape#area(int)", "com.acme.k.UsesFlat"))
                .containsExactly("3 call at 7 Shape.area(int)");
    }

    /** The same class, as if its source was Kotlin's. */
    private static byte[] ofKotlin(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visitSource(String source, String debug) {
                                super.visitSource(source.replace(".java", ".kt"), debug);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static List<String> ran(String signature) throws Exception {
        return ran(signature, "com.acme.k.Uses");
    }

    private static List<String> ran(String signature, String caller) throws Exception {
        Policy policy = policy(Mode.LOG, rule("r", signatures(signature), List.of()));
        Trial trial = new Trial(policy);
        for (Map.Entry<String, byte[]> file : Compiled.content(classes).entrySet()) {
            trial.loader().add(file.getKey().replace(".class", "").replace('/', '.'), ofKotlin(file.getValue()));
        }
        assertThat(trial.run(caller)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        return trial.called().stream()
                .map(it -> it.calls() + " " + it.site().kind().label() + " at "
                        + it.site().caller().line() + " "
                        + it.site().target().asReference().replace("com.acme.k.", ""))
                .toList();
    }
}
