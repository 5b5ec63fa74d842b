package dev.lastcall.verdict;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.VerdictTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The question that a verdict answers. Immutable.
 *
 * @param purpose what should be done with the deprecated code
 * @param policy the policy by which it is judged
 * @param policyName where that policy comes from, for people
 * @param policyNamed whether the user named it; else it is the policy of a process
 * @param day the day on which allow entries and acceptances are judged
 * @param zone the time zone of days
 * @param now the time of the question
 * @param population the processes asked about
 * @param terms how much evidence is enough: the terms of the policy, overridden by the user's options
 * @param baseline the tolerated call sites; null if the user named none
 */
public record Question(
        Purpose purpose,
        Policy policy,
        String policyName,
        boolean policyNamed,
        LocalDate day,
        ZoneId zone,
        Instant now,
        Population population,
        VerdictTerms terms,
        @Nullable Baseline baseline) {

    /** A question without tolerated call sites. */
    public Question(
            Purpose purpose,
            Policy policy,
            String policyName,
            boolean policyNamed,
            LocalDate day,
            ZoneId zone,
            Instant now,
            Population population,
            VerdictTerms terms) {
        this(purpose, policy, policyName, policyNamed, day, zone, now, population, terms, null);
    }

    /**
     * The time up to which the age of evidence is counted: the beginning of the question's day if that is still to
     * come, else now.
     */
    public Instant judgedAt() {
        Instant begin = day.atStartOfDay(zone).toInstant();
        return begin.isAfter(now) ? begin : now;
    }

    /** The name of the baseline for people; empty if there is none. */
    public String baselineName() {
        return baseline == null ? "" : baseline.name();
    }

    /** Asks for a block, by the policy of a process, today in that zone, about all processes. */
    public static Question of(RecordedPolicy recorded, Instant now, ZoneId zone) {
        return new Question(
                Purpose.BLOCK,
                recorded.policy(),
                recorded.name(),
                false,
                LocalDate.ofInstant(now, zone),
                zone,
                now,
                Population.ALL,
                recorded.policy().terms());
    }

    /** The same, asked for another purpose. */
    Question of(Purpose other) {
        return new Question(other, policy, policyName, policyNamed, day, zone, now, population, terms, baseline);
    }
}
