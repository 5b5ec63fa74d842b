package dev.lastcall.evidence;

import java.util.List;

/**
 * The content of one ledger at one moment: the evidence of one process. Immutable.
 *
 * @param process whose evidence it is
 * @param rules the rules that the process ran under, in their order
 * @param sites all sites that were found; sites that were never called have zero calls
 * @param blindSpots what the process could not see
 * @param problems parts of the file that could not be used, each as a sentence with the place; empty for an undamaged
 *     file
 * @param facts the other facts in the ledger
 */
public record ProcessEvidence(
        ProcessInfo process,
        List<RuleInfo> rules,
        List<SiteCounts> sites,
        List<BlindSpot> blindSpots,
        List<String> problems,
        LedgerFacts facts) {

    /** A ledger without other facts. */
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
