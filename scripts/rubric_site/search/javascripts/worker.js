/* The search in the header: answers the theme's messages, with our engine. overrides/page.html points the theme here. */
"use strict";
(() => {
  /* Without a server the worker is a frame with this script in it, and importScripts gives a promise. */
  const framed = typeof document !== "undefined";
  if (framed && self.parent === self) return; // a page that only wants the engine
  const here = framed ? /** @type {HTMLScriptElement} */ (document.currentScript).src : self.location.href;
  const [, edition = ""] = /\?(\d+\/)/.exec(here) || []; // an older edition's folder; the newest has none
  const file = (name) => new URL(`../../${edition}assets/search/${name}`, here).href;
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const MOST = 100; // rows; nobody reads further
  const LATER = 100; // milliseconds in which who has typed already gets a first answer
  const PAUSE = 8; // milliseconds of reading before a query may come in between

  let engine = null;
  let asked = "";
  let drawn = ""; // the rows of the last answer, where that was the last word: keys wait for one that is
  let complete = false; // whether all has been read

  const safe = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const html = (pieces) => pieces.map(([text, is]) => (is ? `<mark>${safe(text)}</mark>` : safe(text))).join("");

  /** The part of a long line that has the first words of the query. */
  function excerpt(pieces) {
    const first = pieces.findIndex(([, is]) => is);
    return pieces.map(([text, is], at) => {
      if (is || text.length < 60) return [text, is];
      if (at < first) return [`… ${text.slice(text.lastIndexOf(" ", text.length - 60) + 1)}`, is];
      return [text.length > 180 ? `${text.slice(0, text.indexOf(" ", 150))} …` : text, is];
    });
  }

  /** Where a place is, with the words for its page to mark, and the part of the note that was asked for. */
  function location({ place, marked, part }) {
    const [path, anchor] = place.url.split("#");
    const query = new URLSearchParams();
    if (marked.length) query.set("h", marked.join("|"));
    if (part) query.set("p", part);
    return edition + path + (framed && path.endsWith("/") ? "index.html" : "") + (query.size ? `?${query}` : "") + (anchor ? `#${anchor}` : "");
  }

  /** What the theme shows of a place. It shows a text only below a page's own row, so all stands in the title. */
  function item(row, rank, all) {
    const { place, label, title, line } = row;
    const code = place.code ? `<span class="code">${safe(place.code)}</span> ` : "";
    const about = `<small${row.near ? ' class="near"' : ""}>${safe([label, place.about].filter(Boolean).join(" · "))}</small>`;
    const why = line ? `<small>${html(excerpt(line))}</small>` : "";
    return [{ location: location(row), title: code + html(title) + about + why, text: "", terms: {}, score: all.length - rank }];
  }

  /** Answer the query: `again` where that is done, but more has been read, which may have changed the rows. */
  function answer(again) {
    const found = asked.trim() ? engine.search(asked) : { hits: [] };
    const items = found.hits.slice(0, MOST).map((hit) => engine.row(hit, found)).map(item);
    const told = asked.trim() ? engine.told(found) : null;
    const settled = complete || found.hits.some((hit) => hit.sure && !hit.near);
    const rows = JSON.stringify([items, told]);
    if (again && rows === drawn && items.length) return; // a row that is drawn anew slips away from whoever is about to click it
    drawn = settled ? rows : "";
    postMessage({ type: RESULT, data: { query: asked, items, told, settled } });
  }

  /** Make the places findable and say so: the theme's own index, which comes with SETUP, holds only other pages. */
  async function prepare() {
    await importScripts(file("places.js"));
    engine = self.searchEngine(self.searchPlaces);
    postMessage({ type: READY });
  }

  /** Read the theme's pages and the notes bit by bit, so that a query need not wait for all of them. */
  function readOn(steps) {
    const stop = Date.now() + PAUSE;
    let done = 0;
    while (done < steps.length && Date.now() < stop) steps[done++]();
    complete = done === steps.length;
    if (!complete) setTimeout(readOn, 0, steps.slice(done));
    else if (asked) answer(true);
  }

  async function setUp({ docs }) {
    await (prepared || prepare());
    await new Promise((done) => setTimeout(done, LATER));
    await importScripts(file("notes.js"));
    readOn([...engine.rest(self.searchNotes), ...engine.pages(docs, edition)]);
  }

  const prepared = framed ? null : prepare(); // without a worker the page would have to wait: not before the box opens
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) setUp(data);
    if (type === QUERY) asked = data;
    if (type === QUERY && engine) answer();
  });
})();
