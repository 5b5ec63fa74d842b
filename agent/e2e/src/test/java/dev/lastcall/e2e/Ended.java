package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a process left: exit code (128 + signal if it was killed) and the lines of its two streams. */
record Ended(List<String> command, long pid, int exit, List<String> stdout, List<String> stderr) {

    Ended withExit(int expected) {
        assertThat(exit).as("exit code of%n%s", this).isEqualTo(expected);
        return this;
    }

    /** It ended well; a shorthand of most tests. */
    Ended well() {
        return withExit(0);
    }

    /** The value of the line {@code name VALUE} that the program printed. */
    String printed(String name) {
        List<String> lines = stdout.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
        assertThat(lines).as("lines '%s …' of%n%s", name, this).hasSize(1);
        return lines.get(0);
    }

    long printedNumber(String name) {
        return Long.parseLong(printed(name));
    }

    /** The log lines about calls on stderr. */
    List<String> callLines() {
        return stderr.stream().filter(line -> line.contains(" WARN lastcall [")).toList();
    }

    String stderrText() {
        return String.join("\n", stderr);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit " + exit + "\n--- stdout\n" + String.join("\n", stdout)
                + "\n--- stderr\n" + stderrText() + "\n---";
    }
}
