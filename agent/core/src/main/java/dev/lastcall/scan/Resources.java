package dev.lastcall.scan;

import dev.lastcall.scan.Reference.Place;
import dev.lastcall.scan.ResourceFile.Format;
import dev.lastcall.scan.WordMeaning.Expected;

/** Shows the words of files that are no classes to the finder of references. Not thread-safe. */
final class Resources {
    private final ReferenceFinder finder;

    Resources(ReferenceFinder finder) {
        this.finder = finder;
    }

    boolean areIn(String entry) {
        return ResourceFile.of(entry) != null;
    }

    void read(String codeSource, String entry, byte[] content) {
        ResourceFile file = ResourceFile.of(entry);
        if (file == null) {
            return;
        }
        String name = file.name();
        if (!file.namedAfter().isEmpty()) {
            finder.inFile(file.kind(), place(codeSource, name, 0), file.namedAfter(), Expected.CLASS);
        }
        Expected expected = switch (file.format()) {
            case SERVICES -> Expected.CLASS;
            case MANIFEST -> Expected.KNOWN_CLASS;
            default -> Expected.TEXT;
        };
        ResourceWords.read(content, file.format(), (word, line) -> {
            // in a signed jar, the manifest has a digest of each class file
            if (file.format() != Format.MANIFEST || !word.endsWith(".class")) {
                finder.inFile(file.kind(), place(codeSource, name, line), word, expected);
            }
        });
    }

    private static Place place(String codeSource, String file, int line) {
        return new Place("", "", "", line, "", codeSource, file);
    }
}
