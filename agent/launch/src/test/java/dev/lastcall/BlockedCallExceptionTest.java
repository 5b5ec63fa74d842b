package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class BlockedCallExceptionTest {
    @Test
    void madeByAnyoneItHasItsTraceFromThere() {
        assertThat(new BlockedCallException("refused").getStackTrace()[0].getMethodName())
                .isEqualTo("madeByAnyoneItHasItsTraceFromThere");
    }

    @Test
    void madeByTheAgentItHasTheTraceOfWhoeverFillsIt() {
        BlockedCallException made = BlockedCallException.withoutTrace("refused");

        assertThat(made.getStackTrace()).isEmpty();
        assertThat(made).hasMessage("refused");
        made.fillInStackTrace();
        assertThat(made.getStackTrace()[0].getMethodName()).isEqualTo("madeByTheAgentItHasTheTraceOfWhoeverFillsIt");
    }

    @Test
    void itsTraceIsSentWithIt() throws Exception {
        BlockedCallException made = BlockedCallException.withoutTrace("refused");
        made.fillInStackTrace();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(made);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Throwable) in.readObject()).getStackTrace()).isEqualTo(made.getStackTrace());
        }
    }
}
