package dev.lastcall.policyfile;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Ownership;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyHash;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.VerdictTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy while its parts are read: what is right so far, and everything that is wrong. */
public final class PolicyDraft {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, String> placeOfId = new HashMap<>();
    private @Nullable Mode mode;
    private VerdictTerms terms = VerdictTerms.NONE;
    private @Nullable String placeOfVerdict;
    private @Nullable Map<String, String> ownersOfRules;
    private @Nullable List<Ownership.OfCallers> ownersOfCallers;

    public void add(Rule rule) {
        rules.add(rule);
    }

    /** What is wrong so far; grows. */
    public List<Problem> problems() {
        return problems;
    }

    public void problem(String place, String message) {
        problems.add(new Problem(place, message));
    }

    /** Notes that a rule at that place has that id, which no other may have. */
    public void claim(String id, String place) {
        String first = placeOfId.putIfAbsent(id, place);
        if (first != null) {
            problem(place, "the id '" + id + "' is taken already (" + first + ")");
        }
    }

    /**
     * Notes that the verdict section of the policy is at that place; false, and reported, if another file has one too.
     */
    boolean claimVerdict(String place) {
        if (placeOfVerdict != null) {
            problem(
                    place,
                    "there is a verdict section already (" + placeOfVerdict
                            + "); move all of it into one file, so that nobody has to guess which one counts");
            return false;
        }
        placeOfVerdict = place;
        return true;
    }

    void terms(VerdictTerms ofFile) {
        terms = ofFile;
    }

    /** Notes who owns a rule. */
    void owner(String rule, String owner) {
        if (ownersOfRules == null) {
            ownersOfRules = new HashMap<>();
        }
        ownersOfRules.put(rule, owner);
    }

    /** Notes who owns some callers; of several that match the one that is noted last counts. */
    void owner(Ownership.OfCallers owner) {
        if (ownersOfCallers == null) {
            ownersOfCallers = new ArrayList<>();
        }
        ownersOfCallers.add(owner);
    }

    private Ownership ownership() {
        if (ownersOfRules == null && ownersOfCallers == null) {
            return Ownership.NONE;
        }
        return new Ownership(
                ownersOfRules == null ? Map.of() : ownersOfRules,
                ownersOfCallers == null ? List.of() : ownersOfCallers);
    }

    /** Notes the mode of one file. The lowest of all files wins: each file's mode is a ceiling, as any mode is. */
    public void ceiling(Mode ofFile) {
        mode = mode == null ? ofFile : mode.atMost(ofFile);
    }

    /** The policy in that process mode; if there is none, in the mode of the files, or {@code log}. */
    public Policy policy(@Nullable Mode processMode) {
        Mode chosen = processMode != null ? processMode : mode != null ? mode : Mode.LOG;
        return new Policy(chosen, rules, terms, ownership(), PolicyHash.of(rules));
    }
}
