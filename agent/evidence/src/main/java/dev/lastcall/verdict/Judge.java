package dev.lastcall.verdict;

import dev.lastcall.evidence.DamagedCopy;
import dev.lastcall.evidence.EvidenceSink;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers one {@link Question}: takes the evidence of one process after the other, in any order, and judges the sum.
 * Not thread-safe.
 */
public final class Judge implements EvidenceSink {
    /** Every kind of doubt; the order is that of a verdict. */
    private static final List<Doubts> DOUBTS = List.of(
            new ProcessDoubts(),
            new LedgerDoubts(),
            new SignatureDoubts(),
            new DelegationDoubts(),
            new ObservationDoubts(),
            new ReachDoubts(),
            new ScanDoubts(),
            new StrictDoubts());

    private final Question question;
    private final Fleet fleet;

    public Judge(Question question) {
        this.question = question;
        this.fleet = new Fleet(question);
    }

    @Override
    public void add(ProcessEvidence ledger) {
        fleet.add(ledger);
    }

    @Override
    public void addUnread(String sentence) {
        fleet.addUnread(sentence);
    }

    @Override
    public void addContradiction(String sentence) {
        fleet.addContradiction(sentence);
    }

    @Override
    public void addCopy(DamagedCopy copy) {
        fleet.addCopy(copy);
    }

    @Override
    public void addOpaque(String file) {
        fleet.addOpaque(file);
    }

    /** Adds what a scan of the shipped code has found. */
    public void scan(ScanFacts facts) {
        fleet.setScan(facts);
    }

    /**
     * The call sites of deprecated code that processes have loaded or that were scanned, reached or not, worst first.
     */
    public List<SeenSite> sites() {
        return SeenSites.of(fleet);
    }

    /** Compares the question's baseline with the evidence so far. */
    public BaselineReview review() {
        List<Reason> doubts = new ArrayList<>();
        addDoubts(doubts, new ArrayList<>(), new HashSet<>());
        return new Ratchet(fleet).review(doubts);
    }

    /** The answer by the evidence so far. */
    public Verdict verdict() {
        List<Reason> doubts = new ArrayList<>();
        List<Reason> accepted = new ArrayList<>();
        Set<Acceptance> used = new HashSet<>();
        addDoubts(doubts, accepted, used);
        Ratchet ratchet = new Ratchet(fleet);
        accepted.addAll(ratchet.accepted());
        List<Reason> warnings = new ArrayList<>(Warnings.on(fleet));
        warnings.addAll(AcceptWarnings.on(fleet, used));
        warnings.addAll(ratchet.warnings(doubts));
        List<Reason> assumptions = new ArrayList<>(ratchet.assumptions());
        if (!question.terms().isStrict()) {
            assumptions.addAll(StrictDoubts.assumed(fleet));
        }
        assumptions.addAll(StrictDoubts.remaining(fleet));
        addAllowEntries(assumptions);
        addRulesThatAreOff(assumptions);
        return new Verdict(question, Findings.on(fleet), doubts, accepted, warnings, Support.of(fleet), assumptions);
    }

    /** @param used gets the entries that are about a doubt, expired or not */
    private void addDoubts(List<Reason> doubts, List<Reason> accepted, Set<Acceptance> used) {
        for (Doubts family : DOUBTS) {
            for (Reason doubt : family.on(fleet)) {
                Acceptance acceptance = acceptance(doubt, used);
                if (acceptance == null) {
                    doubts.add(doubt);
                } else {
                    accepted.add(accepted(doubt, acceptance));
                }
            }
        }
        doubts.sort(Comparator.comparing(Judge::isInStaticInitializer).reversed());
    }

    private static boolean isInStaticInitializer(Reason doubt) {
        return "yes".equals(doubt.figures().get("staticInitializer"));
    }

    private @Nullable Acceptance acceptance(Reason doubt, Set<Acceptance> used) {
        if (!doubt.isAcceptable()) {
            return null;
        }
        Acceptance first = null;
        for (Acceptance entry : question.terms().accept()) {
            if (entry.names(doubt.code(), doubt.subject())) {
                used.add(entry);
                first = first == null && !entry.isExpiredOn(question.day()) ? entry : first;
            }
        }
        return first;
    }

    private static Reason accepted(Reason doubt, Acceptance entry) {
        return new Reason(
                doubt.code(),
                doubt.rule(),
                doubt.service(),
                doubt.subject(),
                doubt.figures(),
                "accepted (" + entry.reason() + (entry.expires() == null ? "" : ", until " + entry.expires()) + "): "
                        + doubt.sentence(),
                "");
    }

    private void addRulesThatAreOff(List<Reason> assumptions) {
        for (Rule rule : question.policy().rules()) {
            if (rule.mode() == Mode.OFF) {
                assumptions.add(Reason.of(
                        "not-judged",
                        rule.id(),
                        "",
                        rule.id(),
                        "that " + rule.id() + " is off on purpose: it is not judged",
                        "give it another mode"));
            }
        }
    }

    /** An entry for everybody is an assumption of its own. */
    private void addAllowEntries(List<Reason> assumptions) {
        for (Rule rule : fleet.rules()) {
            for (AllowEntry entry : rule.allow()) {
                if (entry.callers().text().equals("**") && !entry.isExpiredOn(question.day())) {
                    assumptions.add(Reason.of(
                            "allows-all",
                            rule.id(),
                            "",
                            entry.text(),
                            "that the allow entry ** of " + rule.id() + " may let every caller pass",
                            "name the callers"));
                }
            }
        }
    }
}
