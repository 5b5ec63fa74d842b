// Puts the sections together. The verdict at the top is there already: it needs no script.

function themeButton() {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = h("button", { class: "button", id: "theme", type: "button", onclick: () => use(isDark() ? "light" : "dark") });

  function isDark() {
    return (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  }

  function use(theme) {
    root.dataset.theme = theme;
    try {
      localStorage.setItem("lastcall-theme", theme);
    } catch {
      // a page from a file may remember nothing
    }
    label();
  }

  function label() {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  }

  try {
    const kept = localStorage.getItem("lastcall-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch {
    // as above
  }
  dark.addEventListener("change", label);
  label();
  return button;
}

function empty(text, unsure) {
  return h("p", { class: "panel empty" + (unsure ? " unsure" : "") }, text);
}

function burnDownSection(model) {
  const redraw = [];
  if (!model.open.some(one => one.history.days.some(calls => calls > 0) || one.history.hours.some(calls => calls > 0))) {
    const called = model.sites.some(site => site.open > 0);
    return { title: "Burn-down", content: [called
      ? empty("The ledgers do not say when the open calls were.", true)
      : empty(model.nothing || "No open call was seen." + (model.unknown ? " That is no proof: the verdict says what is not known." : ""), model.nothing !== "" || model.unknown)], redraw };
  }
  const rules = distinct(model.open.map(one => one.rule));
  // of the calls of one owner it is not known in which service they were
  const byService = model.open.some(one => one.by === "service");
  let by = byService ? "service" : "jar";
  const holder = h("div", { class: "panel" });
  const lead = h("p", null);

  function show() {
    const parts = model.open.filter(one => one.by === (by === "rule" ? (byService ? "service" : "jar") : by))
      .map(one => ({ name: by === "rule" ? one.rule : one.name, history: one.history }));
    const chart = burnDown(parts, model.now, "Open calls");
    redraw[0] = chart.draw;
    holder.replaceChildren(chart.element);
    lead.textContent = "Calls that a block would refuse, over time, in UTC. " + chart.trend;
    requestAnimationFrame(chart.draw);
  }

  show();
  const choices = [...(byService ? [["service", "By service"]] : []), ["jar", "By jar"], ...(rules.length > 1 ? [["rule", "By rule"]] : [])];
  return {
    title: "Burn-down", leadNode: lead, redraw,
    tools: segments("Open calls by", "burn-down-by", choices, by, value => { by = value; show(); }),
    content: [holder],
  };
}

function rulesSection(model) {
  if (model.rules.length === 0) return { title: "Rules", content: [empty("No process ran under a rule.", true)] };
  const state = { sort: "", desc: true, page: 1 };
  const amount = (amount, href) => amount.sites === 0 ? h("span", { class: "muted" }, "0")
    : [href ? h("a", { href }, number(amount.calls)) : number(amount.calls), h("div", { class: "muted small nowrap" }, count(amount.sites, "site"))];
  const neverCell = rule => {
    const never = rule.neverReached;
    return never > 0 ? h("a", { href: sitesHref({ rule: rule.id, state: "never-reached" }) }, number(never)) : h("span", { class: "muted" }, "0");
  };
  const table = pagedTable({
    caption: "Rules", state, pageSize: 20, changed: () => table.show(model.rules),
    columns: [
      { id: "rule", label: "Rule", head: true, wide: true, value: rule => rule.id, cell: rule => [h("a", { href: sitesHref({ rule: rule.id }) }, rule.id), h("div", { class: "muted small" }, rule.message)] },
      { id: "mode", label: "Mode", value: rule => rule.mode, cell: rule => rule.mode },
      { id: "open", label: "Open calls", num: true, value: rule => rule.open.calls, cell: rule => amount(rule.open, sitesHref({ rule: rule.id, state: "open" })) },
      { id: "allowed", label: "Allowed", num: true, value: rule => rule.allowed.calls, cell: rule => amount(rule.allowed, sitesHref({ rule: rule.id, state: "allowed" })) },
      { id: "delegated", label: "Delegated", num: true, value: rule => rule.delegated.calls, cell: rule => amount(rule.delegated, sitesHref({ rule: rule.id, state: "delegated" })) },
      { id: "canonical", label: "Replacement", num: true, value: rule => rule.canonical.calls, cell: rule => amount(rule.canonical, sitesHref({ rule: rule.id, state: "canonical" })) },
      { id: "never", label: "Never reached", num: true, value: rule => rule.neverReached, cell: neverCell },
      { id: "progress", label: "Old and new", value: share, cell: rule => [meter(rule.open.calls, rule.canonical.calls, progress(rule)), h("div", { class: "muted small nowrap" }, progress(rule))] },
    ],
  });

  function share(rule) {
    const all = rule.open.calls + rule.canonical.calls;
    return all === 0 ? -1 : rule.canonical.calls / all;
  }

  function progress(rule) {
    const part = share(rule);
    if (part < 0) return "no calls";
    if (!rule.hasCanonical && rule.canonical.calls === 0) return "names no replacement";
    const percent = part === 1 ? 100 : Math.min(99, Math.floor(100 * part));
    return `${percent} % the new way`;
  }

  table.show(model.rules);
  return { title: "Rules", content: [table.element] };
}

function dualSection(model) {
  const dual = model.report.dualScopes;
  const title = "Old and new side by side";
  if (dual.length === 0) return { title, content: [empty(model.nothing || "No scope calls both ways.", model.nothing !== "" || model.unknown)] };
  const holder = h("div", { class: "duals" });
  const state = { shown: 5 };
  const more = h("button", { class: "button", type: "button", onclick: () => { state.shown += 20; show(); } });

  function side(site, calls, label, scope) {
    if (!site) return h("div", { class: label === "Deprecated" ? "old" : null }, label);
    return h("div", { class: label === "Deprecated" ? "old" : null },
      h("p", { class: "side" }, h("span", null, label), h("span", { class: "num" }, count(calls, "call"))),
      h("a", { class: "bare frame", href: sitesHref({ state: "all", rule: site.rule, site: site.id }) }, frameOf(site)),
      site.source && sourceLines(narrowed(site.source, 2), site.deprecated, `${label} in the ${scope.scope} ${scope.name}, rule ${scope.rule}: `));
  }

  function show() {
    holder.replaceChildren(...dual.slice(0, state.shown).map(scope => h("article", { class: "panel dual" },
      h("h3", null, breakable(scope.name)),
      h("p", { class: "muted small" }, scope.scope + ", rule ", h("a", { href: sitesHref({ rule: scope.rule }) }, scope.rule)),
      h("div", { class: "pair" },
        side(model.byId.get(scope.deprecatedSite), scope.deprecatedCalls, "Deprecated", scope),
        side(model.byId.get(scope.canonicalSite), scope.canonicalCalls, "Replacement", scope)))));
    const left = dual.length - state.shown;
    more.hidden = left <= 0;
    more.textContent = left > 20 ? `Show 20 more of ${number(left)}` : `Show ${number(left)} more`;
  }

  show();
  return {
    title,
    lead: "Where the deprecated way and its replacement were both called. Each may keep a state of its own, which is how events and settings get lost.",
    content: [holder, h("p", { class: "pager" }, more)],
  };
}

function narrowed(excerpt, around) {
  const from = Math.max(excerpt.from, excerpt.line - around);
  return { ...excerpt, from, lines: excerpt.lines.slice(from - excerpt.from, excerpt.line + around - excerpt.from + 1) };
}

function mapSection(model) {
  const deprecated = model.sites.filter(site => site.deprecated);
  const title = "Where it is";
  const redraw = [];
  let by = "sites";
  const holder = h("div", { class: "panel" });
  const modules = new Map();
  for (const site of deprecated) {
    const module = site.jar || "not known where";
    const packages = modules.get(module) ?? modules.set(module, new Map()).get(module);
    const known = packages.get(site.package) ?? packages.set(site.package, { sites: 0, calls: 0, open: 0 }).get(site.package);
    known.sites++;
    known.calls += site.calls;
    known.open += site.open;
  }
  const fields = [...modules.values()].reduce((sum, packages) => sum + packages.size, 0);
  if (fields < 3) return null; // the list of call sites says as much

  function words(item) {
    return `${count(item.sites, "call site")}, ${count(item.open, "open call")} of ${number(item.calls)}`;
  }

  function show() {
    const data = [...modules].map(([name, packages]) => ({
      name,
      packages: [...packages].map(([pkg, sums]) => ({
        ...sums, name: pkg || "<unnamed>", short: pkg.split(".").pop() || "<unnamed>",
        weight: by === "sites" ? sums.sites : sums.calls,
        href: sitesHref({ ...(name === "not known where" ? {} : { jar: name }), package: pkg || "<unnamed>" }),
      })).filter(item => item.weight > 0),
    })).filter(module => module.packages.length > 0);
    const map = treemap(data, "Deprecated call sites by jar and package", words);
    redraw[0] = map.draw;
    const rows = data.flatMap(module => module.packages.map(item => [`${module.name}, ${item.name}`, number(item.sites), number(item.open), number(item.calls)]))
      .sort((a, b) => Number(b[1].replaceAll(",", "")) - Number(a[1].replaceAll(",", "")));
    holder.replaceChildren(map.element,
      h("ul", { class: "legend" }, h("li", { class: "muted" }, "Open calls"), [0, 1, 2, 3, 4].map(level => h("li", null, h("span", { class: "heat h" + level }), ["none", "few", "", "", "most"][level]))),
      asTable("Deprecated call sites by jar and package", ["Jar and package", "Call sites", "Open calls", "Calls"], rows.slice(0, 200)));
    requestAnimationFrame(map.draw);
  }

  show();
  return {
    title, redraw,
    lead: "Deprecated call sites by jar, and in it by package. A field is a link to its call sites.",
    tools: segments("Areas stand for", "map-by", [["sites", "Call sites"], ["calls", "Calls"]], by, value => { by = value; show(); }),
    content: [holder],
  };
}

/** What may go on for a while: the policy's allow entries, and call sites that a baseline tolerates, on one time line. */
function exceptionsSection(model) {
  const entries = model.report.allowEntries;
  const tolerated = model.report.baselineEntries;
  const title = "Exceptions";
  const hasBaseline = model.report.baseline !== "";
  if (entries.length + tolerated.length === 0) {
    return { title, content: [empty(hasBaseline
      ? "Neither policy nor baseline lets anybody go on with the old way."
      : "The policy allows nobody to go on with the old way.")] };
  }
  const today = Date.parse(model.report.verdict.question.on);
  const ends = [...entries, ...tolerated].map(entry => Date.parse(entry.expires)).filter(at => !Number.isNaN(at));
  const from = ends.reduce((a, b) => Math.min(a, b), today) - 60 * DAY;
  const until = ends.reduce((a, b) => Math.max(a, b), today + 90 * DAY) + 14 * DAY;
  const looks = { "expired": ["over", "Expired", "open"], "ends-soon": ["soon", "Ends soon", "allowed"], "active": ["on", "Active", ""] };
  const stateTagOf = entry => h("span", { class: "tag " + (looks[entry.state]?.[2] ?? "") }, looks[entry.state]?.[1] ?? entry.state);
  const stateOrder = entry => ["expired", "ends-soon", "active"].indexOf(entry.state);
  const bar = entry => {
    const end = entry.expires ? Date.parse(entry.expires) + DAY : until;
    return strip(from, end, from, until, today, looks[entry.state]?.[0] ?? "on", entry.expires ? `Until ${plain(entry.expires)}` : "Without an end");
  };
  const ending = [
    { id: "expires", label: "Until", num: true, value: entry => entry.expires || "9999", cell: entry => entry.expires || "no end" },
    { id: "line", label: "Time line", wide: true, cell: bar },
  ];
  const day = at => new Date(at).toISOString().slice(0, 10);
  return {
    title,
    lead: `Who may go on with the old way, and until when. Time lines go from ${day(from)} to ${day(until)}; the line across marks the day asked about, ${plain(model.report.verdict.question.on)}.`,
    content: [
      hasBaseline && h("h3", null, "Allowed by the policy"),
      entries.length > 0 ? allowTable(entries, model, ending, stateTagOf, stateOrder)
        : empty("The policy allows nobody to go on with the old way."),
      hasBaseline && h("h3", null, "Tolerated by ", h("span", { class: "code" }, breakable(model.report.baseline))),
      hasBaseline && (tolerated.length > 0 ? baselineTable(tolerated, model, ending, stateTagOf, stateOrder)
        : empty("The baseline tolerates no call site.")),
    ],
  };
}

function allowTable(entries, model, ending, stateTagOf, stateOrder) {
  const state = { sort: "expires", desc: false, page: 1 };
  const table = pagedTable({
    caption: "Allow entries", state, pageSize: 25, className: "times", changed: () => table.show(entries),
    columns: [
      { id: "callers", label: "Callers", head: true, wide: true, value: entry => entry.callers, cell: entry => [h("span", { class: "code" }, entry.callers), h("div", { class: "muted small" }, entry.reason)] },
      { id: "rule", label: "Rule", value: entry => entry.rule, cell: entry => h("a", { href: sitesHref({ rule: entry.rule }) }, entry.rule) },
      { id: "owner", label: "Owner", value: entry => entry.owner, cell: entry => entry.owner },
      { id: "state", label: "State", value: stateOrder, cell: entry => h("span", { class: "tags" }, stateTagOf(entry), entry.unused && !model.nothing && entry.state !== "expired" && h("span", { class: "tag never" }, "Unused")) },
      { id: "allowed", label: "Calls it allows", num: true, value: entry => entry.allowed.calls, cell: entry => entry.state === "expired" ? [number(entry.open.calls), h("div", { class: "muted small" }, "now open")] : number(entry.allowed.calls) },
      ...ending,
    ],
  });
  table.show(entries);
  return table.element;
}

function baselineTable(entries, model, ending, stateTagOf, stateOrder) {
  const state = { sort: "expires", desc: false, page: 1 };
  const simple = name => name.slice(name.lastIndexOf(".") + 1);
  const callerCell = entry => {
    const name = simple(entry.caller.class) + "." + entry.caller.method;
    const site = entry.callSites[0];
    const label = h("span", { class: "code" }, breakable(name));
    return [site && model.byId.has(site) ? h("a", { href: sitesHref({ state: "all", site }), title: entry.caller.class }, label) : label,
      h("div", { class: "muted small code" }, "\u2192 " + entry.kind + " ", breakable(entry.target.name)),
      entry.reason && h("div", { class: "muted small" }, entry.reason)];
  };
  const table = pagedTable({
    caption: "Tolerated call sites", state, pageSize: 25, className: "times", changed: () => table.show(entries),
    columns: [
      { id: "caller", label: "Call site", head: true, wide: true, value: entry => entry.caller.class + "." + entry.caller.method, cell: callerCell },
      { id: "rule", label: "Rule", value: entry => entry.rule, cell: entry => h("a", { href: sitesHref({ rule: entry.rule }) }, entry.rule) },
      { id: "owner", label: "Owner", value: entry => entry.owner, cell: entry => entry.owner },
      { id: "state", label: "State", value: stateOrder, cell: entry => h("span", { class: "tags" }, stateTagOf(entry), entry.callSites.length === 0 && h("span", { class: "tag never" }, "Not seen")) },
      { id: "open", label: "Open calls", num: true, value: entry => entry.open.calls, cell: entry => number(entry.open.calls) },
      ...ending,
    ],
  });
  table.show(entries);
  return table.element;
}

function processesSection(model) {
  const title = "Processes";
  if (model.processes.length === 0) return { title, content: [empty("No ledger of a process was read. Silence is no evidence.", true)] };
  const all = model.processes.map(process => ({ ...process, from: Date.parse(process.startedAt), until: Date.parse(process.lastSeenAt) }));
  const from = Math.min(...all.map(process => process.from));
  const until = Math.max(model.now, ...all.map(process => process.until));
  const life = process => strip(process.from, process.until, from, until, null, "on", `From ${model.time(process.startedAt)} to ${model.time(process.lastSeenAt)}`);
  const ended = { running: "running", exited: "exited", killed: "killed" };
  const columns = [
    { id: "service", label: "Service", head: true, wide: true, value: process => process.service, cell: process => [h("a", { href: sitesHref({ service: process.service }) }, process.service), " ", h("span", { class: "muted small code" }, `${process.pid}@${process.host}`)] },
    { id: "version", label: "Version", value: process => process.version, cell: process => process.version },
    { id: "environment", label: "Environment", value: process => process.environment, cell: process => process.environment },
    { id: "mode", label: "Mode", value: process => process.mode, cell: process => process.mode },
    { id: "state", label: "State", value: process => process.state, cell: process => ended[process.state] ?? process.state },
    { id: "from", label: "Started", num: true, value: process => process.from, cell: process => model.time(process.startedAt) },
    { id: "until", label: "Last seen", num: true, value: process => process.until, cell: process => model.time(process.lastSeenAt) },
    { id: "line", label: "Time", wide: true, cell: life },
  ];
  const state = { sort: "service", desc: false, page: 1 };
  let found = all;
  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = all.filter(process => words.every(word =>
      [process.name, process.service, process.version, process.environment, process.host, process.pid, process.mode, process.state, process.jvm, process.agentVersion, process.file].join("\n").toLowerCase().includes(word)));
    state.page = 1;
    table.show(found);
  } });
  const table = pagedTable({ caption: "Processes", columns, state, pageSize: 20, className: "times", changed: () => table.show(found) });
  table.show(all);
  const services = distinct(all.map(process => process.service)).length;
  return {
    title,
    lead: `${count(all.length, "process", "processes")} of ${count(services, "service")}. Time lines go from ${model.time(new Date(from).toISOString())} to ${model.time(new Date(until).toISOString())} (${plain(model.zone)}).`,
    content: [all.length > 10 && h("div", { class: "filters" }, h("label", { class: "field search" }, h("span", null, "Search processes"), search)), table.element],
  };
}

function unseenSection(model) {
  const unused = model.rules.flatMap(rule => [
    ...rule.unused.allow.map(entry => [rule.id, entry.callers, "let nobody pass"]),
    ...rule.unused.signatures.map(signature => [rule.id, signature, "matched nothing"]),
  ]);
  const lists = [
    ["Blind spots: what could not be watched", model.nothing || "Each class that was loaded could be watched.", model.report.blindSpots.map(spot => [h("span", { class: "code" }, spot.class), ": " + spot.reason])],
    ["Problems: ledgers that could not be read, wholly or in part", model.processes.length > 0 ? "Each ledger was read to its end." : model.nothing, model.report.problems],
    ["Unused: what in the policy had no effect", model.nothing || "Each signature and each allow entry was used.", unused.map(([rule, text, why]) => [h("span", { class: "code" }, text), ` ${why}, rule ${plain(rule)}`])],
  ];
  return {
    title: "What was not seen, not read, not used",
    content: [h("div", { class: "columns" }, lists.map(([heading, none, items]) => h("div", { class: "panel" }, h("h3", null, heading),
      items.length === 0 ? h("p", { class: "muted" }, none) : listed(items))))],
  };
}

function listed(items) {
  const some = 10;
  const item = content => h("li", null, content);
  return [h("ul", { class: "list" }, items.slice(0, some).map(item)),
    items.length > some && h("details", { class: "more" }, h("summary", null, `and ${number(items.length - some)} more`), h("ul", { class: "list" }, items.slice(some).map(item)))];
}

function show(model) {
  const hasEvidence = model.processes.length > 0 || model.sites.length > 0;
  const sections = [
    ["burn-down", "Burn-down", burnDownSection(model)],
    ["rules", "Rules", rulesSection(model)],
    ["sites", "Call sites", sitesSection(model)],
    ["dual", "Both ways", dualSection(model)],
    ["map", "Map", mapSection(model)],
    ["allow", "Exceptions", exceptionsSection(model)],
    ["processes", "Processes", processesSection(model)],
    ["unseen", "Not seen", unseenSection(model)],
  ].filter(([id, , section]) => section && (hasEvidence || id === "processes" || id === "unseen"));
  byId("sections").replaceChildren(...sections.map(([id, , section]) => h("section", { class: "section", id, "aria-labelledby": id + "-title" },
    h("header", null, h("h2", { id: id + "-title" }, section.title), section.tools, section.leadNode, section.lead && h("p", null, section.lead)),
    section.content)));
  byId("bar").append(
    h("nav", { "aria-label": "Sections" }, h("ul", null, sections.map(([id, label]) => h("li", null, h("a", { href: "#" + id }, label))))),
    themeButton());
  const redraw = () => sections.forEach(([, , section]) => section.redraw?.forEach(draw => draw()));
  let width = innerWidth;
  let waiting = 0;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(redraw);
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".verdict details:not([open]), #unseen details:not([open])")];
    closed.forEach(details => (details.open = true));
  });
  addEventListener("afterprint", () => closed.forEach(details => (details.open = false)));
  if (location.hash) {
    byId(location.hash.slice(1).split("?")[0])?.scrollIntoView({ behavior: "instant" });
  }
}

show(modelOf(JSON.parse(byId("report").textContent), JSON.parse(byId("sources").textContent)));
