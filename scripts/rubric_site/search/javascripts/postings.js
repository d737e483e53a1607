/* Which places have a word: an index of words without marks, which is asked for whole words, beginnings and words with slips. */
"use strict";
self.postings = (distance) => {
  const places = new Map(); // of each word
  const lengths = []; // how many words a place has
  let [size, total] = [0, 0]; // of all places, of all their words

  /** @param {number} id A place. @param {Word[][]} lists What it says. */
  function add(id, lists) {
    let fresh = 0;
    for (const list of lists) {
      for (const { folded } of list) {
        const found = places.get(folded);
        if (!found) places.set(folded, [id]);
        else if (found[found.length - 1] === id) continue;
        else found.push(id);
        fresh++;
      }
    }
    if (!(id in lengths)) size++;
    lengths[id] = (lengths[id] || 0) + fresh;
    total += fresh;
  }

  const count = (word) => (places.get(word) || []).length;

  /** The words of the index that one may stand for, each with how much of it is right. @param {Word} asked */
  function* alike({ folded, open, wrong }) {
    if (places.has(folded)) yield [folded, 1];
    if (!open && !wrong) return;
    for (const word of places.keys()) {
      if (word === folded) continue;
      if (open && word.startsWith(folded)) yield [word, folded.length / word.length];
      else if (wrong && distance(word, folded, wrong) <= wrong) yield [word, 1 / 2];
    }
  }

  /**
   * The places that have some words, the likeliest of them: those that have rare words among few.
   * @param {Word[]} asked A word may be `open`, the beginning of one, or have some letters `wrong`.
   * @param {number} most How many places to return.
   * @param {boolean} [any] Whether one of the words is enough.
   */
  function search(asked, most, any) {
    const scores = new Float64Array(lengths.length);
    asked.forEach((one, nth) => {
      const found = new Float64Array(lengths.length);
      for (const [word, share] of alike(one)) {
        const weight = share * Math.log(1 + size / count(word));
        for (const id of places.get(word)) if (found[id] < weight) found[id] = weight;
      }
      for (let id = 0; id < found.length; id++) scores[id] = any || !nth || (scores[id] && found[id]) ? scores[id] + found[id] : 0;
    });
    const usual = total / size;
    for (let id = 0; id < scores.length; id++) scores[id] /= 0.3 + (0.7 * lengths[id]) / usual; // as BM25 has it
    const least = scores.filter(Boolean).sort().at(-most) || 0;
    const found = [];
    scores.forEach((score, id) => score && score >= least && found.push({ id, score }));
    return found.sort((a, b) => b.score - a.score).slice(0, most);
  }

  return { add, count, search, size: () => size };
};
