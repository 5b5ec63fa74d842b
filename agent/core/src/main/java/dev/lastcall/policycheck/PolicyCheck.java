package dev.lastcall.policycheck;

import dev.lastcall.classpath.ClassPath;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.classpath.Input;
import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is of no use in a valid policy: a rule that never matches protects nobody, and says nothing.
 *
 * @param policy what was checked
 * @param withClasses whether its names were looked up on a class path
 * @param findings one line each, in the policy's order
 * @param problems one sentence for each thing on the class path that could not be read
 */
public record PolicyCheck(Policy policy, boolean withClasses, List<String> findings, List<String> problems) {
    public PolicyCheck {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /**
     * Checks what the policy alone shows: allow entries that overlap or are expired, accepted doubts that are
     * expired, and names that are hardly meant.
     *
     * @param today for entries that expire
     */
    public static PolicyCheck of(Policy policy, LocalDate today) {
        return new PolicyCheck(policy, false, findings(policy, today, null), List.of());
    }

    /**
     * As above, and looks up signatures, callers and {@code removed-with} on the class path and in the JDK that runs
     * this.
     */
    public static PolicyCheck of(Policy policy, List<Input> classPath, LocalDate today) {
        try (ClassPath path = new ClassPath(classPath)) {
            NamedClasses classes = new NamedClasses(path, new Hierarchy(Map.of(), path));
            List<String> findings = findings(policy, today, classes);
            return new PolicyCheck(policy, true, findings, path.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people: what was checked, the findings, and how many there are; a line feed at its end. */
    public String asText() {
        int entries =
                policy.rules().stream().mapToInt(rule -> rule.allow().size()).sum();
        StringBuilder text = new StringBuilder();
        text.append(Words.count(policy.rules().size(), "rule", "rules")).append(", ");
        text.append(Words.count(policy.signatureCount(), "signature", "signatures"))
                .append(", ");
        text.append(Words.count(entries, "allow entry", "allow entries")).append('\n');
        if (!withClasses) {
            text.append("No --class-path was given: no signature and no caller was looked up\n");
        }
        for (String finding : findings) {
            text.append("  ").append(OneLine.of(finding)).append('\n');
        }
        text.append(findings.isEmpty() ? "No findings" : Words.count(findings.size(), "finding", "findings"));
        return text.append('\n').toString();
    }

    private static List<String> findings(Policy policy, LocalDate today, @Nullable NamedClasses classes) {
        List<String> findings = new ArrayList<>(classes == null ? Hints.of(policy) : List.of());
        for (Rule rule : policy.rules()) {
            if (classes != null) {
                signatures(rule, rule.deprecated(), classes, findings);
                if (policy.effectiveMode(rule) == Mode.BLOCK) {
                    enums(rule, classes, findings);
                }
                signatures(rule, rule.canonical(), classes, findings);
                delegates(rule, classes, findings);
                removedWith(rule, classes, findings);
            }
            for (int i = 0; i < rule.allow().size(); i++) {
                allowEntry(rule, i, today, classes, findings);
            }
        }
        for (Acceptance accepted : policy.terms().accept()) {
            LocalDate expires = accepted.expires();
            if (expires != null && today.isAfter(expires)) {
                findings.add("verdict: accept " + accepted.kind() + ' ' + accepted.what() + ": expired, " + expires
                        + " was its last day");
            }
        }
        return findings;
    }

    private static void removedWith(Rule rule, NamedClasses classes, List<String> findings) {
        for (ClassPattern pattern : rule.removedWith()) {
            String complaint = classes.complaint(pattern, rule.deprecated());
            if (complaint != null) {
                findings.add(rule.id() + ": removed-with " + pattern.text() + ": " + complaint);
            }
        }
    }

    private static void signatures(Rule rule, List<Signature> signatures, NamedClasses classes, List<String> findings) {
        for (Signature signature : signatures) {
            String complaint = classes.complaint(signature);
            if (complaint != null) {
                findings.add(rule.id() + ": " + signature.text() + ": " + complaint);
            }
        }
    }

    /** Classes that are canonical by members that they do not have: their old calls pass all the same. */
    private static void delegates(Rule rule, NamedClasses classes, List<String> findings) {
        Map<String, Boolean> byClass = new LinkedHashMap<>();
        for (Signature signature : rule.canonical()) {
            if (signature.owner().isExact()) {
                byClass.merge(
                        signature.owner().text(),
                        signature.namesWholeClass() || !classes.isMisspelt(signature),
                        Boolean::logicalOr);
            }
        }
        byClass.forEach((name, right) -> {
            if (!right && classes.isClass(name)) {
                findings.add(rule.id() + ": " + name + " is canonical by nothing but members that it does not have: its"
                        + " calls of what is deprecated count as delegated, and pass");
            }
        });
    }

    private static void enums(Rule rule, NamedClasses classes, List<String> findings) {
        for (Signature signature : rule.deprecated()) {
            String name = classes.anEnum(signature);
            if (name != null) {
                findings.add(
                        rule.id() + ": " + signature.text() + ": " + name + " is an enum: a class that does not name"
                                + " it (a library that reads enums, say) and asks for its constants is refused by the agent, but"
                                + " the JDK swallows that");
            }
        }
    }

    private static void allowEntry(
            Rule rule, int index, LocalDate today, @Nullable NamedClasses classes, List<String> findings) {
        AllowEntry entry = rule.allow().get(index);
        String place = rule.id() + ": allow " + entry.text() + ": ";
        if (entry.isExpiredOn(today)) {
            findings.add(place + "expired, " + entry.expires() + " was its last day");
        }
        for (AllowEntry earlier : rule.allow().subList(0, index)) {
            if (overlap(earlier, entry)) {
                findings.add(place + "overlaps " + earlier.text());
            }
        }
        String complaint = classes == null ? null : classes.complaint(entry);
        if (complaint != null) {
            findings.add(place + complaint);
        }
    }

    private static boolean overlap(AllowEntry one, AllowEntry other) {
        boolean sameMethod =
                one.method() == null || other.method() == null || one.method().equals(other.method());
        return sameMethod && Globs.overlap(one.callers(), other.callers());
    }
}
