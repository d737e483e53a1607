/* What was meant by keys that make no word: the cheapest way to read them as words of the vocabulary. */
"use strict";
self.repairer = ({ known, spelling, pairs }) => {
  const { words, form, distance, folded: letters } = self.analyser;

  /** What each slip costs. A reading is the better the cheaper it is; a word left as it is counts for many slips. */
  const COST = {
    telex: 0.8, // keys of Telex left in the text: certain, as no Vietnamese word ends so
    vni: 0.8, // digits of VNI
    double: 1.2, // a letter twice
    cut: 1, // no space between two words
    join: 1.5, // a space within a word
    again: 0.5, // a word twice
    letter: 2.2, // a letter changed, added, left out or swapped
    unknown: 6, // what makes no word
    beside: -0.7, // words that stand side by side in a name
  };
  const VOWEL = /[aeiou]/; // what has none stands for several words
  const LONGEST = 9; // keys of a word: nghieengf
  const MOST = 160; // letters of a query; who pastes more has not typed them
  const CLOSE = 0.8; // how much more a reading may cost than the cheapest and be as likely
  const KEPT = 8; // readings that are followed at once
  const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323", 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
  const [ROOF, HORN, BOW] = ["\u0302", "\u031b", "\u0306"];

  /** A syllable with the tone on it, wherever: the analyser moves it to the end. */
  const toned = (text, key) => text + (TONES[key] || "");

  /** Read the keys of Telex: aa, ow, dd, and s f r x j for the tone, which may come late. */
  function telex(keys) {
    let text = keys.replace(/^dd/, "đ").replace(/^d(.*[aeiouy].*)d$/, "đ$1");
    const [, start, end] = /^([^aeiouy]*)(.*)$/s.exec(text);
    const tone = (end.match(/[sfrxj]/g) || []).pop();
    text = start + end.replace(/[sfrxjz]/g, "");
    text = text.replace(/([aeo])(\p{M}*)\1/u, `$1${ROOF}$2`).replace(/([aeo])([^aeiouyw]+)\1$/, `$1${ROOF}$2`);
    text = text.replace(/uw?o(\p{M}*)([^aeiouyw]*)w/u, `u${HORN}o${HORN}$1$2`);
    text = text.replace(/a([^aeiouyw]*)w/, `a${BOW}$1`).replace(/([uo])([^aeiouyw]*)w/, `$1${HORN}$2`).replace(/w/, `u${HORN}`);
    return toned(text, tone);
  }

  /** Read the keys of VNI: 1 to 5 for the tone, 6 â ê ô, 7 ơ ư, 8 ă, 9 đ, anywhere behind their letter. */
  function vni(keys) {
    if (!/^\p{L}.*\d/u.test(keys)) return keys;
    const tone = (keys.match(/[1-5]/g) || []).pop();
    const has = (digit) => keys.includes(digit);
    let text = keys.replace(/\d/g, "");
    if (has("9")) text = text.replace("d", "đ");
    if (has("6")) text = text.replace(/([aeo])(?!.*[aeo])/, `$1${ROOF}`);
    if (has("7")) text = text.replace(/uo/, `u${HORN}o${HORN}`).replace(/([uo])(?!\u031b|.*[uo])/, `$1${HORN}`);
    if (has("8")) text = text.replace("a", `a${BOW}`);
    return toned(text, tone);
  }

  const single = (keys) => keys.replace(/(\p{L})(\p{M}*)\1/gu, "$1$2");
  const slips = { telex, vni, double: single };
  const done = new Map(); // keys that were read already

  /** The words of the vocabulary that keys may stand for, each with its cost. */
  function meant(keys) {
    if (!done.has(keys)) {
      const found = new Map();
      const add = (text, cost) => {
        const { exact, folded } = form(text.normalize("NFC"));
        if (known.has(folded) && !found.has(folded)) found.set(folded, { exact: deduped(exact), folded, cost });
      };
      add(keys, 0);
      if (!found.size) for (const [slip, read] of Object.entries(slips)) add(read(keys.normalize("NFD")), COST[slip]);
      done.set(keys, Array.from(found.values()));
    }
    return done.get(keys);
  }

  const deduped = (exact) => exact.replace(/(\p{M})(?=\p{M}*\1)/gu, "");

  /** The words of the vocabulary with one other letter than a word that is none. */
  function alike({ folded }) {
    if (folded.length < 3 || /\d/.test(folded) || !VOWEL.test(folded)) return [];
    const found = Array.from(known).filter((word) => distance(folded, word, 1) === 1 && !/\d/.test(word));
    return found.map((word) => ({ exact: word, folded: word, cost: COST.letter }));
  }

  /** Where a reading goes on from: the cheapest few that have come so far. */
  const cheapest = (paths) => paths.sort((a, b) => a.cost - b.cost).slice(0, KEPT);

  /** A reading with one more word; a word that comes twice counts once. */
  function longer(path, word, cost, slip) {
    const last = path.word;
    if (last && last.folded === word.folded) return { ...path, cost: path.cost + COST.again, changed: true };
    const beside = last && pairs.has(`${last.folded} ${word.folded}`) ? COST.beside : 0;
    return { before: path, word, cost: path.cost + cost + beside, changed: path.changed || slip };
  }

  /** The words from some letter on that a few keys may make, across one space at most. */
  function* pieces(text, at, tokens) {
    const token = tokens.find(({ start }) => start === at);
    const inside = token || tokens.find(({ start, end }) => start < at && at < end);
    if (!inside) return;
    const cut = token ? 0 : COST.cut;
    if (token) for (const word of token.readings) yield { word, end: token.end, cost: word.cost, slip: word.cost > 0 };
    const next = tokens[tokens.indexOf(inside) + 1];
    const ends = [inside.end - at, ...(next ? [next.end - at] : [])];
    for (let length = 2; length <= Math.min(LONGEST + 1, ends[ends.length - 1]); length++) {
      const end = at + length;
      if (token && end === token.end) continue;
      const crossing = end > inside.end;
      if (crossing && end < next.start + 1) continue;
      const keys = text.slice(at, end).replace(/[^\p{L}\p{M}\p{N}]/gu, "");
      const last = tokens.some((other) => other.end === end);
      if (keys.length < 2 || (/\d$/.test(keys) && /^\p{N}/u.test(text.slice(end)))) continue;
      for (const word of meant(keys)) yield { word, end, cost: cut + word.cost + (crossing ? COST.join : 0), slip: !last || Boolean(cut) || crossing || word.cost > 0 };
    }
  }

  /**
   * Read keys as words.
   * @param {string} typed
   * @returns {Query[]} What may have been meant, all as likely; nothing where no word had to be repaired, or could be.
   */
  function repair(typed) {
    const text = typed.toLowerCase().normalize("NFC");
    /** @type {(Word & {readings?: any[], strange?: boolean})[]} */
    const tokens = words(text);
    if (!tokens.length || text.length > MOST) return [];
    done.clear(); // more may have been read since
    for (const token of tokens) {
      token.readings = meant(text.slice(token.start, token.end));
      token.strange = !token.readings.length;
    }
    const guess = 2 * tokens.filter((token) => token.strange).length <= tokens.length + 1; // else nothing tells what was meant
    for (const token of tokens) {
      const { exact, folded } = token;
      if (token.strange && guess) token.readings = alike(token);
      if (token.readings.every(({ cost }) => cost)) token.readings = [...token.readings, { exact, folded, typed: true, cost: COST.unknown }];
    }
    const paths = Array.from({ length: text.length + 1 }, () => []);
    paths[tokens[0].start] = [{ cost: 0 }];
    for (let at = 0; at < text.length; at++) {
      const start = tokens.find(({ start }) => start >= at);
      if (paths[at].length && start && start.start > at && !tokens.some((token) => token.start < at && at < token.end)) {
        paths[start.start].push(...paths[at]); // over a space
        continue;
      }
      if (!paths[at].length) continue;
      const going = cheapest(paths[at]);
      for (const { word, end, cost, slip } of pieces(text, at, tokens)) {
        paths[end].push(...going.map((path) => longer(path, word, cost, slip && !word.typed)));
        paths[end] = cheapest(paths[end]);
      }
    }
    const found = cheapest(paths[tokens[tokens.length - 1].end]);
    return found[0].changed ? found.filter(({ cost }) => cost < found[0].cost + CLOSE).map(told) : [];
  }

  /** The words of a reading in order, and how they are spelt: as typed with marks, else as in the rubric. */
  function told(path) {
    const asked = [];
    for (let one = path; one.word; one = one.before) asked.unshift(one.word);
    const spelt = asked.map((word) => spelling.get(word.exact) || spelling.get(word.folded) || word.folded);
    letters(asked).forEach((word, i, all) => {
      const pair = pairs.get(`${word} ${all[i + 1]}`) || [];
      pair.forEach((one, by) => (spelt[i + by] = one));
    });
    return { asked: asked.map(({ exact, folded }) => ({ exact, folded })), phrases: [], understood: spelt.join(" ") };
  }

  return repair;
};
