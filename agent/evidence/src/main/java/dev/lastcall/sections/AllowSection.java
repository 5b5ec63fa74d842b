package dev.lastcall.sections;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Rule;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.ReportedSite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An allow entry of the policy of the question, and the calls that it lets pass. Immutable.
 *
 * @param rule the rule's id
 * @param state on the day asked about
 * @param allowed the calls that it lets pass
 * @param open calls of its callers that a block would refuse, since the entry has expired
 */
public record AllowSection(String rule, AllowEntry entry, State state, Amount allowed, Amount open) {
    /** An entry that ends within so many days is said to. */
    private static final int SOON = 30;

    /** The state of an entry on a day. */
    public enum State {
        ACTIVE("active"),
        /** Its last day is within the next 30. */
        ENDS_SOON("ends-soon"),
        EXPIRED("expired");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word that reports use. */
        public String word() {
            return word;
        }
    }

    /** Whether it lets no call pass. */
    public boolean isUnused() {
        return allowed.isNone();
    }

    /** All entries of the policy asked about, in its order. */
    static List<AllowSection> of(Question question, List<ReportedSite> sites) {
        List<AllowSection> entries = new ArrayList<>();
        for (Rule rule : question.policy().rules()) {
            for (AllowEntry entry : rule.allow()) {
                entries.add(new AllowSection(
                        rule.id(),
                        entry,
                        state(entry.expires(), question.day()),
                        Amount.of(
                                sites.stream()
                                        .filter(site -> site.rule().equals(rule.id()) && entry.equals(site.entry()))
                                        .toList(),
                                ReportedSite::allowedCalls),
                        entry.isExpiredOn(question.day()) ? open(rule, entry, sites) : Amount.NONE));
            }
        }
        return entries;
    }

    /** What an entry with that last day is on a day. */
    static State state(@Nullable LocalDate expires, LocalDate day) {
        if (expires == null || expires.isAfter(day.plusDays(SOON))) {
            return State.ACTIVE;
        }
        return day.isAfter(expires) ? State.EXPIRED : State.ENDS_SOON;
    }

    private static Amount open(Rule rule, AllowEntry entry, List<ReportedSite> sites) {
        return Amount.of(
                sites.stream()
                        .filter(site -> site.rule().equals(rule.id())
                                && entry.names(
                                        site.example().caller().className(),
                                        site.example().caller().method()))
                        .toList(),
                ReportedSite::openCalls);
    }
}
