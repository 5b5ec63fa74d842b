package dev.lastcall.policyfile;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads files whole, with a limit. {@code java.nio.file} would fix the application's file system provider. */
public final class PolicyFile {
    /** Bytes; 10,000 signatures take less than one megabyte. */
    static final int LIMIT = 8 << 20;

    private PolicyFile() {}

    /** Why the file can't be read, as the end of a sentence about it; null if it can. */
    public static @Nullable String fault(File file) {
        if (!file.exists()) {
            return isLink(file) ? "is a link to nowhere" : "does not exist";
        }
        if (file.isDirectory()) {
            return "is a folder, not a file";
        }
        return file.canRead() ? null : "can't be read: no permission";
    }

    /** Whether what does not exist is in its folder all the same. */
    private static boolean isLink(File missing) {
        String[] names = missing.getAbsoluteFile().getParentFile().list();
        return names != null && Arrays.asList(names).contains(missing.getName());
    }

    /**
     * Whether the file can be read but once, and reading it may wait for a writer: a pipe, also a named one, or a
     * terminal.
     */
    public static boolean isPipe(File file) {
        return file.exists() && !file.isFile() && !file.isDirectory();
    }

    /** The file's text without its byte order mark; null if there is none, and then the draft says why. */
    public static @Nullable String read(String path, PolicyDraft draft) {
        String fault = fault(new File(path));
        if (fault != null) {
            draft.problem(path, "the policy file " + fault + Where.remedy(path));
            return null;
        }
        byte[] bytes;
        // buffered, since a FileInputStream of Java 17 asks for its position, which a pipe does not have
        try (InputStream in = new BufferedInputStream(new FileInputStream(path))) {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            draft.problem(path, "the policy file can't be read: " + e.getMessage());
            return null;
        }
        if (bytes.length > LIMIT) {
            draft.problem(path, "the policy file is too large: more than " + (LIMIT >> 20) + " MiB");
            return null;
        }
        return decode(path, bytes, draft);
    }

    /** Whether it begins with one of the marks of that encoding. */
    private static boolean isUtf16(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static @Nullable String decode(String path, byte[] bytes, PolicyDraft draft) {
        String plain = new String(bytes, StandardCharsets.UTF_8);
        if (plain.indexOf('\uFFFD') < 0) { // which stands for what is not UTF-8, or for itself
            return plain.startsWith("\uFEFF") ? plain.substring(1) : plain;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < text.length(); i++) {
                line += text.charAt(i) == '\n' ? 1 : 0;
            }
            int column = text.length() - text.lastIndexOf('\n');
            draft.problem(
                    path + ":" + line + ":" + column,
                    "the policy file is " + (isUtf16(bytes) ? "UTF-16" : "not UTF-8") + "; save it as UTF-8");
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
