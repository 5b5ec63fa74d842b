package dev.lastcall.scan;

import dev.lastcall.policy.Policies;
import dev.lastcall.policy.Policy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForbiddenApisTest {
    @TempDir
    Path folder;

    @Test
    void x() throws Exception {
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .filter(it -> it.endsWith(".jar"))
                .map(Path::of)
                .toList();
        System.out.println(jars);
        for (String name : List.of("jdk-deprecated-17", "jdk-unsafe-17")) {
            long t = System.nanoTime();
            var theirs = ForbiddenApis.check(name, jars);
            System.out.println(name + " theirs " + theirs.size() + " " + (System.nanoTime() - t) / 1e9);
            for (String n : List.of(
                    name,
                    "jdk-unsafe-1.8",
                    "jdk-unsafe-8",
                    "jdk-unsafe-9",
                    "jdk-unsafe-10",
                    "jdk-unsafe-11",
                    "jdk-unsafe-12",
                    "jdk-unsafe-13",
                    "jdk-unsafe-14",
                    "jdk-unsafe-15",
                    "jdk-unsafe-16",
                    "jdk-unsafe-1.7",
                    "jdk-unsafe-7",
                    "jdk-unsafe-1.6",
                    "jdk-unsafe-6",
                    "jdk-unsafe-1.5"))
                try (InputStream in =
                        de.thetaphi.forbiddenapis.Checker.class.getResourceAsStream("signatures/" + n + ".txt")) {
                    if (in != null) Files.write(folder.resolve(n + ".txt"), in.readAllBytes());
                }
            Policy policy = Policies.load(List.of(folder.resolve(name + ".txt").toString()));
            t = System.nanoTime();
            Scan scan = Scan.of(
                    policy,
                    jars.stream()
                            .map(it -> new Input(it.getFileName().toString(), it))
                            .toList(),
                    List.of(),
                    LocalDate.EPOCH);
            System.out.println(name + " ours " + scan.sites().size() + " " + (System.nanoTime() - t) / 1e9
                    + scan.problems() + scan.classes());
            TreeSet<String> a = new TreeSet<>(), b = new TreeSet<>();
            for (var v : theirs) a.add(v.className() + ":" + v.line() + " " + v.text());
            for (var v : scan.sites())
                b.add(v.site().caller().className() + ":" + v.site().caller().line() + " "
                        + v.site().kind() + " " + v.site().target().asReference() + " "
                        + v.site().caller().codeSource() + " " + v.state());
            Files.write(Path.of("/tmp/theirs-" + name), a);
            Files.write(Path.of("/tmp/ours-" + name), b);
        }
    }
}
