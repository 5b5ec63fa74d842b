package dev.lastcall.runtime;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.util.Map;
import java.util.Optional;

/**
 * What this JVM is about to run, where that may be no application: a tool of the JDK ({@code javac}, {@code jcmd}), our
 * own command line, or nothing at all ({@code java -version}). They find the agent in a variable that is meant for
 * applications, and are left alone. An agent that is named on a tool's own command line ({@code javac -J-javaagent:…})
 * is meant for it.
 *
 * <p>A tool is recognized by its main class, which is in a module of the JDK, and not by its name. Apart from {@link
 * Agent}, since most starts have nothing that looks like one.
 */
final class MainProgram {
    /** Variables from which the JVM, or the JDK's launcher, takes options. */
    private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};

    /** How options name an agent, or a file in which they may. */
    private static final String[] WAYS_TO_NAME_AN_AGENT = {"-javaagent", "@", "VMOptionsFile", "Flags"};

    /** {@code java Hello.java}: the main class is the JDK's, and runs the user's program in the same JVM. */
    private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher";

    private static final String OUR_TOOL = "dev.lastcall.launch.Tool";

    private MainProgram() {}

    /**
     * Whether there is nothing here to watch.
     *
     * @param command the property {@code sun.java.command}: main jar, class, or module and class, and the arguments;
     *     empty if nothing is run
     * @param classPath the property {@code java.class.path}: starts with the main jar, if there is one
     * @param jar our own
     */
    static boolean isTool(String command, String classPath, File jar) {
        String main = firstWord(command);
        if (main.equals(OUR_TOOL) || isOurJar(command, classPath, jar)) {
            return true;
        }
        return (main.isEmpty() || isOfJdk(main)) && isAgentNamedInVariables(System.getenv());
    }

    /**
     * The JVM takes the agent's first class from the main jar if that has it: so a copy of ours, of whatever version
     * and name, is where this agent comes from.
     */
    private static boolean isOurJar(String command, String classPath, File jar) {
        try {
            return !classPath.isEmpty()
                    && command.startsWith(classPath)
                    && new File(classPath).getCanonicalFile().equals(jar.getCanonicalFile());
        } catch (IOException unresolvable) {
            return false;
        }
    }

    /** @param main {@code a.B}, or {@code module/a.B} */
    private static boolean isOfJdk(String main) {
        int slash = main.indexOf('/');
        String type = main.substring(slash + 1);
        int dot = type.lastIndexOf('.');
        String packageName = dot < 0 ? "" : type.substring(0, dot);
        if (packageName.equals(SOURCE_LAUNCHER)) {
            return false;
        }
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            boolean asked = slash < 0
                    ? module.reference().descriptor().packages().contains(packageName)
                    : module.name().equals(main.substring(0, slash));
            if (asked) {
                return isOfJdk(module);
            }
        }
        return false;
    }

    /** Whether the module is in the runtime image, and came with this JDK: an image may hold an application's, too. */
    private static boolean isOfJdk(ResolvedModule module) {
        Optional<String> version = version(module.reference().descriptor());
        return module.reference().location().isPresent()
                && "jrt".equals(module.reference().location().get().getScheme())
                && version.isPresent()
                && version.equals(version(Object.class.getModule().getDescriptor()));
    }

    private static Optional<String> version(ModuleDescriptor descriptor) {
        return descriptor.rawVersion();
    }

    static boolean isAgentNamedInVariables(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            String options = environment.getOrDefault(variable, "");
            for (String way : WAYS_TO_NAME_AN_AGENT) {
                if (options.contains(way)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String firstWord(String command) {
        int end = command.indexOf(' ');
        return end < 0 ? command : command.substring(0, end);
    }
}
