package dev.lastcall.policyfile;

import dev.lastcall.policy.ByName;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a forbidden-apis signature file (grammar of 3.11) as one rule.
 *
 * <p>{@code @defaultMessage} holds to the end of its file, not in included ones. A signature that stands there twice
 * counts once, with the message that comes last. {@code @ignoreMissingClasses} and {@code @ignoreUnresolvable} are
 * read and change nothing: no signature is ever resolved here, and one that names nothing is no doubt, as with {@code
 * missing: ignore} in YAML, since such lists are made for more than one application. Beyond that grammar, a line may be
 * {@code @Deprecated in GLOB}.
 */
public final class SignatureFile {
    private static final String INCLUDE = "@includeBundled";
    private static final String DEFAULT_MESSAGE = "@defaultMessage";
    private static final List<String> DIRECTIVES =
            List.of(DEFAULT_MESSAGE, INCLUDE, "@ignoreMissingClasses", "@ignoreUnresolvable", "@Deprecated in GLOB");

    private final PolicyDraft draft;
    private final List<Signature> signatures = new ArrayList<>();
    private final Set<String> readFiles = new HashSet<>();

    private SignatureFile(PolicyDraft draft) {
        this.draft = draft;
    }

    public static void read(String path, PolicyDraft draft) {
        int before = draft.problems().size();
        SignatureFile file = new SignatureFile(draft);
        file.read(path);
        if (file.signatures.isEmpty() && draft.problems().size() == before) {
            draft.problem(path, "the signature file names no signature");
        }
        String id = id(new File(path).getName());
        draft.claim(id, path);
        if (draft.problems().size() == before) {
            draft.add(new Rule(
                    id,
                    file.distinct(),
                    List.of(),
                    "",
                    List.of(),
                    Mode.BLOCK,
                    false,
                    List.of(),
                    Rule.Missing.IGNORE)); // such lists are made for more than one application
        }
    }

    private List<Signature> distinct() {
        List<String> texts = new ArrayList<>(signatures.size());
        for (Signature signature : signatures) {
            texts.add(signature.text());
        }
        return new ByName<>(texts, signatures).lastOfEach();
    }

    /** The file's name without {@code .txt}, in lower case, with {@code -} for what an id can't hold. */
    static String id(String fileName) {
        String name = fileName.substring(0, fileName.length() - ".txt".length()).toLowerCase(Locale.ROOT);
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            id.append((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-');
        }
        return id.isEmpty() ? "signatures" : id.toString();
    }

    private void read(String path) {
        String text = readFiles.add(path) ? PolicyFile.read(path, draft) : null;
        if (text == null) {
            return;
        }
        if (text.startsWith("lastcall:")) {
            draft.problem(path, "this is a policy in YAML; give it a name that does not end in .txt");
            return;
        }
        String defaultMessage = null;
        int number = 0;
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            int feed = text.indexOf('\n', start);
            end = feed < 0 ? text.length() : feed;
            number++;
            if (ClassPattern.isPlainName(text, start, end)) { // of thousands of lines, nearly all
                String name = text.substring(start, end);
                signatures.add(Signatures.ofClass(name, defaultMessage));
            } else {
                Line line = new Line(path, number, text.substring(start, end));
                if (isDirective(line.text, DEFAULT_MESSAGE)) {
                    defaultMessage = defaultMessage(line);
                } else {
                    take(line, defaultMessage);
                }
            }
        }
    }

    /** The message from that line on; null: none. */
    private @Nullable String defaultMessage(Line line) {
        String message = line.text.substring(DEFAULT_MESSAGE.length()).strip();
        if (message.isEmpty()) {
            draft.problem(line.place(1), "@defaultMessage needs a text");
        }
        return message.isEmpty() ? null : message;
    }

    private void take(Line line, @Nullable String defaultMessage) {
        if (line.text.isEmpty() || line.text.charAt(0) == '#') {
            return;
        }
        if (isDirective(line.text, INCLUDE)) {
            include(line, line.text.substring(INCLUDE.length()).strip());
        } else if (line.text.charAt(0) == '@' && !line.text.startsWith("@Deprecated")) {
            if (!line.text.equals("@ignoreMissingClasses") && !line.text.equals("@ignoreUnresolvable")) {
                draft.problem(
                        line.place(1),
                        "'" + line.text + "' is not a directive" + Spelling.remedy(firstWord(line.text), DIRECTIVES));
            }
        } else {
            signature(line, defaultMessage);
        }
    }

    private void signature(Line line, @Nullable String defaultMessage) {
        int at = line.text.indexOf('@', 1);
        String text = at < 0 ? line.text : line.text.substring(0, at).strip();
        String message = at < 0 ? defaultMessage : line.text.substring(at + 1).strip();
        try {
            Signature signature = Signatures.parse(text, message == null || message.isEmpty() ? null : message);
            signatures.add(signature);
        } catch (InvalidSignatureException e) {
            draft.problem(line.place(e.column()), "'" + text + "': " + e.getMessage());
        }
    }

    private void include(Line line, String name) {
        if (name.equals("jdk-non-portable")) {
            draft.problem(
                    line.place(1),
                    "jdk-non-portable is not a list of signatures and can't be included; name jdk-internal files");
            return;
        }
        if (!isFileName(name)) {
            draft.problem(line.place(1), "@includeBundled needs a name of letters, digits, '-' and '.'");
            return;
        }
        File folder = new File(line.path).getAbsoluteFile().getParentFile();
        String found = existing(new File(line.path).getParent(), name);
        if (found == null) {
            List<String> names = namesIn(folder);
            String nearest = Spelling.nearest(name, names);
            draft.problem(
                    line.place(1),
                    "there is no '" + name + ".txt' beside this file"
                            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        } else {
            read(found);
        }
    }

    /** The file of that name in the folder, or of the other spelling of its JDK's version; null if there is none. */
    private static @Nullable String existing(@Nullable String folder, String name) {
        String other = otherSpelling(name);
        for (String candidate : other == null ? List.of(name) : List.of(name, other)) {
            File file = new File(folder, candidate + ".txt");
            if (file.exists()) {
                return file.getPath();
            }
        }
        return null;
    }

    /** {@code jdk-unsafe-1.8} for {@code jdk-unsafe-8}, {@code jdk-unsafe-11} for {@code jdk-unsafe-1.11}. */
    private static @Nullable String otherSpelling(String name) {
        int dash = name.lastIndexOf('-') + 1;
        String version = name.substring(dash);
        if (!name.startsWith("jdk-") || version.isEmpty()) {
            return null;
        }
        if (version.startsWith("1.")) {
            return name.substring(0, dash) + version.substring(2);
        }
        return version.length() == 1 && version.charAt(0) <= '8' ? name.substring(0, dash) + "1." + version : null;
    }

    private static List<String> namesIn(File folder) {
        List<String> names = new ArrayList<>();
        String[] files = folder.list();
        for (String file : files == null ? new String[0] : files) {
            if (file.endsWith(".txt")) {
                names.add(file.substring(0, file.length() - ".txt".length()));
            }
        }
        names.sort(null);
        return names;
    }

    private static boolean isFileName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isDirective(String line, String name) {
        return line.startsWith(name)
                && (line.length() == name.length() || Character.isWhitespace(line.charAt(name.length())));
    }

    private static String firstWord(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (Character.isWhitespace(line.charAt(i))) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** One line without surrounding blanks, and where it stands. */
    private static final class Line {
        final String path;
        final String text;
        private final int number;
        private final String raw;

        Line(String path, int number, String raw) {
            this.path = path;
            this.number = number;
            this.raw = raw;
            this.text = raw.strip();
        }

        String place(int column) {
            int indent = raw.length() - raw.stripLeading().length();
            return path + ":" + number + ":" + (indent + column);
        }
    }
}
