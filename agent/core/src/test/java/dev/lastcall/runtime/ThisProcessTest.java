package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
