package dev.lastcall.verdict;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.VerdictTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked. Immutable.
 *
 * @param purpose what is to be done
 * @param policy the policy by which it is judged
 * @param policyName where that policy comes from, for people
 * @param policyNamed whether somebody named it; else it is that of a process
 * @param day the day on which allow entries and acceptances are judged
 * @param zone the time zone of days
 * @param now when it is asked
 * @param population the processes asked about
 * @param terms what evidence has to reach: those of the policy, overridden by what the user asked for
 * @param baseline the call sites that are tolerated; null if nobody named any
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

    /** When it would be done: on the day asked about, if that is not over. The age of evidence is counted to then. */
    public Instant judgedAt() {
        Instant begin = day.atStartOfDay(zone).toInstant();
        return begin.isAfter(now) ? begin : now;
    }

    /** What people call the file of tolerated call sites; empty if there is none. */
    public String baselineName() {
        return baseline == null ? "" : baseline.name();
    }

    /** For block, by the policy of a process, today in that zone, of all processes. */
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
