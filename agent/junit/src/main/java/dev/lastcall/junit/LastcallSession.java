package dev.lastcall.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has Jupiter load {@link LastcallExtension}, and reports the calls at the end; registered by service file.
 *
 * <p>Jupiter loads extensions from service files only if a flag is set, which then applies to the extensions of all
 * libraries. This class sets the flag if nobody else has, and if there is no other such extension or Jupiter can be
 * configured to load only this one (since 5.12).
 */
public final class LastcallSession implements LauncherSessionListener {
    private static final String EXTENSION = "org.junit.jupiter.api.extension.Extension";
    private static final String AUTODETECT = "junit.jupiter.extensions.autodetection.enabled";
    private static final String ONLY = "junit.jupiter.extensions.autodetection.include";

    private boolean set;
    private boolean setOnly;

    /** For the platform. */
    public LastcallSession() {}

    @Override
    public synchronized void launcherSessionOpened(LauncherSession session) {
        if (!TestRun.CURRENT.isWatched()) {
            return; // the first test plan says so: who only looks for tests runs none
        }
        if (isSet(AUTODETECT) || isSet(ONLY)) {
            return;
        }
        Others others = Others.look();
        if (others == Others.UNKNOWN || (others == Others.SOME && !canTakeOursAlone())) {
            return;
        }
        System.setProperty(AUTODETECT, "true");
        set = true;
        if (others == Others.SOME) {
            System.setProperty(ONLY, LastcallExtension.class.getName());
            setOnly = true;
        }
    }

    @Override
    public synchronized void launcherSessionClosed(LauncherSession session) {
        if (set) {
            System.clearProperty(AUTODETECT);
        }
        if (setOnly) {
            System.clearProperty(ONLY);
        }
        set = false;
        setOnly = false;
        for (String line : TestRun.CURRENT.summary()) {
            say(line);
        }
        write();
    }

    private static void write() {
        String folder = TestRun.CURRENT.settings().output();
        Map<String, Object> record = folder == null ? null : TestRun.CURRENT.record();
        if (folder == null || record == null) {
            return;
        }
        try {
            Path to = Files.createDirectories(Path.of(folder));
            ProcessHandle own = ProcessHandle.current();
            long start = own.info()
                    .startInstant()
                    .map(instant -> instant.toEpochMilli())
                    .orElse(0L);
            Files.writeString(to.resolve("tests-" + own.pid() + "-" + start + ".json"), Json.of(record) + "\n");
        } catch (IOException e) {
            say("lastcall: which test calls what could not be written to " + folder + ": " + e);
        }
    }

    static void say(String line) {
        System.err.println(line);
    }

    /** The other extensions on the class path. */
    private enum Others {
        NONE,
        SOME,
        UNKNOWN;

        static Others look() {
            try {
                Class<?> type = Class.forName(EXTENSION, false, loader());
                boolean some = ServiceLoader.load(type, loader()).stream()
                        .anyMatch(provider -> !provider.type().getName().equals(LastcallExtension.class.getName()));
                return some ? SOME : NONE;
            } catch (ReflectiveOperationException | LinkageError | ServiceConfigurationError noJupiter) {
                return UNKNOWN;
            }
        }
    }

    /** Since Jupiter 5.12. */
    private static boolean canTakeOursAlone() {
        try {
            return Class.forName("org.junit.jupiter.engine.Constants", false, loader())
                            .getField("EXTENSIONS_AUTODETECTION_INCLUDE_PROPERTY_NAME")
                    != null;
        } catch (ReflectiveOperationException | LinkageError older) {
            return false;
        }
    }

    private static boolean isSet(String name) {
        return System.getProperty(name) != null || inFile(name) != null;
    }

    /** The value in the platform's own configuration file; null if it is not set there or the file cannot be read. */
    private static @Nullable String inFile(String name) {
        try (InputStream in = loader().getResourceAsStream("junit-platform.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty(name);
        } catch (IOException | IllegalArgumentException unreadable) { // the platform says so
            return null;
        }
    }

    private static ClassLoader loader() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }
}
