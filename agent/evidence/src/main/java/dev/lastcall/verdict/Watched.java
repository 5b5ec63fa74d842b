package dev.lastcall.verdict;

import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules of one process watched. Made once for all the rules that are asked about. Not thread-safe. */
final class Watched {
    private final Map<String, RuleInfo> byId = new HashMap<>();
    private final List<Lists> globbing = new ArrayList<>(0);
    private @Nullable Map<String, List<Lists>> index;

    Watched(List<RuleInfo> rules) {
        for (RuleInfo ran : rules) {
            if (Mode.of(ran.mode()) != Mode.OFF) {
                byId.put(ran.id(), ran);
            }
        }
    }

    /** The signatures of a rule that those rules did not watch. */
    List<String> missing(Rule rule) {
        if (watchesAll(rule)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(0);
        for (Signature signature : rule.deprecated()) {
            if (listing(signature).isEmpty()) {
                missing.add(signature.text());
            }
        }
        return missing;
    }

    /**
     * The ids of the rules by which alone a signature was watched, and which list more than the rule does: what their
     * other classes called was no call for them, and was not counted.
     */
    Set<String> wider(Rule rule) {
        if (watchesAll(rule)) {
            return Set.of();
        }
        Lists own = new Lists(rule);
        Set<String> wider = new HashSet<>();
        for (Signature signature : rule.deprecated()) {
            Set<Lists> listing = listing(signature);
            if (listing.stream().noneMatch(own::holdAll)) {
                listing.forEach(ran -> wider.add(ran.rule.id()));
            }
        }
        return wider;
    }

    /** A rule of which no list is known watches all. */
    private boolean watchesAll(Rule rule) {
        RuleInfo ran = byId.get(rule.id());
        return ran != null && (ran.deprecated().isEmpty() || isListOf(rule, ran.deprecated()));
    }

    private static boolean isListOf(Rule rule, List<String> texts) {
        List<Signature> signatures = rule.deprecated();
        if (signatures.size() != texts.size()) {
            return false;
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!signatures.get(i).text().equals(texts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The rules that list the signature, or something wider. */
    private Set<Lists> listing(Signature signature) {
        Set<Lists> listing = new LinkedHashSet<>(index().getOrDefault(signature.text(), List.of()));
        if (signature.owner().isExact() && !(signature.member() instanceof Signature.Member.Annotated)) {
            String owner = signature.owner().text();
            listing.addAll(index().getOrDefault(owner, List.of()));
            for (Lists ran : globbing) {
                if (ran.globs.stream().anyMatch(glob -> glob.matches(owner))) {
                    listing.add(ran);
                }
            }
        }
        return listing;
    }

    private Map<String, List<Lists>> index() {
        Map<String, List<Lists>> known = index;
        if (known == null) {
            known = new HashMap<>();
            for (RuleInfo rule : byId.values()) {
                Lists ran = new Lists(rule.asRule());
                for (String text : ran.texts) {
                    known.computeIfAbsent(text, it -> new ArrayList<>(1)).add(ran);
                }
                if (!ran.globs.isEmpty()) {
                    globbing.add(ran);
                }
            }
            index = known;
        }
        return known;
    }

    /** The deprecated signatures of a rule. */
    private static final class Lists {
        private final Rule rule;
        private final Set<String> texts = new HashSet<>();
        private final List<ClassPattern> globs = new ArrayList<>(0);

        Lists(Rule rule) {
            this.rule = rule;
            for (Signature signature : rule.deprecated()) {
                if (texts.add(signature.text())
                        && signature.namesWholeClass()
                        && !signature.owner().isExact()) {
                    globs.add(signature.owner());
                }
            }
        }

        boolean holdAll(Lists others) {
            return others.rule.deprecated().stream().allMatch(this::hold);
        }

        /**
         * Whether it is among them, or a listed class, or a glob over classes, is or holds the class of the signature.
         */
        boolean hold(Signature signature) {
            if (texts.contains(signature.text())) {
                return true;
            }
            if (!signature.owner().isExact() || signature.member() instanceof Signature.Member.Annotated) {
                return false;
            }
            String owner = signature.owner().text();
            return texts.contains(owner) || globs.stream().anyMatch(glob -> glob.matches(owner));
        }
    }
}
