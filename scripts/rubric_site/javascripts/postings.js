/* Which places have a word: an index of words without marks, which is asked for whole words, beginnings and words with slips. */
"use strict";
self.postings = (distance) => {
  const places = new Map(); // of each word
  const lengths = new Map(); // how many words a place has
  let total = 0;

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
    lengths.set(id, (lengths.get(id) || 0) + fresh);
    total += fresh;
  }

  const count = (word) => (places.get(word) || []).length;

  /** The words of the index that one may stand for, each with how much of it is right. */
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
   * The places that have some words, likely ones first: those that have rare words among few.
   * @param {Array<{folded: string, open: ?boolean, wrong: ?number}>} asked A word may be `open`, the beginning of one, or
   * have some letters `wrong`.
   * @param {boolean} any Whether one of the words is enough.
   */
  function search(asked, any) {
    let scores = null;
    for (const one of asked) {
      const found = new Map();
      for (const [word, share] of alike(one)) {
        const weight = share * Math.log(1 + lengths.size / count(word));
        for (const id of places.get(word)) if (!(found.get(id) >= weight)) found.set(id, weight);
      }
      if (!scores) scores = found;
      else if (any) found.forEach((weight, id) => scores.set(id, weight + (scores.get(id) || 0)));
      else scores.forEach((weight, id) => (found.has(id) ? scores.set(id, weight + found.get(id)) : scores.delete(id)));
    }
    const usual = total / lengths.size;
    const score = ([id, weight]) => ({ id, score: weight / (0.3 + (0.7 * lengths.get(id)) / usual) }); // as BM25 has it
    return Array.from(scores || [], score).sort((a, b) => b.score - a.score);
  }

  return { add, count, search, size: () => lengths.size };
};
