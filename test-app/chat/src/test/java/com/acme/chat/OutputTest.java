package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** What the service prints, with Lastcall and without. */
class OutputTest {
    private static final Chats CHATS = new Chats();

    @AfterAll
    static void stop() {
        CHATS.close();
    }

    @OnOneJdk
    void stdoutIsUnchanged(Jdk jdk) throws Exception {
        List<String> without = printed(jdk, Chat.Setup.NO_AGENT, Map.of()).stdout();
        for (String mode : List.of("off", "count", "log", "block")) {
            assertThat(printed(jdk, mode, Map.of()).stdout()).isEqualTo(without);
        }
    }

    @OnOneJdk
    void stderrHoldsOnlyLastcallsLines(Jdk jdk) throws Exception {
        assertThat(printed(jdk, "log", Map.of()).stderr())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.toLowerCase(Locale.ROOT)).contains("lastcall"));
    }

    @OnOneJdk
    void withoutALogStderrIsEmpty(Jdk jdk) throws Exception {
        assertThat(printed(jdk, "log", Map.of("LASTCALL_LOG", "none")).stderr()).isEmpty();
    }

    private record Printed(List<String> stdout, List<String> stderr) {}

    /** All that a service prints in a short life; ports as 0. */
    private static Printed printed(Jdk jdk, String mode, Map<String, String> settings) throws Exception {
        try (Chat chat = CHATS.start(new Chat.Setup(jdk, mode, "canonical"), settings)) {
            try (Client ann = Client.connect(chat, "ann")) {
                ann.ask("r1");
            }
            chat.job("singleton");
            chat.job("reflective-method");
            assertThat(chat.stop()).isZero();
            return new Printed(
                    chat.stdout().stream()
                            .map(line -> line.replaceFirst(":[0-9]+$", ":0"))
                            .toList(),
                    chat.stderr());
        }
    }
}
