package dev.lastcall.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** The web application of the benchmarks as one Spring Boot jar with jars in it; it starts, says so, and ends. */
final class SpringBoot implements Program {
    private static final long CALLS_AT_START = 1_000;

    @Override
    public String name() {
        return "spring";
    }

    @Override
    public List<String> libraries() {
        return List.of("org.springframework.boot:spring-boot-loader:" + Libraries.version("spring-boot"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "com.acme.bench.web.LegacyFactory#create(**)",
                "org.springframework.core.ResolvableType#forClass(**)",
                "org.springframework.beans.factory.support.RootBeanDefinition#<init>(**)",
                "org.springframework.core.io.ClassPathResource#<init>(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Path web = place.root().resolve("agent/web/target");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        attributes.put(new Attributes.Name("Start-Class"), "com.acme.bench.web.WebApplication");
        attributes.put(new Attributes.Name("Spring-Boot-Classes"), "BOOT-INF/classes/");
        attributes.put(new Attributes.Name("Spring-Boot-Lib"), "BOOT-INF/lib/");
        try (OutputStream file = Files.newOutputStream(jar(place));
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            unpackInto(out, place.jar("spring-boot-loader"), "org/springframework/boot/loader/", "");
            for (String folder : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
                out.putNextEntry(new JarEntry(folder));
            }
            unpackInto(out, web.resolve("web.jar"), "com/acme/bench/web/", "BOOT-INF/classes/");
            for (Path library : Place.jars(web.resolve("lib"))) {
                store(out, library);
            }
        }
    }

    private static Path jar(Place place) {
        return place.own().resolve("web.jar");
    }

    private static void unpackInto(JarOutputStream out, Path jar, String only, String folder) throws IOException {
        try (InputStream file = Files.newInputStream(jar);
                JarInputStream in = new JarInputStream(file)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String name = entry.getName();
                // folders too, for Spring looks for beans in them
                if (name.startsWith(only) || (entry.isDirectory() && only.startsWith(name))) {
                    out.putNextEntry(new JarEntry(folder + name));
                    in.transferTo(out);
                }
            }
        }
    }

    /** Spring's loader reads inner jars where they lie, so they must not be compressed. */
    private static void store(JarOutputStream out, Path library) throws IOException {
        byte[] bytes = Files.readAllBytes(library);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        JarEntry entry = new JarEntry("BOOT-INF/lib/" + library.getFileName());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
    }

    @Override
    public Ended run(Run run) throws Exception {
        try (Running running =
                run.java(new ArrayList<>(List.of("-jar", jar(run.place()).toString())))) {
            running.awaitText("ready");
            return running.ended(0).knowing(Map.of("com.acme.bench.web.LegacyFactory#create", CALLS_AT_START));
        }
    }

    /** Another agent may add beans of its own. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
