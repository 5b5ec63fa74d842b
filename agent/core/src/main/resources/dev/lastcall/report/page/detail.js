// What one call site opens to.

function siteDetail(site, model) {
  const rule = model.ruleById.get(site.rule);
  return h("div", { class: "site-detail" },
    h("div", { class: "stack" },
      rule?.message && site.deprecated && h("p", { class: "advice" }, rule.message),
      sourceOf(site, model),
      pathsOf(site),
      variantsOf(site, model)),
    h("div", { class: "stack" }, factsOf(site, model), historyOf(site, model), releasesOf(site, model), processesOf(site, model)));
}

function part(title, ...content) {
  return h("div", null, h("h3", { class: "h4" }, title), content);
}

function sourceOf(site, model) {
  if (site.source) return part("Source", sourceLines(site.source, site.deprecated, site.name + ", call site " + site.id + ": "));
  if (!model.sources.asked) return null;
  return part("Source", h("p", { class: "muted small" }, model.sources.noRoom > 0
    ? "Not found, or no room for it: the page has the source of the worst call sites only."
    : "Not found in what was given as source, or of another version."));
}

/** @param of what it is the source of; no two regions of a page have one name */
function sourceLines(excerpt, isDeprecated, of) {
  return h("figure", null,
    h("figcaption", { class: "muted small code" }, excerpt.file + ":" + excerpt.line),
    h("pre", { class: "source", tabindex: 0, role: "region", "aria-label": plain(of + "source of " + excerpt.file + ", line " + excerpt.line) }, h("code", null, excerpt.lines.map((text, i) => {
      const line = excerpt.from + i;
      return h("span", { class: "line" + (line === excerpt.line ? " here" + (isDeprecated ? "" : " good") : "") },
        h("span", { class: "no" }, String(line)), h("span", { class: "text" }, text.split("\t").map((piece, at) => at > 0 ? [document.createTextNode("\t"), piece] : piece)));
    }))));
}

function pathsOf(site) {
  if (site.callPaths.length === 0) return null;
  const title = site.callPaths.length === 1 ? "Call path" : "Call paths";
  return part(title, h("div", { class: "paths" }, site.callPaths.map(path => h("div", null,
    h("p", { class: "muted small" }, `Of call ${number(path.call)}`, path.inStaticInitializer ? ", under a static initializer" : ""),
    h("ol", { class: "path" }, path.frames.map((frame, i) => frame
      ? h("li", { class: i === 0 ? "first" : null }, breakable(frame))
      : h("li", { class: "fold" }, "the JDK, proxies or a language runtime")),
      path.cut && h("li", { class: "fold" }, "and more"))))));
}

/** Who names an owner. */
const OWNED_BY = {
  "policy": "by the policy's owners", "codeowners": "by CODEOWNERS", "allow-entry": "who keeps the allow entry", "rule": "who keeps the rule",
};

function factsOf(site, model) {
  const facts = [
    ["State", h("span", null, site.states.filter(state => state !== "would-block" || site.state !== "open").map(state => [stateTag(state), " "]))],
    ["Calls", callsInWords(site)],
    ["Target", h("span", { class: "code" }, site.target.class + "#" + site.target.member + " " + site.target.descriptor)],
    ["How", site.kind],
    ["Rule", h("a", { href: sitesHref({ rule: site.rule }) }, site.rule)],
    site.owners.length > 0 && [site.owners.length > 1 ? "Owners" : "Owner", [site.owners.map((owner, i) => [i > 0 && ", ", h("a", { href: sitesHref({ owner }) }, owner)]), h("span", { class: "muted" }, ", " + OWNED_BY[site.ownedBy])]],
    site.entry && ["Allowed by", entryInWords(site.entry)],
    site.jar && ["Jar", h("span", null, h("a", { href: sitesHref({ jar: site.jar }) }, site.jar), site.libraries.length > 0 ? ", " + site.libraries.map(plain).join(", ") : "")],
    site.first && ["First call", model.time(site.firstSeen)],
    site.last && ["Last call", model.time(site.lastSeen)],
    ["Link", h("a", { href: sitesHref({ state: "all", site: site.id }) }, "to this call site")],
  ].filter(Boolean);
  return h("dl", { class: "facts" }, facts.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
}

function callsInWords(site) {
  const parts = [
    [site.open, "open"], [site.allowed, "allowed"], [site.delegated, "delegated"], [site.blocked, "refused when they ran"],
    [site.swallowed, "of these swallowed"], [site.allowedThen, "allowed when they ran"], [site.byAgents, "by other agents"],
  ].filter(([calls]) => calls > 0).map(([calls, word]) => number(calls) + " " + word);
  return number(site.calls) + (parts.length > 0 ? ": " + parts.join(", ") : "");
}

function entryInWords(entry) {
  return [h("span", { class: "code" }, entry.callers), entry.expires ? ` until ${plain(entry.expires)}` : "",
    entry.owner ? `, owner ${plain(entry.owner)}` : "", entry.reason ? `: ${plain(entry.reason)}` : ""];
}

function historyOf(site, model) {
  if (site.days.length < 3) return null;
  const chart = burnDown([{ name: "calls", history: site.history }], model.now, "Calls of this call site");
  const element = part("Calls a day", chart.element.firstChild);
  requestAnimationFrame(chart.draw);
  return element;
}

function miniTable(caption, head, rows) {
  return h("div", { class: "scroll-x" }, h("table", { class: "mini" },
    h("caption", { class: "unseen" }, caption),
    h("thead", null, h("tr", null, head.map(([label, num]) => h("th", { scope: "col", class: num ? "num" : null }, label)))),
    h("tbody", null, rows.map(row => h("tr", null, row.map((cell, i) => h("td", { class: head[i][1] ? "num" : null }, cell)))))));
}

function variantsOf(site, model) {
  if (site.variants.length === 0) return null;
  const rows = site.variants.map(variant => {
    const source = model.codeSource(variant.codeSource);
    return [
      number(variant.calls),
      [h("span", { class: "code" }, variant.class + (variant.line > 0 ? ":" + variant.line : "")),
        source?.location && h("div", { class: "muted small code" }, source.location),
        source?.loader && h("div", { class: "muted small code" }, source.loader)],
      [variant.versions.map(plain).join(", "), source?.library && h("div", { class: "muted small code" }, source.library)],
    ];
  });
  return part(site.variants.length === 1 && !site.moreVariants ? "Build" : "Builds", miniTable("Builds that have it", [["Calls", true], ["Class, line and where from"], ["Version"]], rows),
    site.moreVariants > 0 && h("p", { class: "muted small" }, `and ${number(site.moreVariants)} more`));
}

function releasesOf(site, model) {
  if (site.topReleases.length === 0) return null;
  const rows = site.topReleases.map(use => {
    const release = model.releases[use.release];
    return [[h("a", { href: sitesHref({ service: release.service }) }, release.service), " " + release.version, release.environment && h("span", { class: "muted" }, " " + release.environment)],
      number(use.processes), number(use.calls)];
  });
  const more = site.releases.length - site.topReleases.length;
  return part("Services", miniTable("Services, versions and environments", [["Service"], ["Processes", true], ["Calls", true]], rows),
    more > 0 && h("p", { class: "muted small" }, `and ${number(more)} more`));
}

function processesOf(site, model) {
  const named = site.topProcesses.filter(use => use.process >= 0);
  if (named.length === 0) return null;
  const rows = named.map(use => {
    const process = model.processes[use.process];
    return [[h("span", { class: "code" }, process.name || `${process.service} ${process.pid}@${process.host}`), h("div", { class: "muted small" }, model.time(process.startedAt))], number(use.calls)];
  });
  const more = site.processes - named.length;
  return part("Processes", miniTable("Processes that call most", [["Process"], ["Calls", true]], rows),
    more > 0 && h("p", { class: "muted small" }, `and ${number(more)} more that have it in a loaded class`));
}
