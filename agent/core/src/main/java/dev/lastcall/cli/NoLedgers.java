package dev.lastcall.cli;

import dev.lastcall.classpath.PackedFile;
import dev.lastcall.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What lies in a given folder and is not read. Evidence may be missing with it: a ledger that was packed or renamed, a
 * link to a node that is gone. What is known by its name to be something else (a log, a policy, code, a page) is passed
 * over if nothing in it says that it holds ledgers. Pure functions, but for a look at links and into files.
 */
final class NoLedgers {
    /** So many of a folder are named one by one. */
    private static final int MOST_NAMED = 20;

    private static final Set<String> SOMETHING_ELSE = Set.of(
            "log",
            "out",
            "err",
            "yaml",
            "yml",
            "txt",
            "json",
            "xml",
            "html",
            "htm",
            "css",
            "md",
            "adoc",
            "csv",
            "tsv",
            "properties",
            "conf",
            "cfg",
            "ini",
            "toml",
            "env",
            "service",
            "sh",
            "bash",
            "bat",
            "cmd",
            "ps1",
            "py",
            "pid",
            "lock",
            "jar",
            "war",
            "ear",
            "class",
            "java",
            "kt",
            "kts",
            "groovy",
            "scala",
            "js",
            "ts",
            "gradle",
            "sql",
            "jfr",
            "hprof",
            "jsa",
            "sarif",
            "pdf",
            "png",
            "svg",
            "jpg",
            "gif",
            "ico",
            "pem",
            "crt",
            "key",
            "sha256",
            "md5");

    private static final Set<String> PACKED =
            Set.of("gz", "tgz", "zip", "tar", "bz2", "xz", "zst", "lz4", "7z", "rar", "z", "br");

    /** Of these, those whose first bytes do not always tell what they are. */
    private static final Set<String> UNMARKED = Set.of("br", "tar", "z");

    private static final PackedFile.Wanted LEDGERS = new PackedFile.Wanted() {
        @Override
        public boolean isNamed(String entry) {
            return entry.toLowerCase(Locale.ROOT).contains(LedgerReader.SUFFIX);
        }

        @Override
        public boolean begins(byte[] head) {
            return LedgerReader.isLedger(head);
        }
    };

    private NoLedgers() {}

    /** Whether a file that is not called as a ledger may be one all the same, or hold some. */
    static boolean mayBeEvidence(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        if (name.contains(LedgerReader.SUFFIX)) {
            return true;
        }
        String extension = extension(name);
        if (PACKED.contains(extension)) {
            return !isSomethingElse(name.substring(0, name.length() - extension.length() - 1));
        }
        return !isSomethingElse(name);
    }

    /** What is in a file that is called as something else. */
    static PackedFile.Content contentOf(Path file) {
        PackedFile.Content content = PackedFile.of(file, LEDGERS);
        boolean isPacked = UNMARKED.contains(extension(name(file).toLowerCase(Locale.ROOT)));
        return content == PackedFile.Content.OTHER && isPacked && !isEmpty(file) ? PackedFile.Content.OPAQUE : content;
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also of a log that was rolled over: {@code app.log.1}, {@code app.log.2026-11-28}. */
    private static boolean isSomethingElse(String name) {
        if (name.startsWith(".") || SOMETHING_ELSE.contains(extension(name))) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        boolean rolled = dot > 0 && !name.substring(dot + 1).isEmpty() && isDateOrNumber(name, dot + 1);
        return rolled && SOMETHING_ELSE.contains(extension(name.substring(0, dot)));
    }

    private static boolean isDateOrNumber(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Adds a sentence for each, and one for how many more there are.
     *
     * @param folder as the user gave it
     * @param others in no order
     */
    static void add(Path folder, List<Path> others, List<String> problems) {
        List<Path> sorted = others.stream().sorted().toList();
        for (Path file : sorted.subList(0, Math.min(MOST_NAMED, sorted.size()))) {
            problems.add(file + ": " + why(file));
        }
        if (sorted.size() > MOST_NAMED) {
            problems.add(folder + ": " + (sorted.size() - MOST_NAMED)
                    + " more files in it are no ledgers by their names, and were not read");
        }
    }

    private static String why(Path file) {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            return "a link to nowhere: what it led to was not read";
        }
        if (!mayBeEvidence(file) && !LedgerReader.isLedger(file)) {
            return "there are ledgers in it, whatever it is called: unpack them; it was not read";
        }
        String extension = extension(name(file).toLowerCase(Locale.ROOT));
        return PACKED.contains(extension)
                ? "packed: if there are ledgers in it, unpack them; it was not read"
                : "no ledger by its name, which would end in " + LedgerReader.SUFFIX + ": it was not read";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
