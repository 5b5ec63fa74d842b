package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the JDK that runs the build: the way that it has. */
class FileMappingTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.write(folder.resolve("file"), new byte[3 * PAGE]);
    }

    @Test
    void whatIsPutThereIsInThatPartOfTheFile() throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            ByteBuffer mapped = FileMapping.map(access.getChannel(), PAGE, PAGE);
            mapped.put(7, (byte) 42);

            assertThat(mapped.capacity()).isEqualTo(PAGE);
            assertThat(mapped.isDirect()).isTrue();
            assertThat(Files.readAllBytes(file)[PAGE + 7]).isEqualTo((byte) 42);
        }
    }

    @Test
    void aMappingOutlivesItsChannel() throws IOException {
        ByteBuffer mapped;
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            mapped = FileMapping.map(access.getChannel(), 0, 3 * PAGE);
        }
        mapped.put(3 * PAGE - 1, (byte) 1);

        assertThat(Files.readAllBytes(file)[3 * PAGE - 1]).isEqualTo((byte) 1);
    }

    @Test
    void aClosedChannelIsAnIoFailureAsTheLedgerExpects() throws IOException {
        RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw");
        FileChannel channel = access.getChannel();
        access.close();

        assertThatThrownBy(() -> FileMapping.map(channel, 0, PAGE)).isInstanceOf(ClosedChannelException.class);
    }
}
