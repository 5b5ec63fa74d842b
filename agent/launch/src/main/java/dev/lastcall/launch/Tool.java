package dev.lastcall.launch;

import java.io.PrintStream;

/** The entry point for people: starts the command line tool, which the agent's loader loads like the agent. */
public final class Tool {
    private static final String TOOL = "dev.lastcall.cli.CommandLineTool";
    private static final int USAGE_ERROR = 2;

    private Tool() {}

    /** Runs the command line tool and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        String refusal = IsolatedLoader.refusal(System.getProperty("java.specification.version", ""));
        if (refusal != null) {
            LastWord.say("lastcall: " + refusal);
            return USAGE_ERROR;
        }
        try {
            Class<?> tool = IsolatedLoader.open().loadClass(TOOL);
            Object code = tool.getMethod("run", String[].class, PrintStream.class, PrintStream.class)
                    .invoke(null, arguments, System.out, System.err);
            return (Integer) code;
        } catch (Throwable failure) {
            LastWord.say("lastcall: " + LastWord.cause(failure));
            return USAGE_ERROR;
        }
    }
}
