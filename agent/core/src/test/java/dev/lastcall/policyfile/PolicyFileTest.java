package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void aLinkThatLeadsNowhereIsToldFromAFileThatIsNotThere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("gone.yaml"));
        assertThat(PolicyFile.fault(link.toFile())).isEqualTo("is a link to nowhere");
        assertThat(PolicyFile.fault(folder.resolve("none.yaml").toFile())).isEqualTo("does not exist");
        assertThat(PolicyFile.fault(folder.resolve("no/such.yaml").toFile())).isEqualTo("does not exist");
        Files.createFile(folder.resolve("gone.yaml"));
        assertThat(PolicyFile.fault(link.toFile())).isNull();
    }
}
