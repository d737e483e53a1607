/* The search in the header: answers the theme's messages, with our engine. overrides/page.html points the theme here. */
"use strict";
(() => {
  /* Without a server the worker is a frame with this script in it, and importScripts gives a promise. */
  const framed = typeof document !== "undefined";
  if (framed && self.parent === self) return; // a page that only wants the engine
  const here = framed ? document.currentScript.src : self.location.href;
  const [, edition = ""] = /\?(\d+\/)/.exec(here) || []; // an older edition's folder; the newest has none
  const file = (name) => new URL(`../../${edition}assets/search/${name}`, here).href;
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const MOST = 250; // rows; nobody reads further
  const LATER = 100; // milliseconds in which who has typed already gets a first answer
  const PAUSE = 8; // milliseconds of reading before a query may come in between

  let engine = null;
  let asked = "";
  let drawn = ""; // the rows of the last answer

  const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  /** A text as HTML, with the words of the query marked. */
  function marked(text, words) {
    let html = "";
    let done = 0;
    for (const [start, end] of engine.marks(text, words)) {
      html += `${escape(text.slice(done, start))}<mark>${escape(text.slice(start, end))}</mark>`;
      done = end;
    }
    return html + escape(text.slice(done));
  }

  /** The part of a long line that has the first word of the query. */
  function excerpt(line, words) {
    const [first] = engine.marks(line, words)[0] || [0];
    const start = line.lastIndexOf(" ", first - 60) + 1;
    const end = line.indexOf(" ", start + 180);
    return (start ? "… " : "") + (end < 0 ? line.slice(start) : `${line.slice(start, end)} …`);
  }

  /** Where a place is, with the words for its page to mark: those of the query, and how the place spells them. */
  function location({ place, line, asked: words }) {
    const [path, anchor] = place.url.split("#");
    const spelt = [place.title, line || ""].flatMap((text) => engine.marks(text, words).map(([start, end]) => text.slice(start, end)));
    const query = words.length ? `?h=${encodeURIComponent([asked, ...new Set(spelt)].join(" "))}` : "";
    return edition + path + (framed && path.endsWith("/") ? "index.html" : "") + query + (anchor ? `#${anchor}` : "");
  }

  /** What the theme shows of a place. It shows a text only below a page's own row, so all stands in the title. */
  function item(hit, rank, all) {
    const { place, line, asked: words } = hit;
    const code = place.code ? `<span class="code">${escape(place.code)}</span> ` : "";
    const small = (text) => text && `<small>${text}</small>`;
    const title = code + marked(place.title, words) + small(escape(place.about || "")) + small(line ? marked(excerpt(line, words), words) : "");
    return [{ location: location(hit), title, text: "", terms: {}, score: all.length - rank }];
  }

  /** Answer the query: `again` where that is done, but more has been read, which may have changed the rows. */
  function answer(again) {
    const hits = asked.trim() ? engine.search(asked).slice(0, MOST) : [];
    const items = hits.map(item);
    const rows = JSON.stringify(items);
    if (again && rows === drawn) return; // a row that is drawn anew slips away from whoever is about to click it
    drawn = rows;
    postMessage({ type: RESULT, data: { query: asked, items } });
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
    if (done < steps.length) setTimeout(readOn, 0, steps.slice(done));
    else if (asked) answer(true);
  }

  /** The theme's pages as an older edition's worker finds them: where it has the same page itself, that one counts. */
  function others(docs) {
    if (!edition) return docs;
    const own = new Set(self.searchPlaces.places.map(({ url }) => url));
    return docs.filter(({ location }) => !own.has(location.split("#")[0])).map((doc) => ({ ...doc, location: `../${doc.location}` }));
  }

  async function setUp({ docs }) {
    await (prepared || prepare());
    await new Promise((done) => setTimeout(done, LATER));
    await importScripts(file("notes.js"));
    readOn(engine.rest(self.searchNotes, others(docs)));
  }

  const prepared = framed ? null : prepare(); // without a worker the page would have to wait: not before the box opens
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) setUp(data);
    if (type === QUERY) asked = data;
    if (type === QUERY && engine) answer();
  });
})();
