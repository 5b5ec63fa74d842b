package dev.lastcall.runtime;

import dev.lastcall.evidence.Program;
import dev.lastcall.site.Origin;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Which program this process runs, by more than its command line: what the manifest of the main jar says, or the jar
 * that the main class came from. To be asked on the agent's thread: it opens a jar.
 */
final class StartedProgram {
    /** Where launchers of the whole program in one jar name the class that they launch: Spring Boot's, JarInJar's. */
    private static final String[] LAUNCHED = {"Start-Class", "Rsrc-Main-Class", "Main-Class"};

    private StartedProgram() {}

    /** @param named whether somebody gave the service its name */
    static Program of(boolean named, Instrumentation instrumentation) {
        String command = System.getProperty("sun.java.command", "");
        String jar = ThisProcess.mainJar(command, System.getProperty("java.class.path", ""));
        if (!jar.isEmpty()) {
            return ofJar(named, jar);
        }
        int end = command.indexOf(' ');
        String word = end < 0 ? command : command.substring(0, end);
        String mainClass = word.substring(word.indexOf('/') + 1); // behind the module's name
        return new Program(named, mainClass, jarOf(mainClass, instrumentation), "");
    }

    static Program ofJar(boolean named, String path) {
        String mainClass = "";
        String title = "";
        try (JarFile jar = new JarFile(path)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null) {
                Attributes main = manifest.getMainAttributes();
                for (int i = 0; i < LAUNCHED.length && mainClass.isEmpty(); i++) {
                    mainClass = text(main.getValue(LAUNCHED[i]));
                }
                title = text(main.getValue(Attributes.Name.IMPLEMENTATION_TITLE));
            }
        } catch (IOException | RuntimeException unreadable) {
            // then the command line has said all
        }
        return new Program(named, mainClass, new File(path).getName(), title);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Asks for no class: that would run code of a class loader of the application's. */
    private static String jarOf(String mainClass, Instrumentation instrumentation) {
        for (Class<?> type : instrumentation.getInitiatedClasses(ClassLoader.getSystemClassLoader())) {
            if (type.getName().equals(mainClass)) {
                File source = new File(Origin.codeSource(type.getProtectionDomain()));
                return source.isDirectory() ? "" : source.getName();
            }
        }
        return "";
    }
}
