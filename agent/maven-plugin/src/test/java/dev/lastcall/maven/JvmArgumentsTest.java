package dev.lastcall.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmArgumentsTest {
    private static final String JAR = "/repo/lastcall-1.jar";

    @Test
    void oursComeFirst() {
        assertThat(JvmArguments.prepend(List.of("-javaagent:" + JAR + "=mode=log"), JAR, "-Xmx1g -ea"))
                .isEqualTo("-javaagent:/repo/lastcall-1.jar=mode=log -Xmx1g -ea");
        assertThat(JvmArguments.prepend(List.of("-javaagent:" + JAR), JAR, null))
                .isEqualTo("-javaagent:/repo/lastcall-1.jar");
    }

    @Test
    void whatAnEarlierExecutionPutThereIsReplaced() {
        assertThat(JvmArguments.prepend(
                        List.of("-javaagent:" + JAR + "=mode=block"),
                        JAR,
                        "-javaagent:" + JAR + "=mode=log -Dlastcall.junit.mode=fail -javaagent:/repo/jacoco.jar=x"))
                .isEqualTo("-javaagent:/repo/lastcall-1.jar=mode=block -javaagent:/repo/jacoco.jar=x");
    }

    @Test
    void quotesOfOthersAreKept() {
        assertThat(JvmArguments.prepend(List.of(), JAR, "\"-Da=b c\" '-Dd=\"e\"' -Df=''"))
                .isEqualTo("\"-Da=b c\" '-Dd=\"e\"' -Df=");
    }

    @Test
    void blanksGetQuotes() {
        assertThat(JvmArguments.quoted("-javaagent:/my repo/lastcall.jar"))
                .isEqualTo("\"-javaagent:/my repo/lastcall.jar\"");
        assertThat(JvmArguments.quoted("-Da=\"b\"")).isEqualTo("'-Da=\"b\"'");
        assertThat(JvmArguments.quoted("-Da=b")).isEqualTo("-Da=b");
        assertThat(JvmArguments.quoted("")).isEqualTo("\"\"");
    }

    @Test
    void aSettingOverSeveralLinesIsOne() {
        AgentOptions options = new AgentOptions();
        options.put("deprecated", "\n  com.acme.Old#a(int, long);\n  com.acme.Older\n");
        options.put("canonical", " ");
        options.put("mode", "log");
        assertThat(options.argument("a.jar"))
                .isEqualTo("-javaagent:a.jar=deprecated=com.acme.Old#a(int, long);com.acme.Older,mode=log");
    }
}
