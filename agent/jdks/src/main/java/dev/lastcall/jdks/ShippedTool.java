package dev.lastcall.jdks;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line tool of the shipped jar, in this JVM: for tests that ask it something and are not about its process.
 * A test JVM opens the jar once, by the jar's own loader.
 */
public final class ShippedTool {
    private final Method run;

    private ShippedTool(Method run) {
        this.run = run;
    }

    /** What a command printed and how it ended. */
    public record Result(int exitCode, String out, String err) {}

    /** Loads the tool of that jar. */
    public static ShippedTool open(Path lastcall) {
        try {
            URL[] jar = {lastcall.toUri().toURL()};
            ClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
            Method open = loader.loadClass("dev.lastcall.launch.IsolatedLoader").getDeclaredMethod("open", File.class);
            open.setAccessible(true);
            ClassLoader isolated = (ClassLoader) open.invoke(null, lastcall.toFile());
            return new ShippedTool(isolated.loadClass("dev.lastcall.cli.CommandLineTool")
                    .getMethod("run", String[].class, PrintStream.class, PrintStream.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command; paths must be absolute, for the working folder is that of the tests. */
    public Result run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            Object code = run.invoke(
                    null,
                    arguments.toArray(new String[0]),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8));
            return new Result((Integer) code, text(out), text(err));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
