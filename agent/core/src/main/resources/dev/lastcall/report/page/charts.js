// Small charts in SVG. Each says in words what it shows, and has the same figures as a table.

const SERIES = 6;
const DAY = 86400000;
const HOUR = 3600000;

/** Steps of an axis: 0 and up to four round numbers, the last at or above the most. */
function steps(most) {
  if (most <= 0) return [0, 1];
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map(f => f * power).find(f => f >= raw && Number.isInteger(f)) ?? Math.ceil(raw));
  const marks = [0];
  while (marks[marks.length - 1] < most) marks.push(marks[marks.length - 1] + step);
  return marks;
}

/** Calls of a history, the oldest first, in columns: { size in ms, start of the first column, columns }. */
function axisOf(histories, now) {
  const days = Math.max(0, ...histories.map(x => x.days.length));
  const hours = Math.max(0, ...histories.map(x => x.hours.length));
  const inHours = days <= 2 && hours > 0;
  const size = inHours ? HOUR : DAY;
  const units = Math.max(inHours ? 12 : 14, inHours ? hours : days);
  const each = !inHours && units > 120 ? 7 : 1;
  const columns = Math.ceil(units / each);
  const end = (Math.floor(now / size) + 1) * size;
  return { inHours, size: size * each, each, columns, start: end - columns * each * size };
}

function columnsOf(history, axis) {
  const sums = new Array(axis.columns).fill(0);
  (axis.inHours ? history.hours : history.days).forEach((calls, ago) => {
    const column = axis.columns - 1 - Math.floor(ago / axis.each);
    if (column >= 0) sums[column] += calls;
  });
  return sums;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function tick(axis, column) {
  const at = new Date(axis.start + column * axis.size);
  return axis.inHours
    ? String(at.getUTCHours()).padStart(2, "0") + ":00"
    : at.getUTCDate() + " " + MONTHS[at.getUTCMonth()];
}

function tickLong(axis, column) {
  const at = new Date(axis.start + column * axis.size).toISOString();
  return axis.inHours ? at.slice(0, 10) + " " + at.slice(11, 16) + " UTC" : at.slice(0, 10) + (axis.each > 1 ? " and 6 days" : "");
}

/** parts: [{ name, history }] -> the largest series, the others as one, each with its columns. */
function seriesOf(parts, axis) {
  const sums = new Map();
  for (const part of parts) {
    const columns = columnsOf(part.history, axis);
    const known = sums.get(part.name);
    if (known) columns.forEach((calls, i) => (known[i] += calls));
    else sums.set(part.name, columns);
  }
  const all = [...sums].map(([name, columns]) => ({ name, columns, total: columns.reduce((a, b) => a + b, 0) }))
    .filter(one => one.total > 0)
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  const series = all.slice(0, all.length > SERIES ? SERIES - 1 : SERIES).map((one, i) => ({ ...one, color: "c" + (i + 1) }));
  const rest = all.slice(series.length);
  if (rest.length > 0) {
    series.push({
      name: count(rest.length, "other"),
      columns: rest[0].columns.map((_, i) => rest.reduce((sum, one) => sum + one.columns[i], 0)),
      total: rest.reduce((sum, one) => sum + one.total, 0),
      color: "c0",
    });
  }
  return series;
}

/** Stacked columns over time. */
function burnDown(parts, now, label) {
  const axis = axisOf(parts.map(part => part.history), now);
  const series = seriesOf(parts, axis);
  const totals = new Array(axis.columns).fill(0);
  series.forEach(one => one.columns.forEach((calls, i) => (totals[i] += calls)));
  const marks = steps(Math.max(...totals));
  const top = marks[marks.length - 1];
  const unit = axis.inHours ? "hour" : axis.each > 1 ? "week" : "day";
  const peak = totals.indexOf(Math.max(...totals));
  const sentence = `${label}: ${number(totals[totals.length - 1])} in the last ${unit}, at most ${number(totals[peak])} (${tickLong(axis, peak)}).`;
  const holder = h("div", { class: "chart" });

  function draw() {
    const width = Math.max(280, holder.clientWidth || 900);
    const height = width < 500 ? 180 : 220;
    const left = 8 + 7 * Math.max(...marks.map(m => short(m).length));
    const bottom = 24;
    const y = value => 8 + (height - 8 - bottom) * (1 - value / top);
    const step = (width - left) / axis.columns;
    const every = Math.max(1, Math.ceil(70 / step));
    const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": sentence });
    for (const mark of marks) {
      svg.append(s("line", { x1: left, x2: width, y1: y(mark), y2: y(mark), class: mark === 0 ? "base" : "axis" }),
        s("text", { x: left - 7, y: y(mark) + 4, "text-anchor": "end" }, short(mark)));
    }
    const bases = new Array(axis.columns).fill(0);
    const gap = Math.min(2, step * .12);
    for (const one of series) {
      let path = "";
      one.columns.forEach((calls, i) => {
        if (calls <= 0) return;
        const size = Math.max(1, y(bases[i]) - y(bases[i] + calls));
        path += bar(left + i * step + gap, y(bases[i]) - size, Math.max(1, step - 2 * gap), size);
        bases[i] += calls;
      });
      svg.append(s("path", { d: path, class: one.color }));
    }
    for (let i = 0; i < axis.columns; i++) {
      svg.append(s("rect", { class: "column", x: left + i * step, width: step, y: 8, height: height - 8 - bottom }, s("title", null, `${tickLong(axis, i)}: ${number(totals[i])}` +
        series.filter(one => one.columns[i] > 0).map(one => `\n${plain(one.name)}: ${number(one.columns[i])}`).join(""))));
      if ((axis.columns - 1 - i) % every === 0 && (i + .5) * step > 24) {
        svg.append(s("text", { x: left + (i + .5) * step, y: height - 7, "text-anchor": i === axis.columns - 1 && step < 40 ? "end" : "middle" }, tick(axis, i)));
      }
    }
    holder.replaceChildren(svg);
  }

  holder.redraw = draw;
  const legend = h("ul", { class: "legend" }, series.map(one =>
    h("li", null, h("span", { class: "key " + one.color }), one.name || "not known", h("span", { class: "muted" }, short(one.total)))));
  const table = asTable(label, [axis.inHours ? "Hour" : axis.each > 1 ? "Week from" : "Day", "All", ...series.map(one => one.name || "not known")],
    totals.map((total, i) => [tickLong(axis, i), number(total), ...series.map(one => number(one.columns[i]))]).reverse());
  return { element: h("div", null, holder, legend, table), draw, trend: trend(totals, axis) };
}

/** How it goes, in a sentence; empty if it is too early to say. */
function trend(totals, axis) {
  if (axis.inHours || axis.each > 1 || totals.length < 14) return "";
  const mean = days => days.reduce((a, b) => a + b, 0) / days.length;
  const first = totals.findIndex(calls => calls > 0);
  if (first < 0 || totals.length - 1 - first < 14) return "";
  const whole = totals.slice(0, -1); // today is not over
  const before = mean(whole.slice(-14, -7));
  const after = mean(whole.slice(-7));
  if (before === 0) return "";
  const change = Math.round((after / before - 1) * 100);
  const how = change < -2 ? `${-change} % fewer open calls than` : change > 2 ? `${change} % more open calls than` : "as many open calls as";
  return `In the last 7 whole days there were ${how} in the 7 days before: ${number(Math.round(after))} a day.`;
}

function bar(x, y, width, height) {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${-width.toFixed(1)}z`;
}

/** The history of one call site as small columns. */
function spark(history, axis) {
  const columns = squeezed(columnsOf(history, axis), 24);
  const most = Math.max(...columns);
  if (most <= 0) return null;
  const width = 96 / columns.length;
  return s("svg", { class: "spark", viewBox: "0 0 96 22", role: "img", "aria-label": "Calls over time" },
    s("path", { d: columns.map((calls, i) => {
      const size = Math.max(1.5, 22 * calls / most);
      return calls > 0 ? bar(i * width, 22 - size, Math.max(1, width - 1), size) : "";
    }).join("") }),
    s("line", { x1: 0, x2: 96, y1: 21.5, y2: 21.5, class: "base" }));
}

function squeezed(columns, most) {
  const each = Math.ceil(columns.length / most);
  const sums = [];
  for (let end = columns.length; end > 0; end -= each) {
    sums.unshift(columns.slice(Math.max(0, end - each), end).reduce((a, b) => a + b, 0));
  }
  return sums;
}

/** Rectangles whose areas are as the weights, as square as can be: [{ item, x, y, w, h }]. */
function squarify(items, weight, x, y, w, h) {
  const total = items.reduce((sum, item) => sum + weight(item), 0);
  const placed = [];
  if (total <= 0 || w <= 0 || h <= 0) return placed;
  const scale = w * h / total;
  let rest = items.filter(item => weight(item) > 0).sort((a, b) => weight(b) - weight(a));
  while (rest.length > 0) {
    const side = Math.min(w, h);
    let row = [];
    let area = 0;
    let worst = Infinity;
    for (const item of rest) {
      const more = area + weight(item) * scale;
      const areas = [...row, item].map(one => weight(one) * scale);
      const ratio = Math.max(...areas.map(a => Math.max(side * side * a / (more * more), more * more / (side * side * a))));
      if (ratio > worst) break;
      row.push(item);
      area = more;
      worst = ratio;
    }
    const depth = area / side;
    let at = 0;
    for (const item of row) {
      const length = weight(item) * scale / depth;
      placed.push(w >= h ? { item, x, y: y + at, w: depth, h: length } : { item, x: x + at, y, w: length, h: depth });
      at += length;
    }
    if (w >= h) { x += depth; w -= depth; } else { y += depth; h -= depth; }
    rest = rest.slice(row.length);
  }
  return placed;
}

/** modules: [{ name, packages: [{ name, weight, open, href }] }] */
function treemap(modules, label, words) {
  const holder = h("div", { class: "chart tree" });
  const most = Math.max(1, ...modules.flatMap(m => m.packages.map(p => p.open)));
  const heat = open => open <= 0 ? 0 : Math.min(4, 1 + Math.floor(3.999 * Math.log(1 + open) / Math.log(1 + most)));

  function fit(text, width, size) {
    const room = Math.floor((width - 10) / size);
    return room < 4 ? "" : text.length <= room ? text : text.slice(0, room - 1) + "\u2026";
  }

  function draw() {
    const width = Math.max(280, holder.clientWidth || 900);
    const height = width < 500 ? 380 : 340;
    const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "group", "aria-label": label });
    const sum = module => module.packages.reduce((a, p) => a + p.weight, 0);
    for (const box of squarify(modules, sum, 0, 0, width, height)) {
      const head = box.h > 40 && box.w > 50 ? 20 : 0;
      if (head > 0) {
        svg.append(s("text", { class: "module", x: box.x + 5, y: box.y + 14 }, fit(plain(box.item.name), box.w, 6.4)));
      }
      for (const leaf of squarify(box.item.packages, p => p.weight, box.x + 1, box.y + head, box.w - 2, box.h - head - 1)) {
        const item = leaf.item;
        svg.append(s("a", { href: item.href, "aria-label": plain(`${box.item.name}, ${item.name}: ${words(item)}`) },
          s("rect", { x: leaf.x, y: leaf.y, width: Math.max(0, leaf.w), height: Math.max(0, leaf.h), class: "h" + heat(item.open) },
            s("title", null, `${box.item.name}\n${item.name}\n${words(item)}`)),
          leaf.h > 17 && s("text", { x: leaf.x + 5, y: leaf.y + 14 }, fit(plain(item.short), leaf.w, 6.1)),
          leaf.h > 34 && s("text", { x: leaf.x + 5, y: leaf.y + 28 }, fit(short(item.weight), leaf.w, 6.1))));
      }
    }
    holder.replaceChildren(svg);
  }

  holder.redraw = draw;
  return { element: holder, draw };
}

/** A time strip: from and until in ms, on an axis of the same. */
function strip(from, until, axisFrom, axisUntil, now, className, label) {
  const x = at => Math.max(0, Math.min(100, 100 * (at - axisFrom) / Math.max(1, axisUntil - axisFrom)));
  return s("svg", { class: "strip", viewBox: "0 0 100 12", preserveAspectRatio: "none", role: "img", "aria-label": label },
    s("rect", { class: "back", x: 0, y: 3, width: 100, height: 6 }),
    s("rect", { class: className, x: x(from), y: 3, width: Math.max(.8, x(until) - x(from)), height: 6 }),
    now === null ? null : s("line", { class: "now", x1: x(now), x2: x(now), y1: 0, y2: 12, "vector-effect": "non-scaling-stroke" }));
}

/** Old and new calls of a rule on one bar. */
function meter(old, fresh, label) {
  const all = old + fresh;
  const at = all === 0 ? 0 : Math.max(old > 0 ? 1 : 0, Math.min(fresh > 0 ? 99 : 100, 100 * old / all));
  return s("svg", { class: "meter", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": label },
    s("rect", { class: "none", width: 100, height: 8 }),
    all > 0 && s("rect", { class: "new", x: at, width: 100 - at, height: 8 }),
    all > 0 && s("rect", { class: "old", width: at, height: 8 }));
}
