package dev.lastcall.pack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Puts class files that are loaded together into packs. To find and unpack an entry of a jar costs a starting
 * application as much as to define three classes, and each entry makes the jar itself slower to open: a pack costs both
 * once. What a start reads of it is not compiled yet, so its index is looked into and not read whole.
 *
 * <pre>
 * NAME.pack                           numbers are big-endian, names are UTF-8
 *   u4    0 if the classes are stored, 1 if they are deflated (RFC 1950)
 *   u4    length of all classes, not deflated
 *   u4    length of the index
 *   index, a hash table with open addressing, at most half full; a class is looked for from the slot
 *         String.hashCode(name) modulo the number of slots, a power of two
 *         u4    String.hashCode(name)
 *         u4    where the class starts in the classes; 0 if the slot is free
 *   classes, behind one byte that nobody reads
 *         u2    length of the name
 *         u1[]  name
 *         u4    length of the class file
 *         u1[]  class file
 *
 * packs, the table of packs
 *   UTF-8   "line NAME\n" for each line of each list: a class name, or the beginning of some and a star
 * </pre>
 */
public final class Packer {
    private static final String ENDING = ".class";
    /** The packs that most starts read: as large as they are, they are read faster than they are unpacked. */
    private static final Set<String> STORED = Set.of("start", "reflection", "weave");

    private final Path classes;
    private final Map<String, Path> left = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final StringBuilder table = new StringBuilder();

    private Packer(Path classes) {
        this.classes = classes;
    }

    /**
     * Arguments: the folder of the class files; the folder of the lists; the folder for the packs and their table.
     *
     * <p>A list {@code NAME.txt} has on each line a binary class name, or the beginning of such names and a {@code *};
     * {@code #} starts a comment. A class goes into the first pack, by name, that takes it, and its file is deleted.
     * What no list names stays as it is, and so does what has versions for newer JDKs.
     *
     * @throws IOException if something can't be read or written
     * @throws IllegalArgumentException with every line of a list that names nothing
     */
    public static void main(String[] arguments) throws IOException {
        Packer packer = new Packer(Path.of(arguments[0]));
        packer.collect();
        Path target = Files.createDirectories(Path.of(arguments[2]));
        for (Path list : sorted(Path.of(arguments[1]), ".txt")) {
            String file = list.getFileName().toString();
            String name = file.substring(0, file.length() - ".txt".length());
            Files.write(target.resolve(name + ".pack"), packer.pack(name, list));
        }
        if (!packer.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", packer.problems));
        }
        Files.writeString(target.resolve("packs"), packer.table);
    }

    private void collect() throws IOException {
        for (Path file : sorted(classes, ENDING)) {
            String path = classes.relativize(file).toString().replace('\\', '/');
            if (!path.startsWith("META-INF/") && !hasVersions(path)) {
                left.put(path.substring(0, path.length() - ENDING.length()).replace('/', '.'), file);
            }
        }
    }

    private boolean hasVersions(String file) throws IOException {
        Path versions = classes.resolve("META-INF/versions");
        if (!Files.isDirectory(versions)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.anyMatch(it -> Files.exists(it.resolve(file)));
        }
    }

    private byte[] pack(String name, Path list) throws IOException {
        Map<String, byte[]> bodies = new TreeMap<>();
        for (String line : lines(list)) {
            List<String> taken = taken(line);
            if (taken.isEmpty()) {
                problems.add(list + ": " + line + " names no class, or only classes of packs before");
            }
            for (String type : taken) {
                Path file = left.remove(type);
                bodies.put(type, Files.readAllBytes(file));
                Files.delete(file);
            }
            table.append(line).append(' ').append(name).append('\n');
        }
        return pack(bodies, !STORED.contains(name));
    }

    private List<String> taken(String line) {
        boolean many = line.endsWith("*");
        return left.keySet().stream()
                .filter(it -> many ? it.startsWith(prefix(line)) : it.equals(line))
                .toList();
    }

    private static String prefix(String line) {
        return line.endsWith("*") ? line.substring(0, line.length() - 1) : line;
    }

    private static List<String> lines(Path list) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String text = line.replaceAll("#.*", "").strip();
            if (!text.isEmpty()) {
                lines.add(text);
            }
        }
        return lines;
    }

    private static List<Path> sorted(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static byte[] pack(Map<String, byte[]> bodies, boolean deflated) throws IOException {
        int slots = Integer.highestOneBit(Math.max(1, bodies.size())) * 4;
        ByteBuffer index = ByteBuffer.allocate(slots * 2 * Integer.BYTES);
        ByteArrayOutputStream classes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(classes);
        out.writeByte(0);
        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            int hash = body.getKey().hashCode();
            int slot = hash & (slots - 1);
            while (index.getInt(slot * 8 + 4) != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            index.putInt(slot * 8, hash).putInt(slot * 8 + 4, out.size());
            byte[] name = body.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeShort(name.length);
            out.write(name);
            out.writeInt(body.getValue().length);
            out.write(body.getValue());
        }
        return pack(index.array(), classes.toByteArray(), deflated);
    }

    private static byte[] pack(byte[] index, byte[] classes, boolean deflated) throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(pack);
        out.writeInt(deflated ? 1 : 0);
        out.writeInt(classes.length);
        out.writeInt(index.length);
        out.write(index);
        try (OutputStream body = deflated ? deflating(out) : out) {
            body.write(classes);
        }
        return pack.toByteArray();
    }

    private static OutputStream deflating(OutputStream out) {
        return new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION));
    }
}
