/* Pages with dates or sheets by unit: show one unit's, keep that in the address; on a unit's page show what comes next. */
(() => {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector(".filter--unit select"));
  const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-upcoming]"));
  const SHOWN = 5;

  const name = document.querySelector("[data-unit-name]");
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-calendar]"));
  /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
  const each = (selector) => document.querySelectorAll(selector);
  const all = link?.getAttribute("href");

  /** Show the rows and sheets of the unit that is chosen; a table without rows goes with its heading. */
  function show() {
    const unit = select.value;
    for (const row of each("tr[data-units]")) {
      row.hidden = unit !== "" && !row.dataset.units.split(" ").includes(unit);
    }
    for (const table of each("table[data-filtered]")) {
      table.hidden = !table.querySelector("tbody tr:not([hidden])");
      const heading = /** @type {HTMLElement | null} */ (table.previousElementSibling);
      if (heading?.matches("h2")) heading.hidden = table.hidden;
    }
    for (const sheet of each("[data-unit]")) sheet.hidden = unit !== "" && sheet.dataset.unit !== unit;
    if (unit) document.body.dataset.chosen = unit;
    else delete document.body.dataset.chosen;
    if (name) name.textContent = unit ? select.selectedOptions[0].textContent : "";
    if (link) link.href = unit ? `${link.dataset.calendar}${unit}.ics` : all;
  }

  /** Take the choice from the address; one that there is no more is none. */
  function restore() {
    select.value = new URLSearchParams(location.search).get("dv") || "";
    if (select.selectedIndex === -1) select.value = "";
    show();
  }

  if (select) {
    select.addEventListener("change", () => {
      history.pushState(null, "", select.value ? `?dv=${encodeURIComponent(select.value)}` : location.pathname);
      show();
    });
    window.addEventListener("popstate", restore);
    restore();
  }

  /** The next day on which something falls: a day of every year comes again, any other only once. */
  function next(item, today) {
    const [year, rest] = [Number(item.dataset.date.slice(0, 4)), item.dataset.date.slice(4)];
    if (item.dataset.yearly === undefined) return item.dataset.date >= today ? item.dataset.date : null;
    const first = Math.max(year, Number(today.slice(0, 4)));
    return `${first}${rest}` >= today ? `${first}${rest}` : `${first + 1}${rest}`;
  }

  if (list) {
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const coming = Array.from(list.children, (item) => [next(item, today), item]).filter(([day]) => day);
    coming.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    if (coming.length) {
      list.replaceChildren(...coming.slice(0, SHOWN).map(([, item]) => item));
      for (const [day, item] of coming.slice(0, SHOWN)) {
        item.querySelector("time").textContent = day.split("-").reverse().join("/");
        item.querySelector("time").dateTime = day;
      }
      document.querySelector("#lich").firstChild.textContent = list.dataset.upcoming;
    }
  }
})();
