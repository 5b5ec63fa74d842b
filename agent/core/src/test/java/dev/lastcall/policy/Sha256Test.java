package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {

    @Test
    void itIsTheJdksForEveryLengthAroundABlock() throws Exception {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            String expected = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(message));
            assertThat(Sha256.hex(message)).as("length %s", length).isEqualTo(expected);
        }
    }
}
