package dev.lastcall.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFinderTest {
    @TempDir
    Path folder;

    @Test
    void theFileOfTheRootIsFoundFromAModule() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("a/b"));
        Path policy = Files.createFile(root.resolve("lastcall.yml"));
        assertThat(find("root/a/b")).isEqualTo(policy);
        assertThat(find("root")).isEqualTo(policy);
    }

    @Test
    void theNearestGoes() throws IOException {
        Files.createDirectories(folder.resolve("root/a"));
        Files.createFile(folder.resolve("root/lastcall.yaml"));
        Path nearer = Files.createFile(folder.resolve("root/a/lastcall.yaml"));
        assertThat(find("root/a")).isEqualTo(nearer);
    }

    @Test
    void whatLiesAboveTheRootIsNotOfThisBuild() throws IOException {
        Files.createDirectories(folder.resolve("root/a"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createFile(folder.resolve("lastcall.yaml"));
        assertThat(find("root/a")).isNull();
        assertThat(find("elsewhere")).as("a module outside the root").isNull();
    }

    private @Nullable Path find(String module) {
        var found = PolicyFinder.find(
                PolicyFinder.POLICIES,
                folder.resolve(module).toFile(),
                folder.resolve("root").toFile());
        return found == null ? null : found.toPath();
    }
}
