package dev.lastcall.runtime;

import dev.lastcall.about.Version;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.CallsByThread;
import dev.lastcall.gate.Gate;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.policy.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was seen until now, for code of the application, which has none of the agent's classes: maps and lists with the
 * names of the JSON report. The launcher's {@code dev.lastcall.Lastcall} says what each means. Thread-safe.
 */
final class LivingEvidence implements Supplier<Map<String, Object>>, Function<Object, @Nullable Object> {
    private static final ToleratedSites TOLERATED = new ToleratedSites();

    private final DormantAgent agent;

    LivingEvidence(DormantAgent agent) {
        this.agent = agent;
    }

    @Override
    public Map<String, Object> get() {
        ActiveAgent active = agent.active();
        return active == null ? none(agent.draft(), agent.mode()) : of(active.get());
    }

    /**
     * Calls by thread: an array of threads, and by thread two arrays of counters by site number. Given a number: the
     * names of that call site, or null. Given a baseline's path and a number: whether it tolerates that call site, or
     * as a text why it can't be read.
     */
    @Override
    public @Nullable Object apply(Object asked) {
        ActiveAgent active = agent.active();
        Gate gate = active == null ? null : active.enforcement().gate();
        if (asked instanceof Integer number) {
            Site site = site(gate, number);
            return site == null ? null : Collections.unmodifiableMap(names(site));
        }
        if (asked instanceof Object[] question) {
            return TOLERATED.ask((String) question[0], site(gate, (Integer) question[1]));
        }
        CallsByThread calls = gate == null ? null : gate.callsByThread();
        return calls == null
                ? new Object[] {new Thread[0], new long[0][], new long[0][]}
                : new Object[] {calls.threads(), calls.open(), calls.settled()};
    }

    private static @Nullable Site site(@Nullable Gate gate, int number) {
        return gate == null ? null : gate.siteForEvidence(number);
    }

    /** Nothing was seen yet. */
    private static Map<String, Object> none(LedgerDraft draft, Mode mode) {
        return whole(draft.service(), mode.label(), draft.file(), List.of(), List.of());
    }

    private static Map<String, Object> of(ProcessEvidence seen) {
        Map<Site, SiteCounts> sites = new LinkedHashMap<>();
        for (SiteCounts site : seen.sites()) {
            sites.merge(site.site(), site, Counts::merge);
        }
        List<Map<String, Object>> said = new ArrayList<>(sites.size());
        for (SiteCounts site : sites.values()) {
            said.add(site(site));
        }
        List<Map<String, Object>> blind = new ArrayList<>();
        for (BlindSpot spot : seen.blindSpots()) {
            blind.add(Map.of("class", spot.className(), "reason", spot.reason()));
        }
        return whole(
                seen.process().service(), seen.process().mode(), seen.process().file(), said, blind);
    }

    private static Map<String, Object> whole(
            String service,
            String mode,
            String ledger,
            List<Map<String, Object>> sites,
            List<Map<String, Object>> blindSpots) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("version", Version.CURRENT);
        whole.put("service", service);
        whole.put("mode", mode);
        whole.put("ledger", ledger);
        whole.put("sites", Collections.unmodifiableList(sites));
        whole.put("blindSpots", Collections.unmodifiableList(blindSpots));
        return Collections.unmodifiableMap(whole);
    }

    private static Map<String, Object> site(SiteCounts counts) {
        Site site = counts.site();
        Map<String, Object> said = names(site);
        said.put("calls", counts.calls());
        said.put("blocked", counts.blocked());
        said.put("allowed", counts.allowed());
        said.put("delegated", counts.delegated());
        said.put("firstSeen", counts.firstSeen().toEpochMilli());
        said.put("lastSeen", counts.lastSeen().toEpochMilli());
        return Collections.unmodifiableMap(said);
    }

    private static Map<String, Object> names(Site site) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("rule", site.rule());
        said.put("role", site.role().label());
        said.put("kind", site.kind().label());
        said.put("caller", caller(site.caller()));
        said.put("target", target(site.target()));
        said.put("swallowed", site.swallowing());
        return said;
    }

    private static Map<String, Object> caller(Caller caller) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("class", caller.className());
        said.put("method", caller.method());
        said.put("descriptor", caller.descriptor());
        said.put("line", caller.line());
        said.put("source", caller.source());
        said.put("codeSource", caller.codeSource());
        said.put("loader", caller.loader());
        return Collections.unmodifiableMap(said);
    }

    private static Map<String, Object> target(Target target) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("class", target.className());
        said.put("member", target.member());
        said.put("descriptor", target.descriptor());
        return Collections.unmodifiableMap(said);
    }
}
