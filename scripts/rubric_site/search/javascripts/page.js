/* What the pages do for the search, before the theme's script runs: tell the theme of text that no key has typed, let no key
   act on the rows of an older query, say above the rows what was understood, and mark the words that led here. */
"use strict";
(() => {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
  const result = document.querySelector(".md-search-result");
  if (!input || !result) return; // another program's theme (run.py next) has a search of its own
  const list = result.querySelector(".md-search-result__list");
  const { src: here, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL(dataset.root, location.href);
  const address = new URL(location.href);
  const [marked, part] = ["h", "p"].map((name) => address.searchParams.get(name));
  const PARTS = new Map([["deadlines", ".deadlines"], ["evidence", ".evidence"], ["references", ".basis details"]]); // of a note
  const KEYS = ["Enter", "ArrowDown", "ArrowUp"];

  /* The theme listens to keys only; pasted, dictated and composed text (Telex, VNI) must start a search too. */
  input.addEventListener("input", () => input.dispatchEvent(new Event("keyup")));

  /* The theme draws its list anew for every answer, also for one that comes after an arrow has led into the list. */
  let chosen = null;
  list.addEventListener("focusin", ({ target }) => (chosen = target));
  new MutationObserver((changes) => {
    const rank = changes.flatMap(({ removedNodes }) => Array.from(removedNodes)).findIndex((row) => row.contains(chosen));
    if (rank < 0 || document.activeElement !== document.body) return;
    const links = Array.from(list.querySelectorAll("a"));
    const next = links.find(({ href }) => href === chosen.href) || links[rank] || links.pop();
    if (next) next.focus();
  }).observe(list, { childList: true });

  /* Keys that act on the list wait until it holds the answer to all that was typed. */
  let held = [];
  let answered = { query: "", settled: true };
  const waiting = () => input.value.trim() && (answered.query !== input.value || !answered.settled);
  const ours = (event) => event.isTrusted && KEYS.includes(event.key) && !event.isComposing;
  const press = (key) => {
    const target = /** @type {HTMLElement} */ (document.activeElement);
    if (key === "Enter" && target !== input) target.click();
    else target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (document.activeElement !== input) return;
      if (!ours(event)) held = [];
      else if (waiting()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        held.push(event.key);
      }
    },
    true,
  );

  const box = Object.assign(document.createElement("div"), { className: "search-told", hidden: true });
  result.before(box);

  /** Look for a text that stands in the box only now. */
  function ask(text) {
    input.value = text;
    input.focus();
    input.dispatchEvent(new Event("keyup"));
  }

  /** Say what the answer says besides its rows; show.js does it for the look-up page too. */
  function tell({ told, query }) {
    box.hidden = true;
    if (!told || !(told.understood || told.missing || told.near || told.units.length)) return;
    load(() => {
      if (answered.query !== query) return;
      const index = location.protocol === "file:" ? "/index.html" : "/";
      const link = (url) => new URL(url.replace(/\/(?=#|\?|$)/, index), root).href;
      const more = link(`tra-cuu/?tk=${encodeURIComponent(query)}`);
      self.tellAbove(box, told, { typed: query, literally: ask, link, more });
    });
  }

  function onAnswer(data) {
    answered = data;
    tell(data);
    setTimeout(() => { // the theme draws in between
      if (!waiting()) held.splice(0).forEach(press);
    });
  }

  /* The worker is the theme's; whoever makes it first hears it first. */
  self.Worker = class extends self.Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => data.type === 3 && data.data.query !== undefined && onAnswer(data.data));
    }
  };

  /** Load the search's scripts into the page, once. */
  let loading = null;
  function load(then) {
    loading ||= new Promise(/** @param {(loaded?: any) => void} done */ (done) => {
      if (self.tellAbove) return done();
      const script = document.createElement("script");
      script.src = new URL("search.js", here).href;
      script.addEventListener("load", done);
      document.head.append(script);
    });
    loading.then(then);
  }

  /** The part of a note that a question asked for, opened and in sight. */
  function show(root) {
    const block = root.querySelector(PARTS.get(part)); // of an unknown part there is none
    const name = block?.closest("div").querySelector(":scope > dt");
    if (!name) return;
    if ("open" in block) block.open = true;
    name.append(Object.assign(document.createElement("mark"), { textContent: name.textContent.trim() }));
    name.firstChild.remove();
    name.parentElement.scrollIntoView({ block: "center" });
  }

  /** Mark what the row has marked in the criterion, row or page that the address leads to. */
  function mark() {
    const target = document.getElementById(location.hash.slice(1));
    const root = target?.closest(".criterion, tr, li") || document.querySelector("article");
    if (part) show(root);
    const { words, run } = self.analyser;
    const phrases = (marked || "").split("|").map(words).filter((phrase) => phrase.length);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const list = words(node.data);
      const spans = [];
      for (let at = 0, next; at < list.length; at = next) {
        const phrase = phrases.find((phrase) => run(list.slice(at, at + phrase.length), phrase, 10));
        next = at + (phrase ? phrase.length : 1);
        if (phrase) spans.push([list[at].start, list[next - 1].end]);
      }
      for (const [start, end] of spans.reverse()) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        range.surroundContents(document.createElement("mark"));
      }
    }
  }

  if (marked || part) {
    load(mark);
    for (const name of ["h", "p"]) address.searchParams.delete(name); // the address in the bar stays the one to send on
    history.replaceState(history.state, "", address);
  }
})();
