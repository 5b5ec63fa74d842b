// A table with pages and sorting. Only the rows of one page are in the document.

/**
 * columns: { id, label, num, value: row => to sort by, cell: row => node or text, wide }
 * state: { sort, desc, page }; changed(state) is told of each change that the reader makes.
 */
function pagedTable({ caption, columns, state, pageSize, changed, className, rowAttributes, after }) {
  const body = h("tbody");
  const head = h("thead", null, h("tr", null, columns.map(column => h("th",
    { scope: "col", class: column.num ? "num" : null, "data-column": column.id },
    column.value
      ? h("button", { class: "sort", type: "button", onclick: () => sortBy(column) }, column.label)
      : column.label))));
  const table = h("table", { class: "cards " + (className ?? "") },
    h("caption", { class: "unseen" }, caption), head, body);
  const where = h("span");
  const previous = h("button", { class: "button", type: "button", onclick: () => turnTo(state.page - 1) }, "Previous");
  const next = h("button", { class: "button", type: "button", onclick: () => turnTo(state.page + 1) }, "Next");
  const pager = h("div", { class: "pager" }, where, h("span", { class: "buttons" }, previous, next));
  const element = h("div", null,
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table: " + caption }, table), pager);
  let rows = [];

  function sortBy(column) {
    state.desc = state.sort === column.id ? !state.desc : !!column.num;
    state.sort = column.id;
    state.page = 1;
    changed(state);
  }

  function turnTo(page) {
    state.page = page;
    changed(state);
    (state.page === 1 ? next : state.page >= pages() ? previous : page > 1 ? next : previous).focus();
  }

  function pages() {
    return Math.max(1, Math.ceil(rows.length / pageSize));
  }

  function sorted(all) {
    const column = columns.find(c => c.id === state.sort);
    if (!column?.value) return all;
    const sign = state.desc ? -1 : 1;
    return all.map((row, at) => [column.value(row), at, row])
      .sort(([a, i], [b, j]) => (a < b ? -sign : a > b ? sign : i - j))
      .map(([, , row]) => row);
  }

  /** Shows those rows, in the order and on the page of the state. */
  function show(all) {
    rows = sorted(all);
    state.page = Math.min(Math.max(1, state.page || 1), pages());
    for (const th of head.querySelectorAll("th")) {
      if (th.dataset.column === state.sort) th.setAttribute("aria-sort", state.desc ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    }
    const from = (state.page - 1) * pageSize;
    body.replaceChildren(...rows.slice(from, from + pageSize).flatMap(row => {
      const line = h("tr", rowAttributes?.(row), columns.map(column => {
        const content = column.cell(row);
        return h(column.head ? "th" : "td", {
          scope: column.head ? "row" : null,
          class: [column.num ? "num" : "", column.wide ? "wide" : "", column.className ?? "", content === "" || content === null ? "blank" : ""]
            .filter(Boolean).join(" ") || null,
          "data-label": column.label,
        }, content);
      }));
      return [line, after?.(row)].filter(Boolean);
    }));
    pager.hidden = rows.length <= pageSize;
    where.textContent = rows.length === 0 ? "" : `${number(from + 1)} to ${number(Math.min(from + pageSize, rows.length))} of ${number(rows.length)}`;
    previous.disabled = state.page <= 1;
    next.disabled = state.page >= pages();
  }

  /** Turns the state to the page on which that row is. */
  function turnToRow(all, row) {
    const at = sorted(all).indexOf(row);
    if (at >= 0) state.page = Math.floor(at / pageSize) + 1;
  }

  return { element, show, turnToRow };
}
