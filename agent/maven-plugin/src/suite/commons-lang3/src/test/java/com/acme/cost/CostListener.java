package com.acme.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Writes at the end of the JVM how many milliseconds of CPU time it has taken. */
public final class CostListener implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String file = System.getProperty("cost.file");
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                long taken = Duration.ofNanos(system.getProcessCpuTime()).toMillis();
                Files.writeString(Path.of(file), taken + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
