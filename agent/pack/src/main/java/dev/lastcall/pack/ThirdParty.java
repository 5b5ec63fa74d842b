package dev.lastcall.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes down whose work is packed in the jar, and under which licenses: one text, with what the libraries' own jars
 * carry of licenses and notices. Texts that several carry stand there once.
 */
public final class ThirdParty {
    private static final String RULE = "-".repeat(80);
    private static final String OWN = "dev.lastcall:";

    /** A library, as its POM describes it. */
    private record Library(String coordinates, String place, List<String> licenses) {}

    private final Map<String, Library> listed = new TreeMap<>();
    /** Licenses and notices, and the libraries whose jar has them: {@code coordinates, path in the jar}. */
    private final Map<String, List<String>> texts = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    private ThirdParty() {}

    /**
     * Arguments: the list of libraries; the license that Apache-2.0 stands for, since most jars do not carry it; the
     * file to be written; the jars that are packed.
     *
     * <p>A line of the list has, with tabs between, the name of the jar, the library's coordinates, its web page, and
     * its licenses.
     *
     * @throws IOException if something can't be read or written
     * @throws IllegalArgumentException with each jar that the list gives no license for
     */
    public static void main(String[] arguments) throws IOException {
        ThirdParty all = new ThirdParty();
        all.read(Path.of(arguments[0]));
        all.addText(Files.readString(Path.of(arguments[1])), "Apache-2.0");
        List<Library> packed = new ArrayList<>();
        for (String jar : Arrays.asList(arguments).subList(3, arguments.length)) {
            if (jar.endsWith(".jar")) { // else it is a folder of this build
                all.add(Path.of(jar), packed);
            }
        }
        if (packed.isEmpty() && all.problems.isEmpty()) {
            all.problems.add("no library was given");
        }
        if (!all.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", all.problems));
        }
        Path target = Path.of(arguments[2]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, all.text(packed));
    }

    private void read(Path list) throws IOException {
        for (String line : Files.readAllLines(list)) {
            List<String> fields = new ArrayList<>(List.of(line.split("\t", -1)));
            fields.replaceAll(String::strip);
            if (fields.size() >= 4) {
                List<String> licenses = fields.subList(3, fields.size()).stream()
                        .filter(license -> !license.isEmpty()
                                && !license.toLowerCase(Locale.ROOT).startsWith("unknown"))
                        .toList();
                listed.put(fields.get(0), new Library(fields.get(1), fields.get(2), licenses));
            }
        }
    }

    private void add(Path jar, List<Library> packed) throws IOException {
        Library library = listed.get(String.valueOf(jar.getFileName()));
        if (library == null || library.licenses().isEmpty()) {
            problems.add(jar + " goes into the jar, and its POM names no license");
            return;
        }
        if (library.coordinates().startsWith(OWN)) {
            return;
        }
        packed.add(library);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(ThirdParty::isLegal).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    addText(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            library.coordinates() + ", " + entry.getName());
                }
            }
        }
    }

    /** A license or notice, or something of a folder of them. */
    private static boolean isLegal(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        String file = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory()
                && !name.endsWith(".class")
                && (name.contains("meta-inf/licenses/")
                        || file.startsWith("license")
                        || file.startsWith("notice")
                        || file.startsWith("about")
                        || file.startsWith("copying"));
    }

    /** Texts that differ in blanks and empty lines alone are one. */
    private void addText(String text, String source) {
        String plain = String.join("\n", text.lines().map(String::stripTrailing).toList())
                .replaceAll("\n{3,}", "\n\n")
                .replaceAll("^\n+", "")
                .stripTrailing();
        texts.computeIfAbsent(plain, unused -> new ArrayList<>()).add(source);
    }

    private String text(List<Library> packed) {
        StringBuilder out = new StringBuilder();
        out.append("lastcall.jar contains these libraries, or parts of them. Lastcall itself is under Apache-2.0.\n\n");
        for (Library library : packed) {
            out.append(library.coordinates()).append('\n');
            if (!library.place().isEmpty()) {
                out.append("    ").append(library.place()).append('\n');
            }
            for (String license : library.licenses()) {
                out.append("    license: ").append(license).append('\n');
            }
        }
        texts.forEach((text, sources) -> {
            out.append('\n').append(RULE).append('\n');
            for (String source : sources) {
                out.append(source).append('\n');
            }
            out.append(RULE).append("\n\n").append(text).append('\n');
        });
        return out.toString();
    }
}
