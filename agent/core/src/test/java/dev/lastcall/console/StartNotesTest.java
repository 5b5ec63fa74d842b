package dev.lastcall.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartNotesTest {
    @Test
    void withoutARuleItSaysSoAndWhatToDo() {
        assertThat(StartNotes.nothingIsWatched("/opt/my tools/lastcall.jar").lines())
                .hasSize(5)
                .allMatch(line -> line.isEmpty() || line.startsWith("lastcall: "))
                .anyMatch(line -> line.contains("NOTHING IS WATCHED"))
                .anyMatch(line -> line.contains("LASTCALL_DEPRECATED="))
                .anyMatch(line -> line.contains("LASTCALL_POLICY="))
                .anyMatch(line -> line.contains("java -jar '/opt/my tools/lastcall.jar' init app.jar"));
    }

    @Test
    void threeHintsAreToldAndTheOthersCounted() {
        assertThat(StartNotes.hints(List.of("a", "b\nc", "d", "e", "f")))
                .isEqualTo("\nlastcall: hint: a\nlastcall: hint: b\\nc\nlastcall: hint: d"
                        + "\nlastcall: hint: 2 more hints; 'policy check' gives all of them");
    }
}
