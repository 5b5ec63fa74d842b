package dev.lastcall.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdPartyTest {
    @TempDir
    Path folder;

    @Test
    void eachLibraryIsNamedWithItsLicensesAndWhatItsJarSaysOfThem() throws IOException {
        Path one = jar("one-1.jar", Map.of("META-INF/LICENSE", "mine\n", "META-INF/NOTICE", "by me", "a/B.class", "x"));
        Path two = jar("two-2.jar", Map.of("META-INF/licenses/ASM", "theirs", "about.html", "of two"));
        list("one-1.jar\torg.one:one:1\thttps://one\tApache-2.0", "two-2.jar\torg.two:two:2\t\tEPL-2.0\tLGPL-2.1");

        assertThat(run(one, two)).isEqualTo("""
                        lastcall.jar contains these libraries, or parts of them. Lastcall itself is under Apache-2.0.

                        org.one:one:1
                            https://one
                            license: Apache-2.0
                        org.two:two:2
                            license: EPL-2.0
                            license: LGPL-2.1

                        RULE
                        Apache-2.0
                        RULE

                        the text of it

                        RULE
                        org.one:one:1, META-INF/LICENSE
                        RULE

                        mine

                        RULE
                        org.one:one:1, META-INF/NOTICE
                        RULE

                        by me

                        RULE
                        org.two:two:2, META-INF/licenses/ASM
                        RULE

                        theirs

                        RULE
                        org.two:two:2, about.html
                        RULE

                        of two
                        """.replace("RULE", "-".repeat(80)));
    }

    @Test
    void aTextThatSeveralCarryStandsThereOnce() throws IOException {
        Path one = jar("one-1.jar", Map.of("LICENSE.txt", "\n\nthe text of it  \n\n"));
        list("one-1.jar\torg.one:one:1\t\tApache-2.0");

        assertThat(run(one)).containsOnlyOnce("the text of it").contains("Apache-2.0\norg.one:one:1, LICENSE.txt\n");
    }

    @Test
    void aLibraryWithoutALicenseEndsTheBuild() throws IOException {
        Path one = jar("one-1.jar", Map.of("LICENSE", "mine"));
        Path two = jar("two-2.jar", Map.of());
        list("one-1.jar\torg.one:one:1\thttps://one\tUnknown license");

        assertThatThrownBy(() -> run(one, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(one + " goes into the jar, and its POM names no license\n" + two
                        + " goes into the jar, and its POM names no license");
        assertThatThrownBy(() -> run()).hasMessage("no library was given");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void whatIsOfThisBuildIsNoThirdParty() throws IOException {
        Path own = jar("lastcall-core-1.jar", Map.of("META-INF/LICENSE", "ours"));
        Path one = jar("one-1.jar", Map.of());
        list("lastcall-core-1.jar\tdev.lastcall:lastcall-core:1\t\tApache-2.0", "one-1.jar\torg.one:one:1\t\tMIT");

        assertThat(run(folder.resolve("classes"), own, one))
                .contains("org.one:one:1\n    license: MIT\n")
                .doesNotContain("lastcall-core", "ours");
    }

    private void list(String... lines) throws IOException {
        Files.write(folder.resolve("list"), List.of(lines));
        Files.writeString(folder.resolve("apache"), "the text of it\n");
    }

    private String run(Path... jars) throws IOException {
        String[] arguments = new String[3 + jars.length];
        arguments[0] = folder.resolve("list").toString();
        arguments[1] = folder.resolve("apache").toString();
        arguments[2] = folder.resolve("made/THIRD-PARTY").toString();
        for (int i = 0; i < jars.length; i++) {
            arguments[3 + i] = jars[i].toString();
        }
        ThirdParty.main(arguments);
        return Files.readString(folder.resolve("made/THIRD-PARTY"));
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/licenses/"));
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
