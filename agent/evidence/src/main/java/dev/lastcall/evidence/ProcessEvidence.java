package dev.lastcall.evidence;

import java.util.List;

/**
 * What one ledger held at one moment: the evidence of one process. Immutable.
 *
 * @param process whose evidence it is
 * @param rules the rules that the process ran under, in their order
 * @param sites all sites that were found, those never called with zero calls
 * @param blindSpots what the process could not see
 * @param problems what of the file could not be used, each one sentence with the place; empty for a whole file
 * @param facts what the ledger says beside
 */
public record ProcessEvidence(
        ProcessInfo process,
        List<RuleInfo> rules,
        List<SiteCounts> sites,
        List<BlindSpot> blindSpots,
        List<String> problems,
        LedgerFacts facts) {

    /** A ledger that says nothing beside. */
    public ProcessEvidence(
            ProcessInfo process,
            List<RuleInfo> rules,
            List<SiteCounts> sites,
            List<BlindSpot> blindSpots,
            List<String> problems) {
        this(process, rules, sites, blindSpots, problems, LedgerFacts.none(process));
    }

    public ProcessEvidence {
        rules = List.copyOf(rules);
        sites = List.copyOf(sites);
        blindSpots = List.copyOf(blindSpots);
        problems = List.copyOf(problems);
    }
}
