package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Surroundings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files that a build has generated beside those that somebody wrote. */
class SurroundingsReaderTest {
    private static final PolicyMatcher MATCHER = new PolicyMatcher(TestPolicies.acme(Mode.COUNT));

    @TempDir
    private Path jar;

    @BeforeEach
    void aClassThatSomebodyWrote() throws IOException {
        write("a/Old", true);
    }

    @Test
    void aClassWithoutLinesBesideOneWithLinesIsGenerated() throws IOException {
        assertThat(host("a/Old_Bean")).isEqualTo("a.Old");
        assertThat(host("a/$Old$Definition")).isEqualTo("a.Old");
    }

    @Test
    void soIsWhatIsGeneratedBesideThat() throws IOException {
        write("a/$Old$Definition", false);
        assertThat(host("a/$Old$Definition$Intercepted")).isEqualTo("a.Old");
    }

    @Test
    void noClassIsGeneratedWhereNoneHasLines() throws IOException {
        write("a/Old", false);
        assertThat(host("a/$Old$Definition")).isEmpty();
        assertThat(host("a/Old_Bean")).isEmpty();
    }

    private String host(String name) throws IOException {
        byte[] classFile = write(name, false);
        ClassFacts facts = ClassFacts.of(new ClassReader(classFile));
        Lineage lineage = new Lineage(MATCHER, new ClassFilter(MATCHER.policy()));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Surroundings around = SurroundingsReader.of(facts, classFile, MATCHER, lineage, loader);
            return around.host();
        }
    }

    private byte[] write(String name, boolean lines) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        if (lines) {
            Label start = new Label();
            method.visitLabel(start);
            method.visitLineNumber(7, start);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        Path file = jar.resolve(name + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
        return writer.toByteArray();
    }
}
