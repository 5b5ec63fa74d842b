// Elements, text and numbers. Text from the evidence becomes text nodes only, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties, attributes, listeners (on...) and children; null children are left out. */
function h(name, props, ...children) {
  return filled(document.createElement(name), props, children);
}

/** The same for SVG. */
function s(name, props, ...children) {
  return filled(document.createElementNS(SVG, name), props, children);
}

function filled(element, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(element, child);
    else element.append(child instanceof Node ? child : document.createTextNode(plain(child)));
  }
}

function byId(id) {
  return document.getElementById(id);
}

/** Written out are characters that nobody sees, that end a line, or that reorder what stands beside them. */
function plain(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, c =>
    [...Array(c.length).keys()].map(i => "\\u" + c.charCodeAt(i).toString(16).padStart(4, "0")).join(""));
}

/** A name that may be broken behind its dots and brackets, and only else within a word. */
function breakable(text) {
  return plain(text).split(/(?<=[.(,/#$])/).flatMap((piece, i) => i > 0 ? [h("wbr"), piece] : [piece]);
}

const DIGITS = new Intl.NumberFormat("en-US");
const SHORT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

function number(value) {
  return DIGITS.format(value);
}

function short(value) {
  return value < 10000 ? DIGITS.format(value) : SHORT.format(value);
}

function count(value, noun, nouns) {
  return number(value) + " " + (value === 1 ? noun : nouns ?? noun + "s");
}

/** Writes times in the zone of the report. */
function clock(zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  let format;
  try {
    format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  } catch {
    format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
  return instant => {
    const millis = Date.parse(instant);
    if (!(millis > 0)) return "";
    const part = Object.fromEntries(format.formatToParts(millis).map(p => [p.type, p.value]));
    return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
  };
}

/** A choice of one of few, as radio buttons. */
function segments(legend, name, choices, chosen, onChoice) {
  return h("fieldset", { class: "segments" },
    h("legend", { class: "unseen" }, legend),
    choices.map(([value, label]) => h("label", null,
      h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoice(value) }),
      label)));
}

/** A table with plain cells, for charts that not everybody sees. */
function asTable(caption, head, rows) {
  const table = () => h("table", null,
    h("caption", { class: "unseen" }, caption),
    h("thead", null, h("tr", null, head.map((cell, i) => h("th", { scope: "col", class: i > 0 ? "num" : null }, cell)))),
    h("tbody", null, rows.map(row => h("tr", null, row.map((cell, i) =>
      i === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: "num" }, cell))))));
  const details = h("details", { class: "more as-table" }, h("summary", null, "The same as a table"));
  // made when somebody wants it
  details.addEventListener("toggle", () => details.append(
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table: " + caption }, table())), { once: true });
  return details;
}
