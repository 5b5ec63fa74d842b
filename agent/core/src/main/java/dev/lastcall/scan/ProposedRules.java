package dev.lastcall.scan;

import dev.lastcall.policy.Descriptors;
import dev.lastcall.scan.JavaSource.Hint;
import dev.lastcall.text.OneLine;
import dev.lastcall.weave.ClassShape;
import dev.lastcall.weave.ClassShape.Member;
import dev.lastcall.weave.Deprecation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the rules of a proposal, one class after another. */
final class ProposedRules {
    private static final String HEAD = """
            # Proposed by 'lastcall init' from what is marked @Deprecated: read it, and change what does not fit.
            # 'canonical' and 'message' come from the @deprecated comments in the sources, where there were any.
            # Check it with 'lastcall policy check'; then raise the mode from log to block.
            lastcall: 1
            mode: log
            rules:
            """;

    private final Replacements replacements;
    private final SourceFiles sources;
    private final StringBuilder yaml = new StringBuilder(HEAD);
    private final Set<String> ids = new HashSet<>();

    ProposedRules(Hierarchy hierarchy, SourceFiles sources) {
        this.replacements = new Replacements(hierarchy);
        this.sources = sources;
    }

    String yaml() {
        return yaml.toString();
    }

    int size() {
        return ids.size();
    }

    /** Adds a rule for the class if anything in it is deprecated. */
    void add(ClassShape shape) {
        MarkedClass marked = MarkedClass.of(shape);
        if (marked == null) {
            return;
        }
        Map<String, Boolean> signatures = new LinkedHashMap<>();
        Set<String> canonical = new LinkedHashSet<>();
        Map<String, String> messages = new LinkedHashMap<>();
        if (marked.members().isEmpty()) {
            signatures.put(shape.name(), shape.deprecation() == Deprecation.FOR_REMOVAL);
            explain(marked, null, canonical, messages);
        }
        for (Member member : marked.members()) {
            signatures.put(Replacements.text(shape, member), member.deprecation() == Deprecation.FOR_REMOVAL);
            explain(marked, member, canonical, messages);
        }
        canonical.removeAll(signatures.keySet());
        canonical.removeIf(
                it -> it.startsWith(shape.name() + '#') && marked.members().isEmpty());
        write(marked, signatures, canonical, messages);
    }

    private void explain(
            MarkedClass marked, @Nullable Member member, Set<String> canonical, Map<String, String> messages) {
        ClassShape shape = marked.shape();
        JavaSource source = sources.find(sourcePath(shape));
        Hint hint = source == null ? null : marked.hint(source, member);
        if (source == null || hint == null) {
            return;
        }
        for (Javadoc.Link link : Javadoc.replacements(hint.text())) {
            canonical.addAll(replacements.signatures(link, shape, source));
        }
        String text = Javadoc.plain(hint.text());
        if (!text.isEmpty()) {
            messages.put(member == null ? "" : shortName(shape, member), text);
        }
    }

    private static String sourcePath(ClassShape shape) {
        int dot = shape.name().lastIndexOf('.');
        return shape.name().substring(0, dot + 1).replace('.', '/') + shape.source();
    }

    private static String shortName(ClassShape shape, Member member) {
        String name = member.name().equals("<init>") ? simpleName(shape) : member.name();
        return member.isField()
                ? name
                : name
                        + '('
                        + String.join(", ", Replacements.simple(Descriptors.parameterTypes(member.descriptor())))
                        + ')';
    }

    private static String simpleName(ClassShape shape) {
        String name = shape.name();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private void write(
            MarkedClass marked, Map<String, Boolean> signatures, Set<String> canonical, Map<String, String> messages) {
        line("  - id: " + id(marked.shape()));
        line("    deprecated:");
        signatures.forEach((text, forRemoval) -> line("      - " + text + (forRemoval ? " # for removal" : "")));
        for (Member constant : marked.constants()) {
            line("      # left out, a constant that compilers copy: " + Replacements.text(marked.shape(), constant));
        }
        if (!canonical.isEmpty()) {
            line("    canonical:");
            canonical.forEach(text -> line("      - " + text));
        }
        String message = message(messages, signatures.size());
        if (!message.isEmpty()) {
            line("    message: " + quoted(message));
        }
    }

    private static String message(Map<String, String> messages, int signatures) {
        if (messages.size() == signatures && new HashSet<>(messages.values()).size() == 1) {
            return messages.values().iterator().next();
        }
        StringBuilder message = new StringBuilder();
        messages.forEach((member, text) -> message.append(message.isEmpty() ? "" : " ")
                .append(member)
                .append(": ")
                .append(text)
                .append(text.endsWith(".") ? "" : "."));
        return message.toString();
    }

    /** {@code WebSocketManagerFactory$Builder} is {@code web-socket-manager-factory-builder}. */
    private String id(ClassShape shape) {
        String name = shape.name().substring(shape.name().lastIndexOf('.') + 1);
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
        String id = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String unique = id.isEmpty() ? "class" : id;
        for (int i = 2; !ids.add(unique); i++) {
            unique = (id.isEmpty() ? "class" : id) + '-' + i;
        }
        return unique;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (OneLine.escapes(c)) {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c)); // as YAML writes it
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    /** The comment stands before just this member. */
    static boolean isExactly(Hint hint, Member member) {
        List<String> written = hint.parameters();
        if (written == null || member.isField()) {
            return written == null && member.isField();
        }
        return written.equals(Replacements.simple(Descriptors.parameterTypes(member.descriptor())));
    }

    /** Type variables are written otherwise than descriptors have them, but there are as many. */
    static boolean mayBe(Hint hint, Member member) {
        List<String> written = hint.parameters();
        return written != null
                && !member.isField()
                && written.size()
                        == Descriptors.parameterTypes(member.descriptor()).size();
    }
}
