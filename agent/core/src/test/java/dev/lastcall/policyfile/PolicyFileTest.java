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
    void aNameThatTheLocaleCannotHoldIsSaidToBeOne() {
        assertThat(Where.locale("prüf.yaml", "ANSI_X3.4-1968")).contains("set LC_ALL=C.UTF-8");
        assertThat(Where.locale("pr\uFFFDf.yaml", "ANSI_X3.4-1968")).contains("set LC_ALL=C.UTF-8");
        assertThat(Where.locale("prüf.yaml", "UTF-8")).isEmpty();
        assertThat(Where.locale("plain.yaml", "ANSI_X3.4-1968")).isEmpty();
        assertThat(Where.locale("prüf.yaml", "no-such-charset")).isEmpty();
    }

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
