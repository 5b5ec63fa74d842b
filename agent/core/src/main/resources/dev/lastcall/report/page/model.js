// The report's data as the page uses it. What the document calls things is known here only.

function modelOf(report, sources) {
  const time = clock(report.verdict.question.zone);
  const known = instant => Date.parse(instant) > 0;
  const processes = report.processes;
  const releases = report.releases;

  function site(raw) {
    const used = raw.releases.map(place => releases[place]);
    const dot = raw.caller.class.lastIndexOf(".");
    const outer = raw.caller.class.slice(dot + 1).split("$")[0];
    const line = raw.caller.line > 0 ? ":" + raw.caller.line : "";
    return {
      ...raw,
      deprecated: raw.role === "deprecated",
      package: dot < 0 ? "" : raw.caller.class.slice(0, dot),
      name: raw.caller.class.slice(dot + 1) + "." + raw.caller.method,
      // the file is named where it is not that of the class
      place: raw.caller.source.split(".")[0] === outer ? line : raw.caller.source ? " (" + raw.caller.source + line + ")" : line,
      jar: raw.caller.jar,
      entry: raw.allowEntry >= 0 ? report.allowEntries[raw.allowEntry] : null,
      services: distinct(used.map(release => release.service)),
      versions: distinct(used.map(release => release.version).filter(Boolean)),
      environments: distinct(used.map(release => release.environment).filter(Boolean)),
      first: known(raw.firstSeen) ? Date.parse(raw.firstSeen) : 0,
      last: known(raw.lastSeen) ? Date.parse(raw.lastSeen) : 0,
      libraries: distinct(raw.variants.map(variant => report.codeSources[variant.codeSource]?.library ?? "").filter(Boolean)),
      topReleases: raw.releaseCalls.map((calls, i) => ({ release: raw.releases[i], calls, processes: raw.releaseProcesses[i] })),
      topProcesses: raw.topProcesses.map((process, i) => ({ process, calls: raw.topProcessCalls[i] })),
      history: { days: raw.days, hours: [] },
      callPaths: raw.paths.map(path => ({ ...path, frames: path.frames.map(place => report.frames[place]) })),
      source: sources.sites[raw.id] ?? null,
    };
  }

  const sites = report.callSites.map(site);
  // worst first: what a block would refuse, then what was called, then what was only loaded
  sites.sort((a, b) => b.open - a.open || Number(b.deprecated) - Number(a.deprecated) || b.calls - a.calls);
  const byId = new Map(sites.map(one => [one.id, one]));
  const nobodyWatched = report.verdict.doubts.some(doubt => doubt.code === "no-process" && doubt.subject === "");
  return {
    report, sources, sites, byId, processes, releases, time,
    // why silence says nothing at all; empty if somebody watched
    nothing: processes.length === 0 ? "There is no evidence yet." : sites.length === 0 && nobodyWatched ? "No process has watched." : "",
    unknown: report.verdict.result === "UNKNOWN",
    rules: report.rules,
    ruleById: new Map(report.rules.map(rule => [rule.id, rule])),
    now: Date.parse(report.generatedAt),
    zone: report.verdict.question.zone === "Z" ? "UTC" : report.verdict.question.zone,
    open: report.openCalls.series.map(one => ({ rule: one.rule, by: one.by, name: one.name, history: one })),
    codeSource: place => report.codeSources[place],
  };
}

function distinct(values) {
  return [...new Set(values)];
}

/** What the states of a call site are called; the order is that of the choice. */
const STATES = {
  "open": ["Open", "a block would refuse its calls", "open"],
  "would-block": ["A block would refuse it", "a block would refuse a call from there, be it reached or not", ""],
  "never-reached": ["Never reached", "it is in a loaded class, and nobody called from there", "never"],
  "allowed": ["Allowed", "an allow entry lets its calls pass", "allowed"],
  "delegated": ["Delegated", "between the rule's own deprecated and canonical classes", "delegated"],
  "pass": ["Not listed", "no rule of the policy asked about refuses its calls", "delegated"],
  "blocked": ["Refused when it ran", "calls were refused", ""],
  "swallowed": ["Refusal swallowed", "the caller may not have noticed the refusal", "danger"],
  "static-initializer": ["Static initializer", "a refusal there breaks the class for good", "danger"],
  "by-agents": ["By other agents", "another agent called from there", ""],
  "canonical": ["Replacement", "it calls the replacement", "replacement"],
};

function stateTag(state) {
  const [word, why, look] = STATES[state] ?? [state, "", ""];
  return h("span", { class: "tag " + look, title: why }, word);
}

/** What is worth a tag beside the state itself. */
function tagsOf(site) {
  const marks = site.states.filter(state => state === "static-initializer" || state === "swallowed");
  const never = site.state === "never-reached" && site.states.find(state => ["allowed", "delegated", "canonical"].includes(state));
  return h("span", { class: "tags" }, [site.state, never, ...marks].filter(Boolean).map(stateTag));
}
