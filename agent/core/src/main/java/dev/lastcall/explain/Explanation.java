package dev.lastcall.explain;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.ScannedSite;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences about one class or method. Immutable, once made. */
public final class Explanation {
    private static final int MOST_SITES = 50;
    private static final String NEW_WAY = "it passes: it is the new way";
    private static final String IN_STATIC_INITIALIZER =
            "it is in a static initializer, or under one: a refusal there breaks the class for good";

    private final Asked asked;
    private final Question question;
    private final PolicyMatcher matcher;
    private final StringBuilder out = new StringBuilder();
    private int known;

    private Explanation(Asked asked, Question question) {
        this.asked = asked;
        this.question = question;
        this.matcher = new PolicyMatcher(question.policy());
    }

    /**
     * What is known of it.
     *
     * @param report what processes saw; null if nobody looked
     * @param scan what is in jars; null if nobody looked
     */
    public static Explanation of(Asked asked, Question question, @Nullable Report report, @Nullable Scan scan) {
        Explanation explanation = new Explanation(asked, question);
        explanation.head();
        explanation.standing();
        if (report != null) {
            explanation.seen(report);
        }
        if (scan != null) {
            explanation.scanned(scan, report);
        }
        if (explanation.known == 0) {
            explanation.notSeen(report, scan);
        }
        return explanation;
    }

    /** With a line feed at its end; each line is escaped. */
    public String asText() {
        return out.toString();
    }

    /** Whether a call site, or a side of a rule, is known of it. */
    public boolean isKnown() {
        return known > 0;
    }

    private void head() {
        heading(asked.inWords());
        item("judged by " + question.policyName() + ", on " + question.day() + " ("
                + question.zone().getId() + ")");
    }

    /** What the policy says of the class, as callee and as caller, no matter who calls. */
    private void standing() {
        for (Rule rule : question.policy().rules()) {
            for (Role role : List.of(Role.DEPRECATED, Role.CANONICAL)) {
                for (Signature signature : role == Role.DEPRECATED ? rule.deprecated() : rule.canonical()) {
                    if (signature.owner().matches(asked.className()) || signature.namesClass(asked.className())) {
                        known++;
                        item("rule " + rule.id() + ": it is " + role.label() + " by the signature " + signature.text()
                                + (signature.member() instanceof Signature.Member.Annotated
                                        ? ", if it is marked so"
                                        : ""));
                    }
                }
            }
            String inside = inside(rule);
            if (!inside.isEmpty()) {
                known++;
                item("rule " + rule.id() + ": " + inside);
            }
            for (ClassPattern pattern : rule.removedWith()) {
                if (pattern.matches(asked.className())) {
                    item("rule " + rule.id() + ": it goes away together with what is deprecated (removed-with "
                            + pattern.text() + "): for a deletion its uses are no findings");
                }
            }
            if (rule.mode() == Mode.OFF) {
                item("rule " + rule.id() + " is off in this policy: it counts and refuses nothing");
            }
        }
    }

    private String inside(Rule rule) {
        return switch (matcher.side(rule, asked.className(), outers(asked.className()), asked.method(), "")) {
            case DEPRECATED ->
                "calls from here into what is deprecated are exempt, since the code is inside it: they are not"
                        + " counted; calls into what is canonical are delegation";
            case CANONICAL ->
                "calls from here into what is deprecated are delegation, since the class holds canonical members: they"
                        + " are counted apart and never refused";
            case OUTSIDE -> "";
        };
    }

    private static List<String> outers(String className) {
        List<String> outers = new ArrayList<>();
        for (int i = className.lastIndexOf('$'); i > 0; i = className.lastIndexOf('$', i - 1)) {
            outers.add(className.substring(0, i));
        }
        return outers;
    }

    private void seen(Report report) {
        int shown = 0;
        int more = 0;
        for (ReportedSite site : report.sites()) {
            Site example = site.example();
            boolean asCaller =
                    asked.names(example.caller().className(), example.caller().method());
            boolean asTarget =
                    asked.names(example.target().className(), example.target().member());
            if (asCaller || asTarget) {
                known++;
                if (shown++ < MOST_SITES) {
                    seen(site);
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            item("and " + Words.count(more, "call site") + " more: report --all lists them");
        }
        for (BlindSpot spot : report.evidence().blindSpots()) {
            if (spot.className().equals(asked.className())
                    || spot.className().startsWith(asked.className() + '#')
                    || spot.className().startsWith(asked.className() + '$')) {
                item("a blind spot: " + spot.className() + ": " + spot.reason()
                        + "; calls there may be missing from all counts");
            }
        }
    }

    private void seen(ReportedSite site) {
        Site example = site.example();
        heading(example.caller().asStackFrame() + " -> " + example.target().asReference() + " ("
                + example.kind().label() + ")");
        item(counted(site));
        item(why(site.rule(), example));
        item(treatment(site));
        owner(site.rule(), example, site.entry());
        if (site.blocked() > 0) {
            item(Words.count(site.blocked(), "call") + " refused when it ran"
                    + (site.swallowed() > 0
                            ? ", of which " + Words.number(site.swallowed())
                                    + " may not have been noticed by the caller"
                            : ""));
        }
        if (site.inStaticInitializer()) {
            item(IN_STATIC_INITIALIZER);
        }
    }

    private static String counted(ReportedSite site) {
        List<String> services = new ArrayList<>();
        for (ServiceUse use : site.callingServices()) {
            services.add(use.service() + " (" + Words.count(use.processes(), "process", "processes") + ")");
        }
        String where = services.isEmpty() ? "" : " in " + Words.some(services, 3);
        if (site.isSilent()) {
            return "loaded" + where + ", and never reached";
        }
        return "counted: " + Words.count(site.calls(), "call") + where + ", from " + Words.time(site.firstSeen())
                + " to " + Words.time(site.lastSeen())
                + (site.byAgents() > 0
                        ? "; beside, " + Words.count(site.byAgents(), "call") + " by other agents, which count nowhere"
                        : "");
    }

    /** Which signature of which rule means the target now. */
    private String why(String countedUnder, Site site) {
        Target target = site.target();
        List<String> reasons = new ArrayList<>();
        for (Rule rule : question.policy().rules()) {
            String signature = signature(rule, site.role(), target);
            if (signature != null) {
                reasons.add("rule " + rule.id() + " lists it as " + site.role().label() + ": " + signature);
            }
        }
        if (!reasons.isEmpty()) {
            return String.join("; ", reasons);
        }
        for (Rule rule : question.policy().rules()) {
            if (rule.id().equals(countedUnder) && rule.deprecated().isEmpty()) {
                return "rule " + countedUnder
                        + " counted it; its ledger does not keep the rule's signatures: name the policy";
            }
        }
        return question.policy().rules().stream().anyMatch(rule -> rule.id().equals(countedUnder))
                ? "rule " + countedUnder + " counted it; none of its signatures names just this member of "
                        + target.className() + ", so it is meant by an annotation, or inherited"
                : "counted under rule " + countedUnder + ", which this policy does not have";
    }

    private static @Nullable String signature(Rule rule, Role role, Target target) {
        for (Signature signature : role == Role.DEPRECATED ? rule.deprecated() : rule.canonical()) {
            boolean covers = target.descriptor().startsWith("(")
                    ? signature.coversMethod(target.className(), target.member(), target.descriptor())
                    : signature.coversField(target.className(), target.member());
            if (covers) {
                return signature.text();
            }
        }
        return null;
    }

    private String treatment(ReportedSite site) {
        return switch (site.treatment()) {
            case REFUSE -> refused(site.rule(), site.example());
            case ALLOW -> allowed(site.entry());
            case DELEGATE -> "delegated: " + delegation(site.rule(), site.example());
            case PASS -> site.role() == Role.CANONICAL ? NEW_WAY : "it passes: no rule of this policy refuses it";
        };
    }

    private static String allowed(@Nullable AllowEntry entry) {
        return entry == null
                ? "allowed when it ran; its ledger does not say by which entry"
                : "allowed by " + entry.text() + ": " + entry.reason()
                        + (entry.owner() == null ? "" : ", owner " + entry.owner())
                        + (entry.expires() == null ? "" : ", until " + entry.expires());
    }

    private String refused(String rule, Site site) {
        AllowEntry expired = entry(rule, site, null);
        return "a block refuses it: no allow entry names the caller"
                + (expired == null || !expired.isExpiredOn(question.day())
                        ? ""
                        : " any more; " + expired.text() + " expired " + expired.expires() + " (" + expired.reason()
                                + ")");
    }

    /** @param day null: also an entry that has expired */
    private @Nullable AllowEntry entry(String ruleId, Site site, @Nullable LocalDate day) {
        for (Rule rule : question.policy().rules()) {
            if (rule.id().equals(ruleId)) {
                return rule.allowEntry(site.caller().className(), site.caller().method(), day);
            }
        }
        return null;
    }

    /** Who has to act, as far as the policy says and the allow entry does not. */
    private void owner(String ruleId, Site site, @Nullable AllowEntry entry) {
        if (site.role() == Role.CANONICAL) {
            return;
        }
        String ofCaller = question.policy().ownership().ofCaller(site.caller().className());
        String ofRule = question.policy().ownership().ofRule(ruleId);
        if (ofCaller != null) {
            item("owner of the caller: " + ofCaller);
        } else if (!ofRule.isEmpty() && (entry == null || entry.owner() == null)) {
            item("owner of the rule: " + ofRule);
        }
    }

    private String delegation(String ruleId, Site site) {
        for (Rule rule : question.policy().rules()) {
            if (rule.id().equals(ruleId)) {
                CallerSide side = matcher.side(
                        rule,
                        site.caller().className(),
                        outers(site.caller().className()),
                        site.caller().method(),
                        site.caller().descriptor());
                return "the caller stands on the " + (side == CallerSide.CANONICAL ? "canonical" : "deprecated")
                        + " side of the rule; such calls are counted apart and never refused";
            }
        }
        return "it was a call between the rule's own classes";
    }

    private void scanned(Scan scan, @Nullable Report report) {
        for (ScannedSite scanned : scan.sites()) {
            Site site = scanned.site();
            if (asked.names(site.caller().className(), site.caller().method())
                    || asked.names(site.target().className(), site.target().member())) {
                known++;
                heading(site.caller().asStackFrame() + " -> " + site.target().asReference() + " ("
                        + site.kind().label() + ") in " + site.caller().codeSource());
                item("found in the scan");
                item(why(site.rule(), site));
                item(
                        switch (scanned.state()) {
                            case OPEN, TOLERATED -> refused(site.rule(), site);
                            case ALLOWED -> allowed(entry(site.rule(), site, question.day()));
                            case DELEGATED -> "delegated: " + delegation(site.rule(), site);
                            case CANONICAL -> NEW_WAY;
                        });
                owner(site.rule(), site, entry(site.rule(), site, question.day()));
                if (site.caller().method().equals("<clinit>")) {
                    item(IN_STATIC_INITIALIZER);
                }
            }
        }
        if (known == 0 && scan.classNames().contains(asked.className())) {
            item("the class is in what was scanned, and has no call site of what the policy lists; a scan does not see"
                    + " reflection, nor calls through types that are not listed");
        } else if (!scan.classNames().contains(asked.className())) {
            item("the class is not in what was scanned" + (report == null ? ": look at the spelling of its name" : ""));
        }
    }

    private void notSeen(@Nullable Report report, @Nullable Scan scan) {
        if (report != null) {
            item("not seen: no process has loaded a class of that name with a call of what the policy lists, nor"
                    + " called such a thing from it by reflection. " + observed(report));
            item("calls are named after the nearest frame of the application: those of the JDK, of generated"
                    + " classes and of language runtimes are passed over, and a lambda belongs to the method that"
                    + " wrote it");
        }
        if (scan == null) {
            item("whether the class has such calls at all: --scan what is shipped");
        }
    }

    private static String observed(Report report) {
        int processes = report.evidence().processes().size();
        return processes == 0
                ? "There is no process at all"
                : Words.count(processes, "process", "processes") + (processes == 1 ? " was" : " were")
                        + " watched; a class that was not loaded there is not known";
    }

    private void heading(String text) {
        out.append(Words.wrapped("", "  ", text));
    }

    private void item(String text) {
        out.append(Words.wrapped("  - ", "    ", text));
    }
}
