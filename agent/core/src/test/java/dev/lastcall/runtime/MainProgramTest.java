package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MainProgramTest {

    @Test
    void theAgentMayBeNamedInAVariableOrInAFileThatTheVariableNames() {
        assertThat(names("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/lastcall.jar"))
                .isTrue();
        assertThat(names("JDK_JAVA_OPTIONS", "@/etc/java.options")).isTrue();
        assertThat(names("_JAVA_OPTIONS", "-XX:VMOptionsFile=/etc/java.options"))
                .isTrue();
        assertThat(names("JAVA_TOOL_OPTIONS", "-XX:Flags=.hotspotrc")).isTrue();
        assertThat(names("JAVA_TOOL_OPTIONS", "-Xmx1g")).isFalse();
        assertThat(names("MAVEN_OPTS", "-javaagent:/opt/lastcall.jar")).isFalse();
    }

    @Test
    void whatASecondAgentWasToDoDifferentlyIsSaid() {
        assertThat(ListedAgain.text(true, "mode=count,deprecated=a.B,a.C", "deprecated=a.B,a.D,mode=count,log=none"))
                .endsWith("not used: deprecated=a.B,a.D, log=none");
        assertThat(ListedAgain.text(false, "mode=count", "mode=block")).contains("did not start");
        assertThat(ListedAgain.text(true, "mode=count", "mode=count")).endsWith("sets nothing else");
        assertThat(ListedAgain.text(true, "", "mode=block,such=x"))
                .contains("mode=block")
                .contains("such");
    }

    private static boolean names(String variable, String options) {
        return MainProgram.isAgentNamedInVariables(Map.of(variable, options));
    }
}
