package com.acme.bench.web;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * Starts a web server, says {@code ready}, and ends. With the property {@code bench.callers} it runs that class first;
 * with {@code bench.memory} it says what it occupies.
 */
@SpringBootApplication
public class WebApplication {
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        ConfigurableApplicationContext context = SpringApplication.run(
                WebApplication.class, "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=WARN");
        String callers = System.getProperty("bench.callers");
        if (callers != null) {
            Class.forName(callers).getMethod("run").invoke(null);
        }
        if (Boolean.getBoolean("bench.memory")) {
            printMemory();
        }
        context.close();
    }

    @EventListener
    public void ready(ApplicationReadyEvent event) {
        System.out.println("ready");
    }

    /** Kilobytes: resident, and live heap after a collection. */
    private static void printMemory() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:") || line.startsWith("VmHWM:")) {
                System.out.println(line.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " "));
            }
        }
        System.out.println("heap " + heap);
        System.out.println(
                "classes " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }
}
