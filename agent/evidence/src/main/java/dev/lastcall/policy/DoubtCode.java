package dev.lastcall.policy;

import java.util.List;

/**
 * The codes of all doubts that a verdict can have: what a policy, an option and a verdict's data call them. A code
 * stays what it is, since policies name it.
 */
public final class DoubtCode {
    public static final String NO_PROCESS = "no-process";
    public static final String SERVICE_MISSING = "service-missing";
    public static final String ENVIRONMENT_MISSING = "environment-missing";
    public static final String UNWATCHED = "unwatched";
    public static final String CLOCK = "clock";
    public static final String OBSERVED_TOO_SHORT = "observed-too-short";
    public static final String NOT_COVERED = "not-covered";
    public static final String TOO_OLD = "too-old";
    public static final String NOT_WATCHED = "not-watched";
    public static final String NOT_ASKED = "not-asked";
    public static final String NOT_EXERCISED = "not-exercised";
    public static final String UNREACHED = "unreached";
    public static final String UNMATCHED_SIGNATURE = "unmatched-signature";
    public static final String BLIND_SPOT = "blind-spot";
    public static final String DAMAGED_LEDGER = "damaged-ledger";
    public static final String CONTRADICTING_LEDGERS = "contradicting-ledgers";
    public static final String OVERFULL_COUNTERS = "overfull-counters";
    public static final String UNREAD = "unread";
    public static final String SCAN_PROBLEM = "scan-problem";
    public static final String POSSIBLE_REFERENCE = "possible-reference";
    public static final String ASSUMED_SERVICES = "assumed-services";
    public static final String ASSUMED_ENVIRONMENTS = "assumed-environments";
    public static final String ASSUMED_SHIPPED = "assumed-shipped";
    public static final String INCOMPLETE_LEDGER = "incomplete-ledger";
    public static final String AMBIGUOUS_SERVICE = "ambiguous-service";
    public static final String UNMATCHED_CANONICAL = "unmatched-canonical";

    /** No rule is asked about. */
    public static final String NO_RULE = "no-rule";
    /** A question about deleting code, without a scan. */
    public static final String NO_SCAN = "no-scan";

    /** Those that an entry can accept, in the order in which messages list them. */
    public static final List<String> ACCEPTABLE = List.of(
            NO_PROCESS,
            SERVICE_MISSING,
            ENVIRONMENT_MISSING,
            UNWATCHED,
            CLOCK,
            OBSERVED_TOO_SHORT,
            NOT_COVERED,
            TOO_OLD,
            NOT_WATCHED,
            NOT_ASKED,
            NOT_EXERCISED,
            UNREACHED,
            UNMATCHED_SIGNATURE,
            BLIND_SPOT,
            DAMAGED_LEDGER,
            CONTRADICTING_LEDGERS,
            OVERFULL_COUNTERS,
            UNREAD,
            SCAN_PROBLEM,
            POSSIBLE_REFERENCE,
            ASSUMED_SERVICES,
            ASSUMED_ENVIRONMENTS,
            ASSUMED_SHIPPED,
            INCOMPLETE_LEDGER,
            AMBIGUOUS_SERVICE,
            UNMATCHED_CANONICAL);

    /** Those whose subject is a class or a member of one. */
    public static final List<String> NAMING_MEMBERS =
            List.of(UNREACHED, UNMATCHED_SIGNATURE, UNMATCHED_CANONICAL, BLIND_SPOT, POSSIBLE_REFERENCE);

    /** Those that leave no question, or no answer, if they were accepted. */
    public static final List<String> NEVER_ACCEPTED = List.of(NO_RULE, NO_SCAN);

    private DoubtCode() {}

    /** How to clear a doubt that can't be accepted, as the end of a sentence. */
    public static String remedyOf(String neverAccepted) {
        return neverAccepted.equals(NO_SCAN)
                ? "name all that is shipped with --scan"
                : "ask about a policy that has a rule";
    }
}
