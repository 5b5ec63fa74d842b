package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThisProcessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/opt/app.jar serve                 | /opt/app.jar:/x/lastcall.jar     | app",
                "app.jar                            | app.jar                          | app",
                "/opt/my app.jar serve              | /opt/my app.jar                  | my app",
                "/opt/my app.jar                    | /opt/my app.jar:/x/lastcall.jar  | my app",
                "app.war --port 1                   | app.war                          | app.war",
                "com.acme.Main                      | classes                          | com.acme.Main",
                "com.acme.Main /data/in.jar         | classes:lib/x.jar                | com.acme.Main",
                "com.acme.Main --lib a.jar b        | a.jar                            | com.acme.Main",
                "acme.chat/com.acme.Main x          | ''                               | com.acme.Main",
                "''                                 | ''                               | java"
            })
    void aProcessIsNamedAfterItsMainJarOrClass(String command, String classPath, String name) {
        assertThat(ThisProcess.mainName(command, classPath)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LASTCALL_MODE=block|",
                "PATH=/bin|LASTCALL_MODE=block|HOME=/|",
                "PATH=/bin|LASTCALL_|",
                "PATH=/bin|LASTCALL_MDE=block",
                "A=|OTEL_SERVICE_NAME=chat|",
                "LD_PRELOAD=/opt/injector.so|PATH=/bin|"
            })
    void aSettingIsSeenInTheEnvironment(String variables) {
        assertThat(ThisProcess.mayHoldSetting(bytes(variables))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH=/bin|LANG=C|LASTCALL=x|OTEL_SERVICE=x|",
                "NOTES=LASTCALL_MODE=block|MY_LASTCALL_MODE=block|",
                "PATH=/bin|LASTCA",
                "||"
            })
    void nothingElseIsTakenForOne(String variables) {
        assertThat(ThisProcess.mayHoldSetting(bytes(variables))).isFalse();
    }

    private static byte[] bytes(String variables) {
        return variables.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
    }
}
