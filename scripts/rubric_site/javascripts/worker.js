/* The search in the header: answers the theme's messages, with our engine. overrides/page.html points the theme here. */
"use strict";
(() => {
  /* Without a server the worker is a frame with this script in it, and importScripts gives a promise. */
  const framed = typeof document !== "undefined";
  if (framed && self.parent === self) return; // a page that only wants the engine
  const here = framed ? document.currentScript.src : self.location.href;
  const file = (name) => new URL(name, here).href;
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const PAUSE = 8; // milliseconds of reading notes before a query may come in between

  let engine = null;
  let asked = "";

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
    const start = line.length > 160 && first > 60 ? line.indexOf(" ", first - 50) + 1 : 0;
    const end = line.length - start > 180 ? line.lastIndexOf(" ", start + 160) : line.length;
    return (start ? "… " : "") + line.slice(start, end) + (end < line.length ? " …" : "");
  }

  /** Where a place is, with the words for its page to mark: those of the query, and how the place spells them. */
  function location({ place, line, asked: words }) {
    const [path, anchor] = place.url.split("#");
    const spelt = [place.title, line || ""].flatMap((text) => engine.marks(text, words).map(([start, end]) => text.slice(start, end)));
    const query = words.length ? `?h=${encodeURIComponent([asked, ...new Set(spelt)].join(" "))}` : "";
    return path + (framed && path.endsWith("/") ? "index.html" : "") + query + (anchor ? `#${anchor}` : "");
  }

  /** What the theme shows of a place. It shows a text only below a page's own row, so all stands in the title. */
  function item(hit, rank, all) {
    const { place, line, asked: words } = hit;
    const code = place.code ? `<span class="code">${escape(place.code)}</span> ` : "";
    const small = (text) => `<small>${text}</small>`;
    const title = code + marked(place.title, words) + (place.about ? small(escape(place.about)) : "") + (line ? small(marked(excerpt(line, words), words)) : "");
    return [{ location: location(hit), title, text: "", terms: {}, score: all.length - rank }];
  }

  function answer() {
    postMessage({ type: RESULT, data: { query: asked, items: asked.trim() ? engine.search(asked).map(item) : [] } });
  }

  /** Read the notes bit by bit, so that a query need not wait for all of them. */
  function readNotes(from) {
    const stop = Date.now() + PAUSE;
    const list = self.searchNotes;
    let to = from;
    for (; to < list.length && Date.now() < stop; to++) engine.addNote(to, list[to]);
    if (to < list.length) setTimeout(readNotes, 0, to);
    else if (asked) answer();
  }

  async function setUp({ docs }) {
    await importScripts(file("places.js"));
    engine = self.searchEngine(self.searchPlaces);
    docs.forEach(engine.addPage);
    postMessage({ type: READY });
    await importScripts(file("notes.js"));
    readNotes(0);
  }

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) setUp(data);
    if (type === QUERY) asked = data;
    if (type === QUERY && engine) answer();
  });
})();
