package dev.lastcall.report;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.json.JsonText;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.sections.AllowSection;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.SiteState;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.ReportedSite.ProcessUse;
import dev.lastcall.verdict.ReportedSite.ReleaseUse;
import dev.lastcall.verdict.ReportedSite.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The distinct call sites of a report in JSON, with the tables of what many of them share. 3,000 call sites of 1,000
 * processes fit into a page: of what grows with both there are only the first, and how many more. For one document.
 */
final class CallSiteJson {
    private static final int MOST_RELEASES = 10;
    private static final int MOST_VARIANTS = 10;

    private final JsonText json;
    private final Everything everything;
    private final Table<Release> releases = new Table<>();
    private final Table<CodeSource> codeSources = new Table<>();
    private final Table<String> frames = new Table<>();
    private final Map<UUID, Integer> processes = new HashMap<>();
    private final Map<Release, Integer> processesOf = new HashMap<>();

    /** The processes of one version of a service in one environment. */
    record Release(String service, String version, String environment) {}

    /** Where classes came from, what it is, and what loaded them. */
    record CodeSource(String location, String library, String loader) {}

    /** Values with their places. */
    private static final class Table<T> {
        private final Map<T, Integer> places = new LinkedHashMap<>();

        int place(T value) {
            Integer known = places.putIfAbsent(value, places.size());
            return known == null ? places.size() - 1 : known;
        }

        List<T> values() {
            return List.copyOf(places.keySet());
        }
    }

    CallSiteJson(JsonText json, Report report, Everything everything) {
        this.json = json;
        this.everything = everything;
        for (NamedProcess named : report.evidence().processes()) {
            ProcessInfo process = named.info();
            processes.put(process.uuid(), processes.size());
            Release release = releaseOf(process);
            releases.place(release);
            processesOf.merge(release, 1, Integer::sum);
        }
        frames.place(""); // stands for frames that are folded
    }

    private static Release releaseOf(ProcessInfo process) {
        return new Release(process.service(), process.version(), process.environment());
    }

    static String id(ReportedSite site) {
        return CallSite.id(site);
    }

    int release(ProcessInfo process) {
        return releases.place(releaseOf(process));
    }

    List<Release> releases() {
        return releases.values();
    }

    void release(Release release) {
        json.name("service").value(release.service());
        json.name("version").value(release.version());
        json.name("environment").value(release.environment());
        json.name("processes").value(processesOf.getOrDefault(release, 0));
    }

    List<CodeSource> codeSources() {
        return codeSources.values();
    }

    void codeSource(CodeSource source) {
        json.name("location").value(source.location());
        json.name("library").value(source.library());
        json.name("loader").value(source.loader());
    }

    List<String> frames() {
        return frames.values();
    }

    void callSite(CallSite callSite) {
        ReportedSite site = callSite.site();
        SiteKey key = site.key();
        json.name("id").value(callSite.id());
        json.name("rule").value(site.rule());
        json.name("role").value(site.role().label());
        json.name("kind").value(key.kind().label());
        json.name("state").value(callSite.state().word());
        json.name("states").beginArray();
        for (SiteState state : callSite.states()) {
            json.value(state.word());
        }
        json.endArray();
        json.name("treatment").value(site.treatment().word());
        json.texts("owners", callSite.owned().owners());
        json.name("ownedBy").value(callSite.owned().by().word());
        json.name("allowEntry").value(allowEntry(site.rule(), site.entry()));
        counts(site);
        ends(callSite);
        releases(site);
        json.name("processes").value(site.processes());
        List<Long> callers = new ArrayList<>();
        List<Long> calls = new ArrayList<>();
        for (ProcessUse use : site.callers()) {
            callers.add((long) processes.getOrDefault(use.process(), -1));
            calls.add(use.calls());
        }
        numbers("topProcesses", callers);
        numbers("topProcessCalls", calls);
        variants(site);
        paths(site);
        numbers("days", site.history().days());
    }

    private int allowEntry(String rule, @Nullable AllowEntry entry) {
        List<AllowSection> entries = everything.allow();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).rule().equals(rule) && entries.get(i).entry().equals(entry)) {
                return i;
            }
        }
        return -1;
    }

    private void counts(ReportedSite site) {
        json.name("calls").value(site.calls());
        json.name("open").value(site.openCalls());
        json.name("allowed").value(site.allowedCalls());
        json.name("delegated").value(site.delegatedCalls());
        json.name("blocked").value(site.blocked());
        json.name("allowedThen").value(site.allowedThen());
        json.name("swallowed").value(site.swallowed());
        json.name("byAgents").value(site.byAgents());
        json.name("firstSeen").value(site.firstSeen().toString());
        json.name("lastSeen").value(site.lastSeen().toString());
    }

    private void ends(CallSite callSite) {
        ReportedSite site = callSite.site();
        Site example = site.example();
        Caller caller = example.caller();
        json.name("caller").beginObject();
        json.name("class").value(site.key().callerClass());
        json.name("method").value(caller.method());
        json.name("descriptor").value(caller.descriptor());
        json.name("line").value(caller.line());
        json.name("source").value(caller.source());
        json.name("jar").value(callSite.jar());
        json.name("file").value(callSite.file());
        json.endObject();
        json.name("target").beginObject();
        json.name("class").value(example.target().className());
        json.name("member").value(example.target().member());
        json.name("descriptor").value(example.target().descriptor());
        json.name("name").value(example.target().asReference());
        json.endObject();
    }

    /** Which they are, all of them; and the calls and processes of the first. */
    private void releases(ReportedSite site) {
        List<Long> places = new ArrayList<>();
        List<Long> calls = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (ReleaseUse use : site.releases()) {
            places.add((long) place(use));
            if (calls.size() < MOST_RELEASES) {
                calls.add(use.calls());
                counts.add((long) use.processes());
            }
        }
        numbers("releases", places);
        numbers("releaseCalls", calls);
        numbers("releaseProcesses", counts);
    }

    private int place(ReleaseUse use) {
        return releases.place(new Release(use.service(), use.version(), use.environment()));
    }

    private void variants(ReportedSite site) {
        List<Variant> variants = site.variants();
        int shown = Math.min(MOST_VARIANTS, variants.size());
        json.name("variants").beginArray();
        for (Variant variant : variants.subList(0, shown)) {
            Caller caller = variant.site().caller();
            json.beginObject();
            json.name("class").value(caller.className());
            json.name("line").value(caller.line());
            json.name("codeSource")
                    .value(codeSources.place(new CodeSource(caller.codeSource(), variant.library(), caller.loader())));
            json.name("calls").value(variant.calls());
            json.texts("versions", variant.versions());
            json.endObject();
        }
        json.endArray();
        json.name("moreVariants").value(variants.size() - shown);
    }

    private void paths(ReportedSite site) {
        json.name("paths").beginArray();
        for (CallPath path : site.paths()) {
            json.beginObject();
            json.name("call").value(path.call());
            List<Long> places = new ArrayList<>(path.frames().size());
            for (PathFrame frame : path.frames()) {
                places.add((long) frames.place(frame.isFolded() ? "" : frame.className() + '.' + frame.method()));
            }
            numbers("frames", places);
            json.name("cut").value(path.cut());
            json.name("inStaticInitializer").value(path.inStaticInitializer());
            json.endObject();
        }
        json.endArray();
    }

    private void numbers(String name, List<Long> numbers) {
        json.name(name).beginArray();
        for (long number : numbers) {
            json.value(number);
        }
        json.endArray();
    }
}
