// The table of call sites: search, filters, sorting and pages, all of them in the address.

const PAGE = 50;
const PRINTED = 500;

const FILTERS = [
  { id: "rule", label: "Rule", of: site => [site.rule] },
  { id: "state", label: "State", of: site => site.states, name: state => STATES[state]?.[0] ?? state },
  { id: "service", label: "Service", of: site => site.services },
  { id: "version", label: "Version", of: site => site.versions },
  { id: "environment", label: "Environment", of: site => site.environments },
  { id: "jar", label: "Jar", of: site => [site.jar || "not known"] },
  { id: "package", label: "Package", of: site => [site.package || "<unnamed>"], chipOnly: true },
  { id: "owner", label: "Owner", of: site => site.owners.length > 0 ? site.owners : ["nobody"] },
  { id: "kind", label: "Kind", of: site => [site.kind] },
];

function sitesHref(filters) {
  return "#sites?" + new URLSearchParams(filters);
}

/** What the address asks for. Without a state it is the deprecated side. */
function stateOf(hash) {
  const query = new URLSearchParams(hash.startsWith("#sites?") ? hash.slice(7) : "");
  const state = { q: query.get("q") ?? "", sort: query.get("sort") ?? "", desc: query.get("desc") === "1", page: Number(query.get("page")) || 1, site: query.get("site") ?? "" };
  for (const filter of FILTERS) state[filter.id] = query.get(filter.id) ?? "";
  return state;
}

function hashOf(state) {
  const query = new URLSearchParams();
  for (const key of ["q", ...FILTERS.map(filter => filter.id), "sort"]) {
    if (state[key]) query.set(key, state[key]);
  }
  if (state.sort && state.desc) query.set("desc", "1");
  if (state.page > 1) query.set("page", state.page);
  if (state.site) query.set("site", state.site);
  const text = query.toString();
  return text ? "#sites?" + text : "#sites";
}

function passes(site, filter, wanted) {
  if (filter.id === "state") {
    return wanted === "all" || (wanted ? site.states.includes(wanted) : site.deprecated);
  }
  return !wanted || filter.of(site).includes(wanted);
}

/** Those that pass all filters, and of each filter how many call sites each of its values would leave. */
function searched(sites, state, words) {
  const found = [];
  const counts = new Map(FILTERS.map(filter => [filter, new Map()]));
  const tally = (site, filter) => {
    const sums = counts.get(filter);
    for (const value of filter.of(site)) sums.set(value, (sums.get(value) ?? 0) + 1);
  };
  for (const site of sites) {
    if (!words.every(word => haystack(site).includes(word))) continue;
    const failed = FILTERS.filter(filter => !passes(site, filter, state[filter.id]));
    if (failed.length === 0) {
      found.push(site);
      FILTERS.forEach(filter => tally(site, filter));
    } else if (failed.length === 1) {
      tally(site, failed[0]);
    }
  }
  return { found, counts };
}

function haystack(site) {
  return site.text ??= [site.caller.class, site.name, site.place, site.target.name, site.target.class, site.rule, site.kind, site.jar,
    ...site.owners, ...site.libraries, ...site.services, ...site.versions].join("\n").toLowerCase();
}

function frameOf(site) {
  return [
    h("span", { class: "pkg" }, site.package ? breakable(site.package + ".") : ""),
    h("span", { class: "name" }, breakable(site.name), h("span", { class: "place" }, site.place)),
    h("span", { class: "to" }, "\u2192 " + site.kind + " ", breakable(site.target.name)),
  ];
}

function sitesSection(model) {
  let state = stateOf(location.hash);
  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => set({ q: search.value }) });
  const selects = new Map();
  const fields = [h("label", { class: "field search" }, h("span", null, "Search"), search)];
  for (const filter of FILTERS) {
    if (filter.chipOnly) continue;
    const values = distinct(model.sites.flatMap(filter.of));
    if (filter.id !== "state" && values.length < 2) continue;
    const select = h("select", { onchange: () => set({ [filter.id]: select.value }) });
    selects.set(filter, select);
    fields.push(h("label", { class: "field" }, h("span", null, filter.label), select));
  }
  const box = h("div", { class: "filters" }, fields[0],
    h("button", { class: "button unfold", type: "button", "aria-expanded": "false", onclick: unfold }, "Filters"), fields.slice(1));
  const status = h("p", { role: "status" });
  const chips = h("span", { class: "chips" });
  const link = h("a", { class: "small", title: "The address of what is shown now" }, "Link to this view");
  const axis = axisOf(model.sites.map(site => site.history), model.now);
  const sparks = axis.columns > 2 && model.sites.some(site => site.days.length > 2);

  const columns = [
    { id: "calls", label: "Calls", num: true, value: site => site.calls, cell: site => number(site.calls) },
    { id: "state", label: "State", value: site => Object.keys(STATES).indexOf(site.state), cell: tagsOf },
    { id: "site", label: "Call site", wide: true, className: "who", value: site => site.caller.class + "." + site.caller.method, cell: opener },
    { id: "jar", label: "Jar", value: site => site.jar, className: "jar", cell: site => h("span", { class: "code" }, site.jar || "\u2013") },
    { id: "service", label: "Services", value: site => site.services[0] ?? "", cell: servicesCell },
    { id: "last", label: "Last call", num: true, value: site => site.last, cell: site => site.last ? model.time(site.lastSeen) : "\u2013" },
  ];
  if (model.sites.some(site => site.owners.length > 0)) {
    columns.splice(5, 0, { id: "owner", label: "Owner", value: site => site.owners.join(" "), cell: site => site.owners.map(plain).join(", ") });
  }
  if (sparks) columns.push({ id: "history", label: "Over time", cell: site => spark(site.history, axis) ?? "" });

  function tableOf(pageSize) {
    return pagedTable({
      caption: "Call sites", columns, state, pageSize, className: "sites",
      changed: () => { state.site = ""; refresh(); },
      rowAttributes: site => ({ class: site.id === state.site ? "opened" : null }),
      after: site => site.id === state.site
        ? h("tr", { class: "detail", id: "detail-" + site.id }, h("td", { colspan: columns.length }, siteDetail(site, model)))
        : null,
    });
  }

  let table = tableOf(PAGE);
  const holder = h("div", null, table.element);
  const none = h("p", { class: "panel empty unsure", hidden: true }, "No call site is so. ",
    h("button", { class: "button", type: "button", onclick: clear }, "Show all"));

  function servicesCell(site) {
    const more = site.services.length - 2;
    return site.services.slice(0, 2).map(plain).join(", ") + (more > 0 ? ` and ${number(more)} more` : "");
  }

  function opener(site) {
    const isOpen = site.id === state.site;
    return h("button", {
      class: "plain frame", type: "button", "data-site": site.id, "aria-expanded": isOpen ? "true" : "false",
      "aria-controls": isOpen ? "detail-" + site.id : null,
      onclick: () => { state.site = isOpen ? "" : site.id; refresh(); holder.querySelector(`[data-site="${site.id}"]`)?.focus({ preventScroll: true }); },
    }, frameOf(site));
  }

  /** On a small screen the filters are folded. */
  function unfold(event) {
    event.currentTarget.setAttribute("aria-expanded", String(box.classList.toggle("open")));
  }

  function set(change) {
    Object.assign(state, change, { page: 1, site: "" });
    refresh();
  }

  function clear() {
    set({ q: "", ...Object.fromEntries(FILTERS.map(filter => [filter.id, ""])) });
    search.focus();
  }

  function refresh(fromAddress) {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    if (search.value !== state.q) search.value = state.q;
    const { found, counts: all } = searched(model.sites, state, words);
    for (const [filter, select] of selects) {
      const counts = all.get(filter);
      const names = filter.id === "state" ? Object.keys(STATES).filter(name => counts.has(name)) : [...counts.keys()].sort();
      if (state[filter.id] && state[filter.id] !== "all" && !counts.has(state[filter.id])) names.push(state[filter.id]);
      select.replaceChildren(
        ...(filter.id === "state" ? [option("", "All deprecated"), option("all", "Everything")] : [option("", "All")]),
        ...names.map(name => option(name, (filter.name?.(name) ?? name) + ` (${number(counts.get(name) ?? 0)})`)));
      select.value = state[filter.id];
    }
    if (fromAddress && state.site) {
      const wanted = found.find(site => site.id === state.site);
      if (wanted) table.turnToRow(found, wanted);
    }
    table.show(found);
    const calls = found.reduce((sum, site) => sum + site.calls, 0);
    status.textContent = `${count(found.length, "call site")}, ${count(calls, "call")}` + (state.sort ? "" : ", worst first");
    none.hidden = found.length > 0;
    holder.hidden = found.length === 0;
    chips.replaceChildren(...[["q", state.q], ...FILTERS.map(filter => [filter.id, state[filter.id]])]
      .filter(([, value]) => value).map(([id, value]) => {
        const filter = FILTERS.find(one => one.id === id);
        const label = id === "q" ? "Text" : filter.label;
        const shown = value === "all" ? "Everything" : filter?.name?.(value) ?? value;
        return h("button", { class: "chip", type: "button", title: "Take this filter away", "aria-label": plain(`Take away: ${label} ${shown}`), onclick: () => { set({ [id]: "" }); search.focus(); } }, `${label}: ${shown}`);
      }));
    link.setAttribute("href", hashOf(state));
    if (!fromAddress) {
      try {
        history.replaceState(null, "", hashOf(state));
      } catch {
        // an address that cannot change still shows the page
      }
    }
  }

  function option(value, label) {
    return h("option", { value }, label);
  }

  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#sites")) return;
    Object.assign(state, stateOf(location.hash));
    refresh(true);
    byId("sites").scrollIntoView();
  });
  for (const [event, size] of [["beforeprint", PRINTED], ["afterprint", PAGE]]) {
    window.addEventListener(event, () => {
      table = tableOf(size);
      holder.replaceChildren(table.element);
      refresh(true);
    });
  }
  refresh(true);
  const title = "Call sites";
  if (model.sites.length === 0) return { title, content: [empty(model.nothing || "No loaded class names what the rules list.", true)] };
  const source = model.sources.asked
    ? ` Source lines of ${number(model.sources.found)} of them were found` + (model.sources.noRoom > 0 ? `, and there was no room for ${number(model.sources.noRoom)} more.` : ".")
    : "";
  return {
    title,
    lead: "Each place in the code from which a deprecated member, or its replacement, is reached. A line opens to its paths, builds, processes and source." + source,
    content: [box, h("div", { class: "found" }, status, chips, link), none, holder],
  };
}
