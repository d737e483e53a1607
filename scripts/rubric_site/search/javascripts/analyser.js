/* How Vietnamese is read by the search and by the look-up page: what counts as a word, and when two words are the same. */
"use strict";
self.analyser = (() => {
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const MARK = /\p{M}/gu;
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const STROKE = "\u0335"; // đ is a d with a mark too

  /** Spellings already worked out: few thousand syllables make up all Vietnamese text. @type {Map<string, Word>} */
  const known = new Map();

  /** @param {string} word @returns {Word} Its exact and its folded form, wherever it stands. */
  function form(word) {
    let found = known.get(word);
    if (!found) {
      const letters = word.toLowerCase().normalize("NFD").replace(/đ/g, `d${STROKE}`).replace(/y/g, "i");
      const exact = letters.replace(TONE, "") + (letters.match(TONE) || []).join("");
      found = { exact, folded: exact.replace(MARK, "") };
      known.set(word, found);
    }
    return found;
  }

  /** The words of a text as they are spelt. @param {string} text @returns {string[]} */
  const spelt = (text) => text.match(WORD) || [];

  /** The words of a text without their places in it: what is read of a large rubric is read in half the time so. */
  const forms = (text) => spelt(text).map(form);

  /** @param {string} text @returns {Word[]} */
  function words(text) {
    let end = 0;
    return spelt(text).map((word) => {
      const { exact, folded } = form(word);
      const start = text.indexOf(word, end);
      end = start + word.length;
      return { exact, folded, start, end };
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
   * Make a writer that puts words in the place of others: of abbreviations what they mean, of a word its usual one.
   * @param {[string, string][]} pairs What may stand in a text, and what takes its place; itself where a longer name
   * keeps a shorter one in it. Names with signs in them (QĐ-TTg) only occur in numbers of documents and stay.
   * @returns {(list: Word[]) => Word[]} What stands in for others keeps their place in the text and is `short`.
   */
  function writer(pairs) {
    const begun = new Map(); // names by their first word, each step with those that go on and those that end there
    for (const [text, meaning] of pairs) {
      if (!/^[\p{L}\p{M}\p{N} ]+$/u.test(text)) continue;
      const list = forms(text);
      let step = { after: begun };
      for (const { folded } of list) {
        if (!step.after.has(folded)) step.after.set(folded, { after: new Map(), names: [] });
        step = step.after.get(folded);
      }
      step.names.push([list, meaning === text ? null : forms(meaning).map((word) => ({ ...word, short: true }))]);
    }

    /** What the words from `at` on stand for: their number and their meaning; the longest name counts. */
    function found(list, at) {
      /** @type {[number, Word[]?]} */
      let best = [0];
      for (let step = begun.get(list[at].folded), count = 1; step; step = list[at + count] && step.after.get(list[at + count].folded), count++) {
        const name = step.names.find(([typed]) => typed.every((word, i) => agrees(list[at + i].exact, word.exact)));
        if (name) best = [count, name[1]];
      }
      return best;
    }

    return (list) => {
      const result = [];
      for (let at = 0; at < list.length; ) {
        const [count, meaning] = found(list, at);
        const { start } = list[at];
        if (!meaning) for (let i = 0; i < (count || 1); i++) result.push(list[at + i]);
        else if (start === undefined) result.push(...meaning);
        else result.push(...meaning.map((word) => ({ ...word, start, end: list[at + count - 1].end })));
        at += count || 1;
      }
      return result;
    };
  }

  /** How well words stand side by side in a list: the worst fit at the best place, 0 where they do not. */
  function run(list, asked, least = 1) {
    let best = 0;
    for (let at = 0; at + asked.length <= list.length; at++) {
      let worst = 10;
      for (let i = 0; i < asked.length && worst >= least; i++) worst = Math.min(worst, fit(asked[i], list[at + i]));
      if (worst >= least) best = Math.max(best, worst);
    }
    return best;
  }

  /** How well each pair of neighbours in a query stands side by side in a list. */
  const pairs = (list, asked, least) => asked.slice(1).map((_, i) => run(list, asked.slice(i, i + 2), least));

  const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

  /** How many letters to change, add, leave out or swap to make one word of the other, counted as far as `most`. */
  function distance(a, b, most = 64) {
    if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > 60) return most + 1;
    let [before, row, next] = rows;
    for (let j = 0; j <= b.length; j++) row[j] = j;
    for (let i = 1; i <= a.length; i++) {
      let least = i;
      next[0] = i;
      for (let j = 1; j <= b.length; j++) {
        let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + /** @type {any} */ (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        next[j] = value;
        if (value < least) least = value;
      }
      if (least > most) return most + 1;
      [before, row, next] = [row, next, before];
    }
    return row[b.length];
  }

  const folded = (list) => list.map((word) => word.folded);

  return { words, form, forms, spelt, fit, writer, run, pairs, distance, folded };
})();
