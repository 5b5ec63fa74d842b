package dev.lastcall.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.lastcall.console.Console;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Appends to a file, each line with one write. Unlike Logback's own, which is silent then, it tells on stderr that
 * lines are lost, and at the end how many. Each line is tried anew.
 */
final class LogFile extends AppenderBase<ILoggingEvent> {
    private final String path;
    private final LineFormat format;
    private final FileOutputStream stream;
    private boolean inLine;
    private long lost;

    /** @throws IOException if the file can't be made or written; its folder is not made */
    LogFile(File file, LineFormat format) throws IOException {
        this.path = OneLine.of(file.getPath());
        this.format = format;
        this.stream = new FileOutputStream(file, true);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = (inLine ? "\n" : "") + ((AgentEvent) event).line(format) + '\n';
        try {
            stream.write(line.getBytes(StandardCharsets.UTF_8));
            inLine = false;
        } catch (IOException failure) {
            inLine = true; // a part of it may have got through
            lost++;
            if (lost == 1) {
                String reason = OneLine.of(String.valueOf(failure.getMessage()));
                Console.stderr()
                        .line("lastcall: the log file " + path + " can't be written, lines are lost: " + reason);
            }
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (lost > 0) {
            Console.stderr().line("lastcall: " + OneLine.count(lost, "line") + " of the log file " + path + " lost");
        }
        try {
            stream.close();
        } catch (IOException failure) {
            // all lines were written, or counted as lost
        }
    }
}
