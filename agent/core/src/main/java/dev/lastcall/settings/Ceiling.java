package dev.lastcall.settings;

import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policyfile.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Says which rules do less than they say, since the mode of the process is a ceiling for theirs. A pure function. */
public final class Ceiling {
    private static final int MOST_NAMES = 3;

    private Ceiling() {}

    /** One sentence; to be asked of a policy that {@link Policy#holdsBack}. */
    public static String of(Policy policy) {
        List<Rule> held = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (policy.isHeldBack(rule)) {
                held.add(rule);
            }
        }
        String mode = policy.mode().label();
        String own = held.get(0).mode().label();
        List<String> ids = new ArrayList<>();
        for (Rule rule : held) {
            if (ids.size() == MOST_NAMES) {
                ids.add("…");
                break;
            }
            ids.add(rule.id());
        }
        String who = held.size() == 1
                ? "rule " + ids.get(0) + " says mode " + own + " and acts in " + mode
                : held.size() + " rules say a higher mode, such as " + own + ", and act in " + mode + " ("
                        + Spelling.joined(ids) + ")";
        return who + ": the mode of the process is the ceiling, which is " + mode + ". To lift it, set mode=" + own
                + " (LASTCALL_MODE=" + own + "), or write 'mode: " + own + "' at the head of the policy file";
    }
}
