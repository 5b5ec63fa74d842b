package dev.lastcall.baseline;

import dev.lastcall.baseline.InvalidBaselineException.Problem;
import dev.lastcall.baseline.MemberText.BadTextException;
import dev.lastcall.baseline.MemberText.Member;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.evidence.Target;
import dev.lastcall.text.OneLine;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a baseline, made to be read in a review: a call site a line, sorted, without line numbers.
 *
 * <pre>
 * lastcall-baseline 1
 * # comments stay where they are
 * RULE | CALLER | KIND | TARGET [| in JAR] [| owner WHO] [| until DAY] [| reason TEXT]
 * </pre>
 *
 * A caller and a target are members ({@code com.acme.Shop#sell(int):void}). What stands behind the target may come in
 * any order, each at most once. Pure functions.
 */
public final class BaselineText {
    /** The first line: what it is, and the version of its format. */
    static final String FIRST_LINE = "lastcall-baseline 1";

    private static final int LONGEST_LINE = 100_000;
    private static final int MOST_PROBLEMS = 50;
    private static final List<String> NEW_HEAD = List.of(
            "# Calls of deprecated code that are tolerated until they are migrated: rule | caller | kind | target | in jar.",
            "# May be added by hand: | owner WHO | until 2027-03-31 | reason TEXT. 'baseline accept' and 'prune' only take away,",
            "# unless --add is given.");

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> head = new ArrayList<>();
    /** Those that were read last, which stand before what comes next. */
    private final List<String> comments = new ArrayList<>();

    private final List<BaselineEntry> entries = new ArrayList<>();
    /** On which line each call site stands. */
    private final Map<String, Integer> lines = new HashMap<>();

    private BaselineText() {}

    /** Whether a call site can be written to a baseline and read again. */
    public static boolean canHold(SiteKey key) {
        return MemberText.of(key.callerClass(), key.callerMethod(), key.callerDescriptor()) != null
                && MemberText.of(
                                key.target().className(),
                                key.target().member(),
                                key.target().descriptor())
                        != null;
    }

    /** The whole file, with a line feed at its end. All entries must be {@linkplain #canHold writable}. */
    public static String of(Baseline baseline) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        List<String> head = baseline.head().isEmpty() ? NEW_HEAD : baseline.head();
        head.forEach(comment -> text.append(OneLine.of(comment)).append('\n'));
        for (BaselineEntry entry : baseline.entries()) {
            entry.comments().forEach(comment -> text.append(OneLine.of(comment)).append('\n'));
            text.append(line(entry)).append('\n');
        }
        baseline.tail().forEach(comment -> text.append(OneLine.of(comment)).append('\n'));
        return text.toString();
    }

    /** One entry as its line. */
    public static String line(BaselineEntry entry) {
        SiteKey key = entry.key();
        Target target = key.target();
        StringBuilder line = new StringBuilder(MemberText.escapedText(entry.rule()));
        line.append(" | ").append(MemberText.of(key.callerClass(), key.callerMethod(), key.callerDescriptor()));
        line.append(" | ").append(key.kind().label());
        line.append(" | ").append(MemberText.of(target.className(), target.member(), target.descriptor()));
        append(line, "in", key.artifact());
        append(line, "owner", entry.owner());
        append(line, "until", entry.until() == null ? "" : entry.until().toString());
        append(line, "reason", entry.reason());
        return line.toString();
    }

    private static void append(StringBuilder line, String word, String text) {
        String escaped = MemberText.escapedText(text);
        if (!escaped.isEmpty()) {
            line.append(" | ").append(word).append(' ').append(escaped);
        }
    }

    /**
     * Reads a file's text.
     *
     * @param name its name for people
     * @throws InvalidBaselineException with all mistakes in it
     */
    public static Baseline parse(String name, String text) throws InvalidBaselineException {
        BaselineText parser = new BaselineText();
        Baseline baseline = parser.read(name, text);
        if (!parser.problems.isEmpty()) {
            throw new InvalidBaselineException(parser.problems);
        }
        return baseline;
    }

    private Baseline read(String name, String text) {
        int number = 0;
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text; // some editors put a byte order mark there
        for (String line : (Iterable<String>) plain.lines()::iterator) {
            number++;
            if (number > 1) {
                readLine(line, number);
            } else if (!readFirst(line.strip())) {
                return Baseline.empty(name);
            }
            if (problems.size() >= MOST_PROBLEMS) {
                problem(number, "and perhaps more: mend these first");
                break;
            }
        }
        if (number == 0) {
            problem(1, "the file is empty; a baseline begins with '" + FIRST_LINE + "'");
        }
        if (head.isEmpty()) {
            addHead();
        }
        return new Baseline(name, head, entries, comments);
    }

    /** False: what follows is in another format. */
    private boolean readFirst(String content) {
        if (content.equals(FIRST_LINE)) {
            return true;
        }
        problem(
                1,
                content.startsWith("lastcall-baseline ")
                        ? "'" + content + "' is of a version that is not known here; there is: " + FIRST_LINE
                        : "this is no baseline: its first line must be '" + FIRST_LINE
                                + "', as 'baseline accept' writes it");
        return false;
    }

    private void readLine(String line, int number) {
        String content = line.strip();
        if (content.isEmpty()) {
            addHead();
        } else if (content.startsWith("#")) {
            comments.add(content);
        } else if (line.length() > LONGEST_LINE) {
            problem(number, "the line is longer than " + LONGEST_LINE + " characters");
        } else {
            readEntry(content, number);
        }
    }

    private void readEntry(String content, int number) {
        if (entries.isEmpty() && head.isEmpty() && comments.containsAll(NEW_HEAD)) {
            head.addAll(NEW_HEAD);
            comments.removeAll(NEW_HEAD);
        }
        BaselineEntry entry = entry(content, number, comments);
        comments.clear();
        if (entry == null) {
            return;
        }
        Integer before = lines.putIfAbsent(entry.rule() + ' ' + entry.key(), number);
        if (before == null) {
            entries.add(entry);
        } else {
            problem(number, "this call site stands on line " + before + " as well; remove one of them");
        }
    }

    /** Comments with an empty line below them, before the first entry, are about the whole file. */
    private void addHead() {
        if (entries.isEmpty()) {
            head.addAll(comments);
            comments.clear();
        }
    }

    private @Nullable BaselineEntry entry(String line, int number, List<String> comments) {
        int before = problems.size();
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int bar = line.indexOf('|'); bar >= 0; bar = line.indexOf('|', start)) {
            parts.add(line.substring(start, bar).strip());
            start = bar + 1;
        }
        parts.add(line.substring(start).strip());
        if (parts.size() < 4) {
            problem(number, "an entry has at least four parts with '|' between them: rule | caller | kind | target");
            return null;
        }
        Map<String, String> more = more(parts.subList(4, parts.size()), number);
        String rule = text(parts.get(0), number);
        Member caller = member(parts.get(1), number);
        Kind kind = kind(parts.get(2), number);
        Member target = member(parts.get(3), number);
        LocalDate until = until(more.getOrDefault("until", ""), number);
        if (caller == null || kind == null || target == null || problems.size() > before) {
            return null;
        }
        if (target.descriptor().isEmpty()) {
            problem(number, "the target needs its types, as in com.acme.Old#make(int):void or com.acme.Old#FIELD:int");
            return null;
        }
        if (caller.descriptor().isEmpty() || caller.descriptor().startsWith("(")) {
            SiteKey key = new SiteKey(
                    SiteKey.named(caller.className()),
                    caller.name(),
                    caller.descriptor(),
                    new Target(target.className(), target.name(), target.descriptor()),
                    kind,
                    more.getOrDefault("in", ""));
            return new BaselineEntry(
                    rule, key, more.getOrDefault("owner", ""), more.getOrDefault("reason", ""), until, comments);
        }
        problem(number, "the caller is a method; write it as in com.acme.Shop#sell(int):void");
        return null;
    }

    private Map<String, String> more(List<String> parts, int number) {
        List<String> words = List.of("in", "owner", "until", "reason");
        Map<String, String> more = new HashMap<>();
        for (String part : parts) {
            int blank = part.indexOf(' ');
            String word = blank < 0 ? part : part.substring(0, blank);
            String text = blank < 0 ? "" : text(part.substring(blank).strip(), number);
            if (!words.contains(word)) {
                problem(number, "'" + word + "' is unknown (allowed: " + String.join(", ", words) + ")");
            } else if (text.isEmpty()) {
                problem(number, "'" + word + "' stands there without a text");
            } else if (more.put(word, text) != null) {
                problem(number, "'" + word + "' stands there twice");
            }
        }
        return more;
    }

    private String text(String escaped, int number) {
        try {
            return MemberText.unescape(escaped);
        } catch (BadTextException e) {
            problem(number, e.reason());
            return "";
        }
    }

    private @Nullable Member member(String text, int number) {
        try {
            return MemberText.parse(text);
        } catch (BadTextException e) {
            problem(number, e.reason());
            return null;
        }
    }

    private @Nullable Kind kind(String word, int number) {
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(word)) {
                return kind;
            }
        }
        problem(
                number,
                "'" + word + "' is no kind of call (allowed: "
                        + Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", ")) + ")");
        return null;
    }

    private @Nullable LocalDate until(String text, int number) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problem(number, "'" + text + "' is not a day; write it as in 2027-04-01");
            return null;
        }
    }

    private void problem(int line, String message) {
        problems.add(new Problem(line, message));
    }
}
