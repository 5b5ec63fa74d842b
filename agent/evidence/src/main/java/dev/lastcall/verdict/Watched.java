package dev.lastcall.verdict;

import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rules of one process watched. Made once for all the rules that are asked about. Not thread-safe. */
final class Watched {
    private final Set<String> texts = new HashSet<>();
    /** Rules of which no list is known watch all. */
    private final Set<String> withoutLists = new HashSet<>();

    private final List<ClassPattern> globs = new ArrayList<>();

    Watched(List<RuleInfo> rules) {
        for (RuleInfo ran : rules) {
            if (Mode.of(ran.mode()) == Mode.OFF) {
                continue;
            }
            if (ran.deprecated().isEmpty()) {
                withoutLists.add(ran.id());
            }
            for (String text : ran.deprecated()) {
                if (texts.add(text) && isWholeClass(text)) {
                    ClassPattern pattern = new ClassPattern(text);
                    if (!pattern.isExact()) {
                        globs.add(pattern);
                    }
                }
            }
        }
    }

    private static boolean isWholeClass(String text) {
        return text.indexOf('#') < 0 && text.indexOf(' ') < 0 && text.indexOf(':') < 0;
    }

    /** The signatures of a rule that those rules did not watch. */
    List<String> missing(Rule rule) {
        if (withoutLists.contains(rule.id())) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(0);
        for (Signature signature : rule.deprecated()) {
            if (!texts.contains(signature.text()) && !isWider(signature)) {
                missing.add(signature.text());
            }
        }
        return missing;
    }

    /** Whether a listed class, or a glob over classes, is or holds the class of the signature. */
    private boolean isWider(Signature signature) {
        if (!signature.owner().isExact() || signature.member() instanceof Signature.Member.Annotated) {
            return false;
        }
        String owner = signature.owner().text();
        if (texts.contains(owner)) {
            return true;
        }
        for (ClassPattern glob : globs) {
            if (glob.matches(owner)) {
                return true;
            }
        }
        return false;
    }
}
