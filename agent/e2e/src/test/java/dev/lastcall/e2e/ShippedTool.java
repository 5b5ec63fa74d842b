package dev.lastcall.e2e;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command line tool of the shipped jar, in this JVM: for tests that ask it something and are not about it. Each
 * test JVM loads it once, by the jar's own loader.
 */
final class ShippedTool {
    private static final Method RUN = load();

    private ShippedTool() {}

    /** Runs a command; paths must be absolute, for the working folder is that of the tests. */
    static Ended run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            Object code =
                    RUN.invoke(null, arguments.toArray(new String[0]), new PrintStream(out), new PrintStream(err));
            return new Ended(arguments, ProcessHandle.current().pid(), (Integer) code, lines(out), lines(err));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Method load() {
        try {
            URL[] jar = {Fork.JAR.toUri().toURL()};
            ClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
            Method open = loader.loadClass("dev.lastcall.launch.IsolatedLoader").getDeclaredMethod("open", File.class);
            open.setAccessible(true);
            ClassLoader isolated = (ClassLoader) open.invoke(null, Fork.JAR.toFile());
            return isolated.loadClass("dev.lastcall.cli.CommandLineTool")
                    .getMethod("run", String[].class, PrintStream.class, PrintStream.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
