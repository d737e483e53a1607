/* How Vietnamese is read by the search and by the look-up page: what counts as a word, and when two words are the same. */
"use strict";
self.analyser = (() => {
  /**
   * A word of a text.
   * @typedef {Object} Word
   * @property {string} exact Its spelling: each mark after its letter, the tone last, so that hoà = hòa and tỉ = tỷ.
   * @property {string} folded The letters alone: no mark, đ = d, y = i.
   * @property {number} start Where it starts in the text, and where it ends.
   * @property {number} end
   */

  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const MARK = /\p{M}/gu;
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const STROKE = "\u0335"; // đ is a d with a mark too

  /** Spellings already worked out: few thousand syllables make up all Vietnamese text. @type {Map<string, string[]>} */
  const known = new Map();

  /** @param {string} word @returns {string[]} Its exact and its folded form. */
  function forms(word) {
    let pair = known.get(word);
    if (!pair) {
      const letters = word.toLowerCase().normalize("NFD").replace(/đ/g, "d" + STROKE).replace(/y/g, "i");
      const exact = letters.replace(TONE, "") + (letters.match(TONE) || []).join("");
      pair = [exact, exact.replace(MARK, "")];
      known.set(word, pair);
    }
    return pair;
  }

  /** @param {string} text @returns {Word[]} */
  function words(text) {
    return Array.from(text.matchAll(WORD), (match) => {
      const [exact, folded] = forms(match[0]);
      return { exact, folded, start: match.index, end: match.index + match[0].length };
    });
  }

  /** Whether the marks of `less` are all on `more` too, as in trưc and trực; the letters are the same. */
  function agrees(less, more) {
    let at = 0;
    for (let i = 0; i < more.length && at < less.length; i++) if (more[i] === less[at]) at++;
    return at === less.length;
  }

  /**
   * How well a word of the query fits a word of a text: 10 same spelling, 6 some marks left out, 2 other marks; while
   * the word is being typed (`open`), its beginning fits too: 5, or 3 with marks left out, or 1 with other marks.
   */
  function fit(asked, word) {
    if (asked.folded === word.folded) return asked.exact === word.exact ? 10 : agrees(asked.exact, word.exact) ? 6 : 2;
    if (!asked.open || !word.folded.startsWith(asked.folded)) return 0;
    return !agrees(asked.exact, word.exact) ? 1 : asked.exact === asked.folded ? 3 : 5;
  }

  /**
   * Make a reader that knows a rubric's abbreviations.
   * @param {Object<string, string>} abbreviations What each stands for. Those with signs in them (QĐ-TTg) only occur in
   * numbers of documents and are left as they are.
   */
  function reader(abbreviations) {
    const short = new Map();
    const firsts = new Set();
    for (const [name, meaning] of Object.entries(abbreviations)) {
      if (/^[\p{L}\p{N} ]+$/u.test(name)) short.set(words(name).map((word) => word.folded).join(" "), words(meaning));
    }
    for (const name of short.keys()) firsts.add(name.split(" ")[0]);
    const longest = Math.max(0, ...Array.from(short.keys(), (name) => name.split(" ").length));

    /** How many of the words from `at` on are an abbreviation; 0 for none. */
    function abbreviated(list, at) {
      for (let count = firsts.has(list[at].folded) ? Math.min(longest, list.length - at) : 0; count; count--) {
        if (short.has(name(list, at, count))) return count;
      }
      return 0;
    }

    /** Write out the abbreviations in a list of words; what they stand for takes their place in the text. */
    function expand(list) {
      const result = [];
      for (let at = 0; at < list.length; ) {
        const count = abbreviated(list, at);
        if (count) {
          const [start, end] = [list[at].start, list[at + count - 1].end];
          result.push(...short.get(name(list, at, count)).map((word) => ({ ...word, start, end, short: true })));
        } else result.push(list[at]);
        at += count || 1;
      }
      return result;
    }
    return expand;
  }

  const name = (list, at, count) => list.slice(at, at + count).map((word) => word.folded).join(" ");

  /**
   * Where a text has words of a query, as pairs of start and end: words side by side as in the query and words spelt
   * the same; where there are none, all that fit.
   * @param {Word[]} list The words of the text, abbreviations written out or not.
   * @param {Word[]} asked The words of the query; one that is `open` is the beginning of a word.
   */
  function marks(list, asked) {
    const fits = list.map((word) => asked.map((one) => fit(one, word)));
    const beside = (at, i) => fits[at] && fits[at][i] > 2;
    const strong = (at, i) => fits[at][i] >= 10 || (beside(at, i) && (beside(at - 1, i - 1) || beside(at + 1, i + 1)));
    const close = (test) => list.filter((_, at) => asked.some((_, i) => test(at, i)));
    const found = [];
    for (const word of [strong, beside].map(close).find((some) => some.length) || []) {
      const last = found[found.length - 1];
      if (last && word.start - last[1] <= 1) last[1] = Math.max(last[1], word.end);
      else found.push([word.start, word.end]);
    }
    return found;
  }

  return { words, fit, reader, marks };
})();
