package dev.lastcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Target;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final Caller CALLER =
            new Caller("com.acme.chat.sessions.internal.Endpoint", "onOpen", "()V", 41, "Endpoint.java", "", "");
    private static final Target TARGET =
            new Target("com.acme.ws.Factory", "create", "(Ljava/lang/String;Lcom/acme/User;I)V");

    @Test
    void whatFitsStaysWhole() {
        assertThat(Names.of(CALLER, 100))
                .isEqualTo("com.acme.chat.sessions.internal.Endpoint.onOpen(Endpoint.java:41)");
        assertThat(Names.of(TARGET, 100)).isEqualTo("com.acme.ws.Factory.create(String, User, int)");
    }

    @Test
    void aPackageIsShortenedInItsMiddle() {
        assertThat(Names.of(CALLER, 60)).isEqualTo("com.acme...internal.Endpoint.onOpen(Endpoint.java:41)");
        assertThat(Names.of(CALLER, 45)).isEqualTo("com...Endpoint.onOpen(Endpoint.java:41)");
    }

    @Test
    void thenTheFileMakesWayForTheLine() {
        assertThat(Names.of(CALLER, 33)).isEqualTo("Endpoint.onOpen(Endpoint.java:41)");
        assertThat(Names.of(CALLER, 31)).isEqualTo("com...Endpoint.onOpen(line 41)");
    }

    @Test
    void neitherClassNorMemberIsShortened() {
        assertThat(Names.of(CALLER, 5)).isEqualTo("Endpoint.onOpen(line 41)");
        assertThat(Names.of(TARGET, 28)).isEqualTo("Factory.create(String, ...)");
        assertThat(Names.of(TARGET, 5)).isEqualTo("Factory.create");
    }

    @Test
    void whatIsTooLongForALineGoesOnInTheNext() {
        assertThat(Names.lines("com.acme.LongName.withMember()", 20))
                .containsExactly("com.acme.LongName.", "withMember()");
        assertThat(Names.lines("x".repeat(25), 10)).containsExactly("x".repeat(10), "x".repeat(10), "x".repeat(5));
    }
}
