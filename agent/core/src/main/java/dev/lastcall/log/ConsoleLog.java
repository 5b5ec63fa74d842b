package dev.lastcall.log;

import dev.lastcall.console.Console;

/** Log lines on a standard stream of the process. */
final class ConsoleLog extends CallLog {
    private final Console console;
    private final LineFormat format;

    ConsoleLog(Console console, LineFormat format) {
        this.console = console;
        this.format = format;
    }

    @Override
    public void write(CallEvent event) {
        console.line(format.line(event));
    }

    @Override
    public void note(long timeMillis, String text) {
        console.line(format.note(timeMillis, text));
    }

    @Override
    public void close() {
        // the streams are the process's
    }
}
