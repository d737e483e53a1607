/* The look-up page: filters and sorts its table, counts what is shown, and keeps the filter in the address. */
"use strict";
(() => {
  const form = /** @type {HTMLFormElement & { elements: Record<string, any> }} */ (document.querySelector("form.filter"));
  const table = /** @type {HTMLTableElement} */ (document.querySelector(".lookup-table"));
  const rows = Array.from(table.tBodies[0].rows);
  /** @type {HTMLElement[]} */
  const sorters = Array.from(table.querySelectorAll("th[data-sort]"));
  const status = document.querySelector(".result-line [role=status]");
  const clear = form.querySelector("a");
  const { criterion, points: unit } = table.dataset; // what the body calls them; a rubric may have no points
  const FIELDS = ["tk", "muc", "dv", "diem"].filter((name) => form.elements[name]); // nor units
  const SCALE = 10000; // points have at most four decimals; whole numbers add up exactly
  const SORT = "sx";
  const LONGEST = 200; // letters of an address that are taken for words: more would fill the page
  const OTHERS = 5; // finds besides criteria that stand in sight; the others are folded
  const home = new URL("../", location.href); // of the edition
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const box = /** @type {HTMLElement} */ (document.querySelector(".lookup-told"));
  const compare = new Intl.Collator("vi", { numeric: true }).compare;

  const engine = self.searchEngine(self.searchPlaces);
  for (const step of engine.rest(self.searchNotes)) step();

  /** How two rows compare in a column; what is equal stays in the order of the rubric. */
  const text = (name) => (a, b) => compare(a.querySelector(`.${name}`).textContent, b.querySelector(`.${name}`).textContent);
  const orders = {
    ma: (a, b) => rows.indexOf(a) - rows.indexOf(b),
    ten: text("title"),
    dv: text("units"),
    diem: (a, b) => a.dataset.points - b.dataset.points,
  };

  /** What is asked for, as it stands in the form; only what is set. */
  function wanted() {
    const found = new URLSearchParams();
    for (const name of FIELDS) if (form.elements[name].value.trim()) found.set(name, form.elements[name].value.trim());
    const sorted = sorters.find((head) => head.hasAttribute("aria-sort"));
    if (sorted) found.set(SORT, (sorted.getAttribute("aria-sort") === "descending" ? "-" : "") + sorted.dataset.sort);
    return found;
  }

  /** Fill in the form from the address. */
  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const name of FIELDS) {
      form.elements[name].value = (asked.get(name) || "").slice(0, LONGEST);
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = ""; // a choice that there is no more
    }
    sortBy(asked.get(SORT) || "");
    show();
  }

  /** @param {string} order The name of a column, with a minus for the largest first. */
  function sortBy(order) {
    const name = order.replace("-", "");
    for (const head of sorters) {
      if (head.dataset.sort === name) head.setAttribute("aria-sort", order === name ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** Put the rows in order: by the column that is chosen, else the best find first, else as in the rubric. */
  function arrange(found) {
    const order = wanted().get(SORT) || "";
    const name = order.replace("-", "");
    const way = order === name ? 1 : -1;
    const rank = new Map(found ? Array.from(found.rows.keys(), (code, at) => [code, at]) : []);
    const by = orders[name] || (found && ((a, b) => rank.get(a.dataset.code) - rank.get(b.dataset.code)));
    table.tBodies[0].append(...(by ? [...rows].sort((a, b) => Number(a.hidden) - Number(b.hidden) || way * by(a, b)) : rows));
  }

  /** The criteria that the words find, by code, in their order; and what else there is to say. */
  function find(words) {
    const answer = engine.search(words);
    const found = answer.hits.map((hit) => engine.row(hit, answer));
    const criteria = found.filter(({ place }) => place.kind === "criterion");
    return { answer, rows: new Map(criteria.map((row) => [row.place.code, row])), others: found.filter((row) => !criteria.includes(row)) };
  }

  /** Show what is asked for: the rows, the marks in them, the count and the sum. */
  function show() {
    const words = form.elements.tk.value.trim();
    const found = words ? find(words) : null;
    const fits = (row) =>
      (!found || found.rows.has(row.dataset.code)) &&
      (!value("muc") || row.dataset.section === value("muc")) &&
      (!value("dv") || row.dataset.units.split(" ").includes(value("dv"))) &&
      (!value("diem") || row.dataset.points === value("diem"));
    let [count, sum, apart] = [0, 0, 0];
    for (const row of rows) {
      row.hidden = !fits(row);
      explain(row.querySelector(".title"), found && !row.hidden && found.rows.get(row.dataset.code));
      if (row.hidden) continue;
      if (row.dataset.kind) apart++; // bonus and deduction are no part of the sum
      else count++;
      if (!row.dataset.kind) sum += Math.round(Number(row.dataset.points) * SCALE);
    }
    arrange(found);
    tell(count, written(sum), apart, found);
    tellMore(words, found);
  }

  /** What is chosen in a field; nothing where the rubric has no such field. @param {string} name */
  function value(name) {
    return form.elements[name] ? form.elements[name].value : "";
  }

  /** A sum as readers write it: two decimals, more only where there are more. */
  function written(sum) {
    const [whole, rest] = (sum / SCALE).toFixed(4).split(".");
    return `${whole.replace(/\B(?=(\d{3})+$)/g, ".")},${rest.slice(0, 2)}${rest.slice(2).replace(/0+$/, "")}`;
  }

  /** Mark the words in a title; say whether it is only near, and what tells why it is there. @param {?Row} found */
  function explain(cell, found) {
    const link = cell.querySelector("a");
    write(link, found ? found.title : [[link.textContent, false]]);
    cell.querySelectorAll("small").forEach((old) => old.remove());
    if (found?.near) cell.append(Object.assign(document.createElement("small"), { className: "near", textContent: found.label }));
    if (found?.line) write(cell.appendChild(document.createElement("small")), found.line);
  }

  /** Write a text into an element, in pieces that are marked or not. */
  function write(element, pieces) {
    const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });
    element.replaceChildren(...pieces.map(([text, is]) => (is ? mark(text) : text)));
  }

  /** Say what was understood, and what else than criteria was found. */
  function tellMore(words, found) {
    const index = location.protocol === "file:" ? "/index.html" : "/";
    const link = (url) => new URL(url.replace(/\/(?=#|$)/, index), home).href;
    const literally = (text) => {
      form.elements.tk.value = text;
      keep(true);
    };
    const told = found ? engine.told(found.answer) : { maybe: [], units: [] };
    self.tellAbove(box, told, { typed: words, literally, link });
    if (!found?.others.length) return;
    const element = (name, more) => Object.assign(document.createElement(name), more);
    const list = (line, some) => some.forEach(({ place, label }, at) => {
      const named = element("a", { href: link(place.url), textContent: [place.code, place.title].filter(Boolean).join(" ") });
      line.append(at ? "; " : "", `${label.toLowerCase()} `, named);
    });
    const sure = found.answer.hits.some((hit) => !hit.near); // then what is only near need not stand above it
    const seen = found.others.filter((row) => !sure || !row.near).slice(0, OTHERS);
    if (seen.length) {
      const line = element("p", { textContent: "Ngoài bảng: " });
      list(line, seen);
      box.append(line);
    }
    const rest = found.others.filter((row) => !seen.includes(row));
    if (rest.length) {
      const folded = element("details", { className: "fold" });
      folded.append(element("summary", { textContent: `Xem thêm ${rest.length} kết quả ngoài bảng` }));
      list(folded, rest);
      box.append(folded);
    }
    box.hidden = false;
  }

  /** Say what is shown: above the table, in its caption (which is printed) and in its sum. */
  function tell(count, points, apart, found) {
    /** @param {string} name */
    const label = (name) => form.elements[name].labels[0].textContent.toLowerCase();
    /** @param {string} name */
    const chosen = (name) => (value(name) ? `; ${label(name)} ${form.elements[name].selectedOptions[0].textContent}` : "");
    const words = form.elements.tk.value.trim();
    const filter = chosen("muc") + chosen("dv") + chosen("diem") + (words ? `; tìm “${words}”` : "");
    const near = found ? Array.from(found.rows.values()).filter((row) => row.near).length : 0;
    const apartOf = near && count + apart ? "; có dòng gần đúng" : "";
    const outside = apart ? `; ngoài tổng ${apart} điểm cộng, điểm trừ` : "";
    const worth = unit ? `, ${points} ${unit}` : "";
    status.textContent = `${count} ${criterion}${worth}${outside}${filter}${apartOf}`;
    table.caption.textContent = `Danh sách ${criterion}${filter}`;
    if (table.tFoot) {
      table.tFoot.querySelector(".title").textContent = `Cộng: ${count} ${criterion}`;
      table.tFoot.querySelector(".number").textContent = points;
    }
    table.hidden = !count && !apart;
    /** @type {HTMLElement} */ (document.querySelector(".empty")).hidden = !table.hidden;
    clear.hidden = !filter && !location.search;
  }

  /** Keep what is asked for in the address: as a new step to come back from, or in place of the last one. */
  function keep(step) {
    const query = wanted().toString();
    if (query === new URLSearchParams(location.search).toString()) return;
    history[step ? "pushState" : "replaceState"](null, "", location.pathname + (query && `?${query}`));
    show();
  }

  let typing = false; // what is typed in one go is one step
  form.elements.tk.addEventListener("input", () => {
    keep(!typing);
    typing = true;
  });
  form.elements.tk.addEventListener("blur", () => (typing = false));
  for (const name of FIELDS.slice(1)) form.elements[name].addEventListener("change", () => keep(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(true);
  });
  for (const link of document.querySelectorAll("a[data-clear]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      for (const name of FIELDS) form.elements[name].value = "";
      sortBy("");
      keep(true);
      form.elements.tk.focus();
    });
  }
  for (const head of sorters) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const name = head.dataset.sort;
      const steps = name === "diem" ? [`-${name}`, name, ""] : [name, `-${name}`, ""]; // of points the largest first
      sortBy(steps[(steps.indexOf(wanted().get(SORT) || "") + 1) % steps.length]);
      keep(true);
    });
    head.append(button);
  }
  addEventListener("popstate", restore);
  restore();

  /** The pages that the theme knows; without a server they are a script. */
  async function theirs() {
    if (location.protocol !== "file:") {
      const answer = await fetch(new URL("search/search_index.json", root));
      return answer.ok ? answer.json() : { docs: [] }; // another program (run.py next) writes no such file
    }
    const script = Object.assign(document.createElement("script"), { src: new URL("search/search_index.js", root) });
    await new Promise((done) => {
      script.addEventListener("load", done);
      document.head.append(script);
    });
    return self.__index;
  }

  theirs().then(({ docs }) => {
    for (const step of engine.pages(docs, home.href.slice(root.href.length))) step();
    show();
  });
})();
