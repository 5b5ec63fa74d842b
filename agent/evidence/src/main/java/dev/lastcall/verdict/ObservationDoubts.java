package dev.lastcall.verdict;

import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.MustCover;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whether each service was watched for long enough, on the right days, lately, and for all that is asked. */
final class ObservationDoubts implements Doubts {

    private static final int NAMED = 3;

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        for (ServiceTally service : fleet.services()) {
            if (service.processes() > 0) {
                addObserved(fleet, service, doubts);
                addMustCover(fleet, service, doubts);
                addAge(fleet, service, doubts);
            }
        }
        addNotWatched(fleet, doubts);
        return doubts;
    }

    private static void addObserved(Fleet fleet, ServiceTally service, List<Reason> doubts) {
        addObserved(fleet, service, "", service::observed, rule -> true, doubts);
        for (String environment : fleet.question().terms().environments()) {
            if (service.environments().contains(environment)) {
                Duration wanted = fleet.question().terms().minObservedOrUsual();
                addObserved(
                        fleet,
                        service,
                        environment,
                        rule -> service.observedIn(environment, rule),
                        rule -> service.observed(rule).length().compareTo(wanted) >= 0,
                        doubts);
            }
        }
    }

    /**
     * @param environment empty for all of them together
     * @param asked the rules that are not a doubt already
     */
    private static void addObserved(
            Fleet fleet,
            ServiceTally service,
            String environment,
            Function<String, Timeline> times,
            Predicate<String> asked,
            List<Reason> doubts) {
        Duration wanted = fleet.question().terms().minObservedOrUsual();
        Map<Duration, List<String>> rulesByTime = new LinkedHashMap<>();
        for (Rule rule : fleet.rules()) {
            Duration observed = times.apply(rule.id()).length();
            if (observed.compareTo(wanted) < 0 && asked.test(rule.id())) {
                rulesByTime.computeIfAbsent(observed, time -> new ArrayList<>()).add(rule.id());
            }
        }
        String where = environment.isEmpty() ? "" : " in " + environment;
        rulesByTime.forEach((observed, rules) -> {
            boolean all = rules.size() == fleet.rules().size();
            doubts.add(Reason.of(
                    DoubtCode.OBSERVED_TOO_SHORT,
                    all ? "" : rules.get(0),
                    service.name(),
                    service.name() + where,
                    service.name() + " was observed" + where + " for " + Words.duration(observed)
                            + (all ? "" : " under " + Words.some(rules, NAMED)) + ", less than "
                            + Words.duration(wanted) + stoodStill(service),
                    "wait, or ask for less: --min-observed",
                    "observedSeconds",
                    observed.toSeconds(),
                    "wantedSeconds",
                    wanted.toSeconds(),
                    "rules",
                    rules));
        });
    }

    private static String stoodStill(ServiceTally service) {
        return service.stoodStill().isZero()
                ? ""
                : "; not counted is " + Words.duration(service.stoodStill()) + ServiceTally.STOOD_STILL;
    }

    private static void addMustCover(Fleet fleet, ServiceTally service, List<Reason> doubts) {
        VerdictTerms terms = fleet.question().terms();
        for (MustCover wanted : terms.mustCover()) {
            List<String> rules = fleet.rules().stream()
                    .map(Rule::id)
                    .filter(id -> !service.observed(id)
                            .covers(wanted, fleet.question().zone()))
                    .toList();
            if (!rules.isEmpty()) {
                boolean all = rules.size() == fleet.rules().size();
                doubts.add(Reason.of(
                        DoubtCode.NOT_COVERED,
                        all ? "" : rules.get(0),
                        service.name(),
                        service.name() + ' ' + wanted.text(),
                        "no observed time of " + service.name() + " holds twelve hours of a day that is "
                                + wanted.text() + (all ? "" : ", under " + Words.some(rules, NAMED))
                                + stoodStill(service),
                        "wait for it, or drop it from verdict.must-cover",
                        "mustCover",
                        wanted.text(),
                        "rules",
                        rules));
            }
        }
    }

    private static void addAge(Fleet fleet, ServiceTally service, List<Reason> doubts) {
        Duration wanted = fleet.question().terms().maxAgeOrUsual();
        Instant now = fleet.question().judgedAt();
        String when = now.equals(fleet.question().now()) ? " ago, on " : " before that day, on ";
        Duration age = Duration.between(service.lastSeen(), now);
        if (age.compareTo(wanted) > 0) {
            doubts.add(tooOld(
                    service,
                    "",
                    service.name() + " was last heard of " + Words.duration(age) + when
                            + Words.time(service.lastSeen()),
                    age,
                    wanted));
            return;
        }
        // a process that lives may have stopped watching long ago
        for (Rule rule : fleet.rules()) {
            Timeline observed = service.observed(rule.id());
            Duration unobserved = Duration.between(observed.last(), now);
            if (!observed.isEmpty() && unobserved.compareTo(wanted) > 0) {
                doubts.add(tooOld(
                        service,
                        rule.id(),
                        rule.id() + ": " + service.name() + " was last observed " + Words.duration(unobserved) + when
                                + Words.time(observed.last()),
                        unobserved,
                        wanted));
            }
        }
    }

    private static Reason tooOld(ServiceTally service, String rule, String sentence, Duration age, Duration wanted) {
        return Reason.of(
                DoubtCode.TOO_OLD,
                rule,
                service.name(),
                service.name(),
                sentence + "; at most " + Words.duration(wanted) + " are allowed",
                "run it again with the agent, or allow more: --max-age",
                "ageSeconds",
                age.toSeconds(),
                "allowedSeconds",
                wanted.toSeconds());
    }

    /**
     * A process that lacked something is a doubt until its service was observed in full for long enough after it: what
     * ran beside it, or before, says nothing of what it did.
     */
    private static void addNotWatched(Fleet fleet, List<Reason> doubts) {
        Duration wanted = fleet.question().terms().minObservedOrUsual();
        for (ProcessNote note : fleet.notes(DoubtCode.NOT_WATCHED)) {
            ServiceTally service =
                    Objects.requireNonNull(fleet.service(note.process().service()));
            Instant end = note.process().lastSeenAt();
            Duration since = service.observed(note.rule()).lengthAfter(end);
            if (since.isZero() || since.compareTo(wanted) < 0) {
                doubts.add(Reason.of(
                        DoubtCode.NOT_WATCHED,
                        note.rule(),
                        note.process().service(),
                        ProcessNames.file(note.process()),
                        note.rule() + ": " + ProcessNames.name(note.process())
                                + (note.what().equals(Fleet.BESIDE)
                                        ? " did not count what was called by "
                                                + Words.count(note.names().size(), "class", "classes")
                                                + " that its policy lists, too: "
                                        : " did not watch "
                                                + Words.count(note.names().size(), "signature") + ": ")
                                + Words.some(note.names(), NAMED),
                        "observe " + note.process().service()
                                + " under this policy after it, leave it out (--since), or accept it by the name of"
                                + " its ledger with a reason",
                        note.what().equals(Fleet.BESIDE) ? "classes" : "signatures",
                        note.names()));
            }
        }
    }
}
