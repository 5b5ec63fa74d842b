package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.Deprecation;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.proposal.JavaSource.Hint;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.YamlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the rules of a proposal: one for each family of classes. */
final class ProposedRules {
    private static final String HEAD = """
            # Proposed by 'lastcall init' from what is marked @Deprecated: read it, and change what does not fit.
            # 'canonical' and 'message' come from the @deprecated comments in the sources, where there were any.
            # One rule is a class with those nested in it, and with what overrides or extends the same deprecated thing.
            # Check it with 'lastcall policy check'; then raise the mode from log to block.
            lastcall: 1
            mode: log
            rules:
            """;

    private final Hierarchy hierarchy;
    private final Replacements replacements;
    private final SourceFiles sources;
    private final StringBuilder yaml = new StringBuilder(HEAD);
    private final Set<String> ids = new HashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int size;
    private int families;

    ProposedRules(Hierarchy hierarchy, SourceFiles sources) {
        this.hierarchy = hierarchy;
        this.replacements = new Replacements(hierarchy);
        this.sources = sources;
    }

    String yaml() {
        return yaml.toString();
    }

    /** How many rules were written. */
    int size() {
        return size;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    /**
     * Writes the rules. Ids do not depend on what is left out.
     *
     * @param isWanted whether a class, by its binary name, is to be listed
     */
    void write(Collection<ClassShape> shapes, Predicate<String> isWanted) {
        Map<String, MarkedClass> marked = new LinkedHashMap<>();
        for (ClassShape shape : shapes) {
            MarkedClass type = MarkedClass.of(shape);
            if (type != null) {
                marked.put(shape.name(), type);
            }
            if (isWanted.test(shape.name())) {
                leftOut.addAll(MarkedClass.leftOut(shape));
            }
        }
        for (List<MarkedClass> family : Families.of(marked, hierarchy)) {
            String id = id(Families.head(family).shape());
            List<MarkedClass> wanted = family.stream()
                    .filter(it -> isWanted.test(it.shape().name()))
                    .toList();
            if (!wanted.isEmpty()) {
                write(id, wanted);
            }
            families++;
        }
        for (LeftOut left : leftOut) {
            line("  # left out, " + left.reason().sentence() + ": " + OneLine.of(left.name()));
        }
    }

    /** How many rules there are in all, with those that are not wanted. */
    int families() {
        return families;
    }

    private void write(String id, List<MarkedClass> family) {
        Map<String, Boolean> signatures = new LinkedHashMap<>();
        Set<String> canonical = new LinkedHashSet<>();
        Map<String, String> messages = new LinkedHashMap<>();
        for (MarkedClass marked : family) {
            String prefix = family.size() == 1 ? "" : simpleName(marked.shape());
            if (marked.members().isEmpty()) {
                signatures.put(marked.shape().name(), marked.shape().deprecation() == Deprecation.FOR_REMOVAL);
                explain(marked, null, prefix, canonical, messages);
            }
            for (Member member : marked.members()) {
                signatures.put(
                        Replacements.text(marked.shape(), member), member.deprecation() == Deprecation.FOR_REMOVAL);
                explain(marked, member, prefix, canonical, messages);
            }
        }
        canonical.removeAll(signatures.keySet());
        canonical.removeIf(it -> it.indexOf('#') > 0 && signatures.containsKey(it.substring(0, it.indexOf('#'))));
        write(id, family, signatures, canonical, messages);
    }

    private void explain(
            MarkedClass marked,
            @Nullable Member member,
            String prefix,
            Set<String> canonical,
            Map<String, String> messages) {
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
            String name = member == null ? "" : shortName(shape, member);
            messages.put(prefix + (prefix.isEmpty() || name.isEmpty() ? "" : ".") + name, text);
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
            String id,
            List<MarkedClass> family,
            Map<String, Boolean> signatures,
            Set<String> canonical,
            Map<String, String> messages) {
        size++;
        line("  - id: " + id);
        line("    deprecated:");
        signatures.forEach((text, forRemoval) -> line("      - " + text + (forRemoval ? " # for removal" : "")));
        for (MarkedClass marked : family) {
            for (Member constant : marked.constants()) {
                line("      # left out, " + LeftOut.Reason.CONSTANT.sentence() + ": "
                        + Replacements.text(marked.shape(), constant));
            }
        }
        if (!canonical.isEmpty()) {
            line("    canonical:");
            canonical.forEach(text -> line("      - " + text));
        }
        String message = message(messages, signatures.size());
        if (!message.isEmpty()) {
            line("    message: " + YamlText.quoted(message));
        }
    }

    private static String message(Map<String, String> messages, int signatures) {
        if (messages.size() == signatures && new HashSet<>(messages.values()).size() == 1) {
            return messages.values().iterator().next();
        }
        Map<String, List<String>> byText = new LinkedHashMap<>();
        messages.forEach((member, text) ->
                byText.computeIfAbsent(text, it -> new ArrayList<>()).add(member));
        StringBuilder message = new StringBuilder();
        byText.forEach((text, members) -> message.append(message.isEmpty() ? "" : " ")
                .append(String.join(", ", members))
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

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}
