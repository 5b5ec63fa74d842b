package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The common part of the goals that judge ledgers and report on them. */
abstract class JudgingMojo extends LastcallMojo {
    private static final String MIN_OBSERVED = "--min-observed";
    private static final int MOST_FINDINGS = 3;

    /**
     * What fails the build: <code>no-go</code>, calls of deprecated code; <code>unknown</code>, also too little
     * evidence; <code>never</code>, nothing.
     */
    @Parameter(property = "lastcall.failOn", defaultValue = "no-go", required = true)
    private @Nullable String failOn;

    /** More options of the command <code>check</code>. */
    @Parameter
    private @Nullable List<String> options;

    final void judge(List<String> ledgers) throws MojoExecutionException, MojoFailureException {
        FailOn limit = FailOn.of(set(failOn, "failOn"));
        List<String> arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(option("--policy", policy()));
        arguments.addAll(option("--baseline", baseline()));
        List<String> more = options == null ? List.of() : options;
        if (!more.contains(MIN_OBSERVED)) {
            arguments.addAll(List.of(MIN_OBSERVED, "0s")); // tests are over in minutes
        }
        arguments.addAll(more);
        arguments.addAll(ledgers);
        Tool.Outcome outcome = tool().run(arguments);
        checkUsage(outcome);
        print(outcome);
        if (limit.isReachedBy(outcome.exit())) {
            throw new MojoFailureException("lastcall: " + headline(outcome.lines()));
        }
    }

    /** The verdict's word and its worst reasons. */
    private static String headline(List<String> lines) {
        List<String> head = new ArrayList<>();
        int findings = 0;
        for (String line : lines) {
            if (head.isEmpty() && !line.isBlank()) {
                head.add(line.strip());
            } else if (line.startsWith("  ") && line.endsWith(":") && !line.contains("- ")) {
                break; // what follows is no reason
            } else if (line.stripLeading().startsWith("- ") && ++findings <= MOST_FINDINGS) {
                head.add(line);
            }
        }
        return String.join(System.lineSeparator(), head);
    }

    /** The folders that exist. */
    static List<String> existing(List<File> folders) {
        List<String> paths = new ArrayList<>();
        for (File folder : folders) {
            String[] names = folder.list();
            if (names != null && names.length > 0) {
                paths.add(folder.getPath());
            }
        }
        return paths;
    }

    private enum FailOn {
        NO_GO("no-go"),
        UNKNOWN("unknown"),
        NEVER("never");

        private final String word;

        FailOn(String word) {
            this.word = word;
        }

        static FailOn of(String word) throws MojoExecutionException {
            for (FailOn limit : values()) {
                if (limit.word.equalsIgnoreCase(word.strip())) {
                    return limit;
                }
            }
            throw new MojoExecutionException(
                    "lastcall: <failOn> '" + word + "' is not allowed; allowed are no-go, unknown and never");
        }

        boolean isReachedBy(int exit) {
            return this != NEVER && (exit == Tool.NO_GO || (exit == Tool.UNKNOWN && this == UNKNOWN));
        }
    }
}
