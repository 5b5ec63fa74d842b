package dev.lastcall.scan;

import dev.lastcall.scan.ResourceFile.Format;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the words of a file that may be names of classes or hold one: the longest runs of characters that a name
 * can hold. Comments are passed over. Escapes of properties, JSON and XML are undone. Not thread-safe; one for each
 * file.
 */
final class ResourceWords {
    private static final char END = 0;

    private final String text;
    private final Format format;
    private final ObjIntConsumer<String> sink;
    private final StringBuilder word = new StringBuilder();
    private int at;
    private int line = 1;
    private int wordLine = 1;
    private char quote = END;

    private ResourceWords(String text, Format format, ObjIntConsumer<String> sink) {
        this.text = text;
        this.format = format;
        this.sink = sink;
    }

    /** @param sink takes each word, with the line in which it begins, counted from 1 */
    static void read(byte[] content, Format format, ObjIntConsumer<String> sink) {
        ObjIntConsumer<String> words = sink;
        if ((format == Format.PLAIN || format == Format.SCRIPT) && isBinary(content)) {
            readBinary(content, sink);
            words = (word, line) -> sink.accept(word, 0); // it has no lines
        }
        new ResourceWords(decoded(content), format, words).read();
    }

    /** The words of a text in code. */
    static void read(String text, Consumer<String> sink) {
        new ResourceWords(text, Format.SCRIPT, (word, line) -> sink.accept(word)).read();
    }

    private static boolean isBinary(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** Texts as {@link java.io.DataOutput#writeUTF} writes them: behind two bytes that give their length. */
    private static void readBinary(byte[] content, ObjIntConsumer<String> sink) {
        for (int at = 0; at + 2 < content.length; at++) {
            int start = at + 2;
            int end = start + ((content[at] & 0xff) << 8 | (content[at + 1] & 0xff));
            int in = start;
            while (in < end && in < content.length && isInWord((char) (content[in] & 0xff))) {
                in++;
            }
            if (in == end && end > start) {
                sink.accept(new String(content, start, end - start, StandardCharsets.ISO_8859_1), 0);
            }
        }
    }

    /** Java's older formats are ISO-8859-1, where text of other languages is rarely valid UTF-8. */
    private static String decoded(byte[] content) {
        Charset marked = marked(content);
        if (marked != null) {
            return new String(content, marked);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    /** UTF-16 with a mark at its beginning, or recognized without one, as XML can be. */
    private static @Nullable Charset marked(byte[] content) {
        if (content.length < 2) {
            return null;
        }
        int first = (content[0] & 0xff) << 8 | (content[1] & 0xff);
        return switch (first) {
            case 0xfeff, 0x003c -> StandardCharsets.UTF_16BE;
            case 0xfffe, 0x3c00 -> StandardCharsets.UTF_16LE;
            default -> null;
        };
    }

    private void read() {
        boolean lineBegins = true;
        char before = '\n';
        while (at < text.length()) {
            if (isComment(lineBegins, before)) {
                endOfWord();
                skipComment();
                continue;
            }
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                if (!isContinued()) {
                    endOfWord();
                    newLine();
                    lineBegins = true;
                    quote = END;
                }
                before = '\n';
                continue;
            }
            int escaped = escape(c);
            if (escaped >= 0) {
                c = (char) escaped;
            } else if (c == '\\' && format == Format.PROPERTIES && continues(at + 1)) {
                at++;
                newLine();
                skipBlanks();
                continue;
            } else {
                at++;
                quotes(c);
            }
            take(c);
            lineBegins &= c == ' ' || c == '\t' || c == '\f' || c == '\ufeff';
            before = c;
        }
        endOfWord();
    }

    private void take(char c) {
        if (isInWord(c)) {
            if (word.isEmpty()) {
                wordLine = line;
            }
            word.append(c);
        } else {
            endOfWord();
        }
    }

    private static boolean isInWord(char c) {
        return switch (c) {
            case '.', '/', '-' -> true;
            default -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
        };
    }

    private void endOfWord() {
        int from = 0;
        int to = word.length();
        while (from < to && (word.charAt(from) == '.' || word.charAt(from) == '-')) {
            from++;
        }
        while (to > from && (word.charAt(to - 1) == '.' || word.charAt(to - 1) == '-' || word.charAt(to - 1) == '/')) {
            to--;
        }
        if (to > from) {
            sink.accept(word.substring(from, to), wordLine);
        }
        word.setLength(0);
    }

    private boolean isComment(boolean lineBegins, char before) {
        char c = text.charAt(at);
        return switch (format) {
            case XML -> c == '<' && text.startsWith("<!--", at);
            case PROPERTIES -> lineBegins && (c == '#' || c == '!');
            case CONF -> lineBegins && (c == '#' || c == ';' || text.startsWith("//", at));
            case YAML -> c == '#' && quote == END && (lineBegins || before == ' ' || before == '\t');
            case SERVICES -> c == '#';
            case JSON, MANIFEST, PLAIN, SCRIPT -> false;
        };
    }

    private void skipComment() {
        if (format == Format.XML) {
            int end = text.indexOf("-->", at + 4);
            int to = end < 0 ? text.length() : end + 3;
            for (int i = at; i < to; i++) {
                line += text.charAt(i) == '\n' ? 1 : 0;
            }
            at = to;
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void quotes(char c) {
        if (c == '"' || c == '\'') {
            quote = quote == END ? c : quote == c ? END : quote;
        }
    }

    /** At the end of a line of a manifest: whether the next goes on with it. Then that is where reading goes on. */
    private boolean isContinued() {
        if (format != Format.MANIFEST) {
            return false;
        }
        int next = behindLineEnd(at);
        if (next >= text.length() || text.charAt(next) != ' ') {
            return false;
        }
        newLine();
        at++;
        return true;
    }

    private boolean continues(int lineEnd) {
        return lineEnd < text.length() && (text.charAt(lineEnd) == '\n' || text.charAt(lineEnd) == '\r');
    }

    private void newLine() {
        at = behindLineEnd(at);
        line++;
    }

    private int behindLineEnd(int end) {
        boolean two = text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
        return end + (two ? 2 : 1);
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /**
     * The character for which an escape stands that begins here, behind which reading then goes on; -1 if there is
     * none.
     */
    private int escape(char c) {
        if (c == '\\' && at + 6 <= text.length() && text.charAt(at + 1) == 'u') {
            return number(at + 2, at + 6, 16, at + 6);
        }
        if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '$' || text.charAt(at + 1) == '/')) {
            at += 2;
            return text.charAt(at - 1);
        }
        if (c == '&' && format == Format.XML && text.startsWith("&#", at)) {
            int end = text.indexOf(';', at);
            boolean hex = at + 2 < text.length() && (text.charAt(at + 2) | 0x20) == 'x';
            return end < 0 || end > at + 10 ? -1 : number(at + (hex ? 3 : 2), end, hex ? 16 : 10, end + 1);
        }
        return -1;
    }

    private int number(int from, int to, int radix, int behind) {
        try {
            int number = Integer.parseInt(text.substring(from, to), radix);
            if (number < 0 || number > Character.MAX_VALUE) {
                return -1;
            }
            at = behind;
            return number;
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
