package dev.lastcall.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a policy would let calls through, or unseen, that another one counts, logs or refuses. Pure. */
public final class Loosening {
    private final List<String> found = new ArrayList<>();

    private Loosening() {}

    /**
     * What would loosen, a text for each; empty if the next policy is nowhere less strict. A rule is known by its id:
     * what it lists may not move to another one.
     */
    public static List<String> between(Policy before, Policy next) {
        Loosening loosening = new Loosening();
        loosening.compareModes("", before.mode(), next.mode());
        for (Rule rule : before.rules()) {
            Rule now = find(rule.id(), next);
            if (now == null) {
                loosening.found.add("rule " + rule.id() + " is gone");
            } else {
                loosening.compare(rule, before.effectiveMode(rule), now, next.effectiveMode(now));
            }
        }
        return loosening.found;
    }

    private static @Nullable Rule find(String id, Policy policy) {
        for (Rule rule : policy.rules()) {
            if (rule.id().equals(id)) {
                return rule;
            }
        }
        return null;
    }

    private void compareModes(String place, Mode before, Mode now) {
        if (now.atMost(before) != before) {
            found.add(place + "mode " + now.label() + " is lower than " + before.label());
        }
    }

    private void compare(Rule before, Mode mode, Rule now, Mode modeNow) {
        String place = "rule " + before.id() + ": ";
        compareModes(place, mode, modeNow);
        for (Signature signature : before.deprecated()) {
            if (!isListed(signature, now.deprecated())) {
                found.add(place + "deprecated " + signature.text() + " is gone");
            }
        }
        for (Signature signature : now.deprecated()) {
            if (makesInsiders(signature) && !isListed(signature, before.deprecated())) {
                found.add(place + "deprecated " + signature.text()
                        + " is new, and a class is never counted that calls its own rule's; give it a rule of its own");
            }
        }
        for (Signature signature : now.canonical()) {
            if (!isListed(signature, before.canonical())) {
                found.add(place + "canonical " + signature.text() + " is new, and its class may call deprecated ones");
            }
        }
        for (AllowEntry entry : now.allow()) {
            compare(place, before.allow(), entry);
        }
    }

    /** Whether it may name whole classes, which are then inside the rule. */
    private static boolean makesInsiders(Signature signature) {
        return signature.namesWholeClass() || signature.member() instanceof Signature.Member.Annotated;
    }

    private static boolean isListed(Signature wanted, List<Signature> signatures) {
        for (Signature signature : signatures) {
            boolean same = signature.member().equals(wanted.member())
                    && signature.owner().equals(wanted.owner());
            boolean wider = wanted.namesWholeClass()
                    && signature.namesWholeClass()
                    && wanted.owner().isExact()
                    && signature.owner().matches(wanted.owner().text());
            if (same || wider) {
                return true;
            }
        }
        return false;
    }

    private void compare(String place, List<AllowEntry> before, AllowEntry entry) {
        String longest = null;
        for (AllowEntry known : before) {
            if (known.text().equals(entry.text())) {
                if (isNoLater(entry.expires(), known.expires())) {
                    return;
                }
                longest = String.valueOf(known.expires());
            }
        }
        found.add(place + "allow " + entry.text()
                + (longest == null
                        ? " is new"
                        : entry.expires() == null
                                ? " no longer expires on " + longest
                                : " expires on " + entry.expires() + ", later than " + longest));
    }

    private static boolean isNoLater(@Nullable LocalDate day, @Nullable LocalDate limit) {
        return limit == null || (day != null && !day.isAfter(limit));
    }
}
