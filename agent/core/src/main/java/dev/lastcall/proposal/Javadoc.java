package dev.lastcall.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of {@code @deprecated} tags. Pure functions. */
final class Javadoc {
    private static final String TAG = "@deprecated";
    private static final Pattern LINK =
            Pattern.compile("\\{@link(?:plain)?\\s+([\\w.$]*)(?:#([\\w$]+)(?:\\(([^)]*)\\))?)?\\s*([^}]*)\\}");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s*([^}]*)\\}");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.;!])\\s+(?![a-z])");
    private static final Pattern BEFORE = Pattern.compile(
            "\\b(use|using|replaced|superseded|favou?r|prefer|moved|see|switch|migrate)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER = Pattern.compile("\\binstead\\b", Pattern.CASE_INSENSITIVE);

    private Javadoc() {}

    /**
     * A link in a comment.
     *
     * @param type as written; empty: the class that holds the comment
     * @param member null: the type itself
     * @param parameters as written; null: not given
     */
    record Link(
            String type, @Nullable String member, @Nullable String parameters) {}

    /** What the comment's tag says, on one line; empty if there is no such tag or it says nothing. */
    static String deprecated(String comment) {
        StringBuilder text = new StringBuilder();
        boolean inTag = false;
        for (String raw : comment.substring(3, comment.length() - 2).split("\n", -1)) {
            String line = raw.strip();
            while (line.startsWith("*")) {
                line = line.substring(1).strip();
            }
            if (line.startsWith("@")) {
                inTag = line.startsWith(TAG);
                line = inTag ? line.substring(TAG.length()).strip() : "";
            }
            if (inTag) {
                text.append(line).append(' ');
            }
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    /** The links that the text names as what to use. */
    static List<Link> replacements(String text) {
        List<Link> links = new ArrayList<>();
        for (String sentence : SENTENCE.split(text, -1)) {
            Matcher before = BEFORE.matcher(sentence);
            int from = before.find() ? before.start() : AFTER.matcher(sentence).find() ? 0 : sentence.length();
            Matcher link = LINK.matcher(sentence);
            while (link.find()) {
                if (link.start() >= from) {
                    links.add(new Link(link.group(1), link.group(2), link.group(3)));
                }
            }
        }
        return links;
    }

    /** For people: without tags and markup. */
    static String plain(String text) {
        String named = LINK.matcher(text).replaceAll(it -> Matcher.quoteReplacement(label(it.group(1), it)));
        return INLINE.matcher(named)
                .replaceAll("$1")
                .replaceAll("</?[a-zA-Z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String label(String type, MatchResult link) {
        String given = link.group(4).strip();
        if (!given.isEmpty()) {
            return given;
        }
        String member = link.group(2);
        String parameters = link.group(3);
        StringBuilder label = new StringBuilder(type);
        if (member != null) {
            label.append(type.isEmpty() ? "" : ".").append(member);
        }
        return parameters == null ? label.toString() : label + "(" + parameters + ')';
    }
}
