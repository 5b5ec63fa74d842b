package dev.lastcall.verdict;

import dev.lastcall.policy.DoubtCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reason of a verdict: a sentence with figures for people, and the same content as data for tools. Immutable.
 *
 * @param code the kind of reason, in kebab case; the codes of doubts are those that can be accepted
 * @param rule the rule's id; empty if it is about no single rule
 * @param service the service; empty if it is about no single one
 * @param subject what can be accepted by name: a class, a call site, a file, a signature, a process
 * @param figures numbers, and lists of names, by their names
 * @param sentence one sentence, without a full stop
 * @param remedy the next step; empty if there is none
 */
public record Reason(
        String code,
        String rule,
        String service,
        String subject,
        Map<String, Object> figures,
        String sentence,
        String remedy) {
    public Reason {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * The text by which an entry accepts this doubt, as {@code KIND:WHAT}; empty if it cannot be accepted. It is made
     * to be copied: colons in the subject are stars, since a colon would end it.
     */
    public String acceptedAs() {
        return isAcceptable() ? code + ':' + (subject.isEmpty() ? "*" : subject.replace(':', '*')) : "";
    }

    /** Whether it is a doubt that can be accepted; that there is no process at all cannot be. */
    boolean isAcceptable() {
        return DoubtCode.ACCEPTABLE.contains(code) && !(code.equals(DoubtCode.NO_PROCESS) && subject.isEmpty());
    }

    /** A reason with figures in turn: a name, then a {@link Number}, a text, or a list of texts. */
    static Reason of(
            String code,
            String rule,
            String service,
            String subject,
            String sentence,
            String remedy,
            Object... figures) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < figures.length; i += 2) {
            Object value = figures[i + 1];
            named.put(
                    (String) figures[i],
                    value instanceof List<?> list && !(list instanceof SitesInWords) ? List.copyOf(list) : value);
        }
        return new Reason(code, rule, service, subject, named, sentence, remedy);
    }
}
