"use strict";
/* What a page can do beyond being read: sort, search, unfold. Without this script nothing is missing but comfort. */
(() => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* ---- sorting: a button in each head cell; empty cells stay last in both directions */
  const sort = (table, column, isNumber, direction) => {
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => {
      const cell = row.cells[column];
      const text = isNumber ? cell.dataset.value : cell.textContent.trim();
      return { row, empty: text === "" || text === "—", key: isNumber ? Number(text) : text };
    });
    const compare = isNumber ? (a, b) => a - b : collator.compare;
    keyed.sort((a, b) => a.empty - b.empty || (a.empty ? 0 : direction * compare(a.key, b.key)));
    body.append(...keyed.map((each) => each.row));
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isNumber = head.dataset.kind === "number";
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, isNumber, down ? -1 : 1);
      });
    });
  }

  /* ---- searching */
  for (const tools of document.querySelectorAll("[data-filters]")) {
    const rows = [...document.getElementById(tools.dataset.filters).tBodies[0].rows];
    const keyed = rows.map((row) => ({ row, text: plain(row.textContent), tags: row.dataset.tags.split(" ") }));
    const search = tools.querySelector("input");
    const choice = tools.querySelector("select");
    const said = tools.querySelector("[role=status]");
    const used = new Set(keyed.flatMap((each) => each.tags));
    for (const option of [...choice.options]) if (option.value && !used.has(option.value)) option.remove();
    const filter = () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text, tags } of keyed) {
        const fits = (!choice.value || tags.includes(choice.value)) && words.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits;
      }
      said.textContent = shown ? `${shown} of ${rows.length} shown` : "Nobody fits.";
    };
    search.addEventListener("input", filter);
    choice.addEventListener("change", filter);
    tools.hidden = false;
    filter();
  }

  /* ---- what a link points to is unfolded and gets the focus */
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    target.scrollIntoView();
    if (target.tabIndex === -1 && target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", unfold);
  unfold();

  /* ---- paper shows everything */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
    closed = [];
  });
})();
