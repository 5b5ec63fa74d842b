package dev.lastcall.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The Eclipse compiler, on packages of Commons Lang: the class files must be the same, byte by byte. */
final class Ecj implements Program {
    private static final List<String> PACKAGES = List.of("tuple", "mutable", "text");

    @Override
    public String name() {
        return "ecj";
    }

    @Override
    public List<String> libraries() {
        String lang = "org.apache.commons:commons-lang3:" + Libraries.version("lang3");
        return List.of("org.eclipse.jdt:ecj:" + Libraries.version("ecj"), lang, lang + ":jar:sources");
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "org.eclipse.jdt.internal.compiler.lookup.ParameterizedTypeBinding#<init>(**)",
                "org.eclipse.jdt.internal.compiler.lookup.MethodBinding#<init>(**)",
                "org.eclipse.jdt.internal.compiler.codegen.CodeStream#aload_0(**)",
                "org.eclipse.jdt.core.compiler.CharOperation#concat(**)");
    }

    @Override
    public void prepare(Place place) throws Exception {
        Path sources = Files.createDirectories(place.own().resolve("sources"));
        place.tool(
                sources,
                "jar",
                "xf",
                place.jar("commons-lang3-" + Libraries.version("lang3") + "-sources")
                        .toString());
    }

    @Override
    public Ended run(Run run) throws Exception {
        Place place = run.place();
        List<String> words = new ArrayList<>(List.of(
                "-17",
                "-g",
                "-nowarn",
                "-proc:none",
                "--system",
                System.getProperty("java.home"), // the same library on each JDK
                "-cp",
                place.jar("commons-lang3-" + Libraries.version("lang3") + ".jar")
                        .toString(),
                "-d",
                "out"));
        for (String name : PACKAGES) {
            words.add(place.own()
                    .resolve("sources/org/apache/commons/lang3")
                    .resolve(name)
                    .toString());
        }
        Ended ended = run.toEnd(List.of(place.jar("ecj-")), "org.eclipse.jdt.internal.compiler.batch.Main", words);
        return ended.writing(digests(run.folder().resolve("out")));
    }

    private static List<String> digests(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Ecj::digest).toList();
        }
    }

    private static String digest(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return file.getFileName() + " " + HexFormat.of().formatHex(hash);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean takes(Beside beside) {
        return true;
    }
}
