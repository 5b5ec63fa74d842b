package dev.lastcall.verdict;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Removal;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy asked about, on the day asked about, as it looks at ledgers that were written under other policies.
 * Whether a call is open is judged from caller and target, not from what it was when it ran. Not thread-safe.
 */
final class PolicyView {
    private final LocalDate day;
    private final boolean ofDeletion;
    private final PolicyMatcher matcher;
    private final Removal removal;
    private final Map<String, Rule> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> listsById = new HashMap<>();
    private final Map<String, List<String>> deprecatedById = new HashMap<>();
    private final Map<String, List<String>> canonicalById = new HashMap<>();
    private final List<Rule> judged = new ArrayList<>();

    /** @param purpose what is named in classes of other agents, which nothing refuses, matters to a deletion only */
    PolicyView(Policy policy, LocalDate day, Purpose purpose) {
        this.day = day;
        this.ofDeletion = purpose == Purpose.DELETE;
        this.matcher = new PolicyMatcher(policy);
        this.removal = new Removal(policy.rules());
        for (Rule rule : policy.rules()) {
            byId.put(rule.id(), rule);
            if (rule.mode() != Mode.OFF) {
                judged.add(rule);
            }
            List<String> deprecated = texts(rule.deprecated());
            List<String> canonical = texts(rule.canonical());
            deprecatedById.put(rule.id(), deprecated);
            canonicalById.put(rule.id(), canonical);
            listsById.put(rule.id(), lists(deprecated, canonical));
        }
    }

    /** The rules that are judged: in mode {@code off} a rule neither watches nor refuses. */
    List<Rule> rules() {
        return judged;
    }

    /**
     * The deprecated call sites of a ledger with calls that nobody allowed, by the policy that the process had, or that
     * were never reached, and that no rule asked about lists, or only one that is off.
     *
     * @param asTheyRan see {@link #rulesAsTheyRan}
     */
    List<SiteCounts> notAsked(ProcessEvidence ledger, Set<String> asTheyRan) {
        List<SiteCounts> notAsked = new ArrayList<>();
        Map<String, Rule> recorded = new HashMap<>();
        for (SiteCounts counts : ledger.sites()) {
            if (isLeftOut(counts)) {
                continue;
            }
            if (asTheyRan.contains(counts.site().rule())
                    && isJudged(counts.site().rule())) {
                continue;
            }
            boolean open = counts.site().role() == Role.DEPRECATED
                    && (counts.calls() == 0
                            ? !wasAllowed(ledger, counts.site(), recorded)
                            : counts.calls() - counts.delegated() - counts.allowed() > 0);
            if (open
                    && anew(counts, asTheyRan).stream()
                            .noneMatch(site -> isJudged(site.rule().id()))) {
                notAsked.add(counts);
            }
        }
        return notAsked;
    }

    /** Whether the place of a call is in a class of another agent, and nobody else called from there. */
    boolean isLeftOut(SiteCounts counts) {
        return !ofDeletion && counts.isOfAgent();
    }

    private boolean isJudged(String id) {
        Rule rule = byId.get(id);
        return rule != null && rule.mode() != Mode.OFF;
    }

    /**
     * Of a site that was never reached the counts do not tell.
     *
     * @param recorded the rules of the ledger that were asked for, by id: to parse one takes long
     */
    private boolean wasAllowed(ProcessEvidence ledger, Site site, Map<String, Rule> recorded) {
        Caller caller = site.caller();
        Rule rule = recorded.computeIfAbsent(site.rule(), id -> recordedRule(ledger, id));
        return rule != null && rule.allowEntry(caller.className(), caller.method(), day) != null;
    }

    private static @Nullable Rule recordedRule(ProcessEvidence ledger, String id) {
        for (RuleInfo rule : ledger.rules()) {
            if (rule.id().equals(id)) {
                return rule.asRule();
            }
        }
        return null;
    }

    /**
     * What the policy makes of each site of a ledger; a call that two old rules counted is one call under a new one.
     *
     * @param asTheyRan see {@link #rulesAsTheyRan}
     */
    void judge(ProcessEvidence ledger, Set<String> asTheyRan, Consumer<JudgedSite> judged) {
        if (asTheyRan.containsAll(byId.keySet())) { // no call is judged twice
            asTheyRan(ledger, asTheyRan, judged);
            return;
        }
        Map<Place, JudgedSite> sites = new LinkedHashMap<>();
        for (SiteCounts counts : ledger.sites()) {
            if (asTheyRan.contains(counts.site().rule())) {
                add(sites, asItRan(counts));
            }
            for (JudgedSite anew : anew(counts, asTheyRan)) {
                add(sites, anew);
            }
        }
        sites.values().forEach(judged);
    }

    /**
     * The classes that a process ran code of, as it was called from outside, under rules that listed them and of which
     * the rule asked about does not: what they called in turn was not counted.
     *
     * @param ids of those rules
     */
    Set<String> ranBeside(ProcessEvidence ledger, Rule rule, Set<String> ids) {
        Set<String> classes = new TreeSet<>();
        for (SiteCounts counts : ledger.sites()) {
            Site site = counts.site();
            if (ids.contains(site.rule())
                    && site.role() == Role.DEPRECATED
                    && !counts.isSilent()
                    && !lists(rule, site.target())) {
                classes.add(site.target().className());
            }
        }
        return classes;
    }

    private boolean lists(Rule rule, Target target) {
        for (PolicyMatcher.Match match : matcher.member(target.className(), target.member(), target.descriptor())) {
            if (match.role() == Role.DEPRECATED && match.rule().id().equals(rule.id())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What each rule that lists it makes of one site; nothing if it is exempt, or no rule that is on lists it.
     *
     * @param asTheyRan see {@link #rulesAsTheyRan}
     */
    List<JudgedSite> judge(SiteCounts counts, Set<String> asTheyRan) {
        List<JudgedSite> sites = new ArrayList<>(1);
        if (asTheyRan.contains(counts.site().rule())) {
            JudgedSite asItRan = asItRan(counts);
            if (asItRan != null) {
                sites.add(asItRan);
            }
        }
        if (!asTheyRan.containsAll(byId.keySet())) {
            sites.addAll(anew(counts, asTheyRan));
        }
        sites.removeIf(site -> site.rule().mode() == Mode.OFF);
        return sites;
    }

    private void asTheyRan(ProcessEvidence ledger, Set<String> ids, Consumer<JudgedSite> judged) {
        for (SiteCounts counts : ledger.sites()) {
            JudgedSite site = ids.contains(counts.site().rule()) ? asItRan(counts) : null;
            if (site != null && site.rule().mode() != Mode.OFF) {
                judged.accept(site);
            }
        }
    }

    /** The place of a call, whatever rules were in force when it was counted. */
    private record Place(String rule, Caller caller, Target target, Kind kind) {}

    private static void add(Map<Place, JudgedSite> sites, @Nullable JudgedSite site) {
        if (site != null && site.rule().mode() != Mode.OFF) {
            Site at = site.counts().site();
            sites.merge(
                    new Place(site.rule().id(), at.caller(), at.target(), at.kind()),
                    site,
                    (a, b) -> a.counts().calls() >= b.counts().calls() ? a : b);
        }
    }

    /** The rules that take away what a loaded class refers to, and not that class. */
    List<Rule> takingAway(LoadedReference reference) {
        String from = reference.className();
        List<Rule> with = removal.rules(from, Removal.outers(from));
        List<Rule> taking = new ArrayList<>(1);
        for (Rule rule : removal.rules(reference.target(), Removal.outers(reference.target()))) {
            add(rule, reference, with, taking);
        }
        if (!reference.targetMember().isEmpty()) {
            String member = reference.targetMember();
            List<PolicyMatcher.Match> matches = reference.kind() == ReferenceKind.ANNOTATION
                    ? matcher.method(reference.target(), member, "()V")
                    : matcher.field(reference.target(), member);
            for (PolicyMatcher.Match match : matches) {
                if (match.role() == Role.DEPRECATED) {
                    add(match.rule(), reference, with, taking);
                }
            }
        }
        return taking;
    }

    private void add(Rule rule, LoadedReference reference, List<Rule> with, List<Rule> taking) {
        String from = reference.className();
        boolean goes = with.contains(rule)
                || matcher.side(rule, from, outer(from), reference.member(), reference.descriptor())
                        == CallerSide.DEPRECATED;
        if (!goes && rule.mode() != Mode.OFF && !taking.contains(rule)) {
            taking.add(rule);
        }
    }

    /**
     * The rules that list in the policy asked about what they listed when the process ran; or of which nothing is
     * known.
     */
    Set<String> rulesAsTheyRan(ProcessEvidence ledger) {
        Set<String> same = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (RuleInfo rule : ledger.rules()) {
            known.add(rule.id());
            if (listsTheSame(rule)) {
                same.add(rule.id());
            }
        }
        // what a rule listed for an hour, by mistake, counted as long as it was wrong
        for (PolicyInForce policy : ledger.facts().policies()) {
            for (RuleInfo rule : policy.rules()) {
                if (!listsTheSame(rule)) {
                    same.remove(rule.id());
                }
            }
        }
        // a damaged ledger may have lost the rule that its sites name
        for (SiteCounts counts : ledger.sites()) {
            String id = counts.site().rule();
            if (!known.contains(id) && byId.containsKey(id)) {
                same.add(id);
            }
        }
        return same;
    }

    /** A rule that lists nothing, which no policy file can have, is one whose lists a ledger has not kept, or lost. */
    private boolean listsTheSame(RuleInfo rule) {
        Rule asked = byId.get(rule.id());
        return asked != null
                && (rule.deprecated().isEmpty()
                        || asked.deprecated().isEmpty()
                        || (rule.deprecated().equals(deprecatedById.get(rule.id())) // most, and quickly seen
                                && rule.canonical().equals(canonicalById.get(rule.id())))
                        || lists(rule.deprecated(), rule.canonical()).equals(listsById.get(rule.id())));
    }

    private @Nullable JudgedSite asItRan(SiteCounts counts) {
        if (isLeftOut(counts)) {
            return null;
        }
        Rule rule = Objects.requireNonNull(byId.get(counts.site().rule()));
        long delegated = Math.min(counts.delegated(), counts.calls());
        CountedAs tally = counts.calls() == 0
                ? tally(rule, counts.site().role(), counts) // never reached: its names say what it would be
                : delegated == counts.calls() ? CountedAs.DELEGATION : CountedAs.CALL;
        return tally == CountedAs.EXEMPT ? null : judged(rule, counts.site().role(), tally, counts, delegated);
    }

    /** Under the rules that are new, or list something else than when the process ran. */
    private List<JudgedSite> anew(SiteCounts counts, Set<String> asTheyRan) {
        if (isLeftOut(counts)) {
            return List.of();
        }
        Target target = counts.site().target();
        List<JudgedSite> judged = new ArrayList<>(1);
        boolean underItsOwn = false;
        for (PolicyMatcher.Match match : matcher.member(target.className(), target.member(), target.descriptor())) {
            underItsOwn |= match.rule().id().equals(counts.site().rule());
            if (!asTheyRan.contains(match.rule().id())) {
                add(judged, match.rule(), match.role(), counts);
            }
        }
        Rule own = byId.get(counts.site().rule());
        if (!underItsOwn
                && own != null
                && !asTheyRan.contains(own.id())
                && mayMeanByAnnotation(own, target.className())) {
            // which members are so marked is not in the ledger: what the process found is believed
            add(judged, own, counts.site().role(), counts);
        }
        return judged;
    }

    private void add(List<JudgedSite> judged, Rule rule, Role role, SiteCounts counts) {
        CountedAs tally = tally(rule, role, counts);
        if (tally != CountedAs.EXEMPT) {
            judged.add(judged(rule, role, tally, counts, tally == CountedAs.DELEGATION ? counts.calls() : 0));
        }
    }

    private JudgedSite judged(Rule rule, Role role, CountedAs tally, SiteCounts counts, long delegated) {
        Caller caller = counts.site().caller();
        long letPass = rule.deprecated().isEmpty() ? counts.allowed() : 0;
        return new JudgedSite(
                rule,
                role,
                tally,
                counts,
                delegated,
                letPass,
                rule.allowEntry(caller.className(), caller.method(), day));
    }

    private CountedAs tally(Rule rule, Role role, SiteCounts counts) {
        Caller caller = counts.site().caller();
        return matcher.side(rule, caller.className(), outer(caller.className()), caller.method(), caller.descriptor())
                .towards(role);
    }

    /** Whether the calls of that caller pass a rule since its class is canonical. */
    boolean isDelegate(Rule rule, Caller caller) {
        return matcher.side(rule, caller.className(), outer(caller.className()), caller.method(), caller.descriptor())
                == CallerSide.CANONICAL;
    }

    /** The classes that a caller's name says it is nested in: ledgers keep no more of it, and no generated classes. */
    static List<String> outer(String className) {
        List<String> outer = new ArrayList<>(0);
        for (int i = className.lastIndexOf('$'); i > 0; i = className.lastIndexOf('$', i - 1)) {
            outer.add(className.substring(0, i));
        }
        return outer;
    }

    private static boolean mayMeanByAnnotation(Rule rule, String className) {
        for (Signature signature : rule.deprecated()) {
            if (signature.member() instanceof Signature.Member.Annotated
                    && signature.owner().matches(className)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> lists(Collection<String> deprecated, Collection<String> canonical) {
        Set<String> lists = new HashSet<>(deprecated);
        for (String text : canonical) {
            lists.add("canonical " + text);
        }
        return lists;
    }

    private static List<String> texts(List<Signature> signatures) {
        return signatures.stream().map(Signature::text).toList();
    }
}
