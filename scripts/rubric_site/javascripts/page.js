/* What the pages do for the search: tell the theme of text that no key has typed, keep the focus in its list while answers
   come in, and mark the words that led here. */
"use strict";
(() => {
  const input = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const here = document.currentScript.src;
  const address = new URL(location.href);
  const asked = address.searchParams.get("h");

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

  /** Mark the words of the query in the criterion, row or page that the address leads to. */
  function mark() {
    const target = document.getElementById(location.hash.slice(1));
    const root = (target && target.closest(".criterion, tr, li")) || document.querySelector("article");
    const { words, marks } = self.analyser;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      for (const [start, end] of marks(words(node.data), words(asked)).reverse()) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        range.surroundContents(document.createElement("mark"));
      }
    }
  }

  if (asked) {
    const script = document.createElement("script");
    script.src = new URL("search.js", here).href;
    script.addEventListener("load", mark);
    document.head.append(script);
    address.searchParams.delete("h"); // the address in the bar stays the one to send on
    history.replaceState(history.state, "", address);
  }
})();
