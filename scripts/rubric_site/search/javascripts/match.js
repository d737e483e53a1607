/* The ways in which a place may answer a query: by its code, by name, by its note, by letters, but for a slip, in part. */
"use strict";
self.matcher = ({ places, names, notes, linesOf }, { steps }) => {
  const { fit, run, pairs, distance } = self.analyser;
  const { FIELD, KIND, SHORT, PAIR, MEANT, PART, sum, sequence, rarity } = self.ranking;

  const ROMAN = /^(?=[ivxlcdm])m*(c[md]|d?c*)(x[cl]|l?x*)(i[xv]|v?i*)$/;
  const NEAR = 5; // rows that are offered for a code that there is not
  const LIKELY = 400; // places that are weighed word by word; nobody reads further
  /** @type {{place: Place, code: string[], short?: string[]}[]} */
  const codes = places.filter((place) => place.code).map((place) => ({ place, code: steps(place.code) }));
  /** @type {(place: Place) => Place} */
  const top = (place) => (place.kind === "section" ? place : top(places[place.parent]));
  const sections = codes.filter(({ place }) => place.kind === "section");
  for (const one of codes) one.short = one.code.slice(steps(top(one.place).code).length); // 4.2 for III.4.2
  sections.forEach((one, i) => (one.short = [String(i + 1)])); // 7 for VII

  /** The criteria, groups and sections that a code names, then those below: III.4.2, iii 4,2, 4.2, VII. */
  function byCode(key) {
    const begins = (code) => key.length && key.every((step, i) => step === code[i]);
    for (const form of ["code", "short"]) {
      const found = codes.filter((one) => begins(one[form]));
      const exact = (one) => (one[form].length > key.length ? 0 : sections.includes(one) ? 2 : 1);
      if (found.length) return found.sort((a, b) => exact(b) - exact(a)).map(({ place }) => ({ place, asked: [], sure: true, score: 1 }));
    }
    return [];
  }

  /** Whether a text can only be a code: a section's or a Roman number with numbers behind it, or numbers with dots. */
  function isCode(text, [first, ...others]) {
    const numbers = others.length && others.every((step) => /^(\d{1,3}|[a-zđ])$/.test(step)) && /^[\p{L}\p{N}\s.,)-]+$/u.test(text);
    const section = ROMAN.test(first) || sections.some(({ code }) => code[0] === first);
    return Boolean(numbers && others.some((step) => /\d/.test(step)) && (section || (/^\d{1,3}$/.test(first) && /\d[.,-]\d/.test(text))));
  }

  /** What is near a code that there is not: what has it written without dots, what it would stand below, alike ones. */
  function nearCode(key) {
    /** @type {Hit[]} */
    let found = byCode(key.flatMap((step) => (/^\d+$/.test(step) ? step.split("") : [step])));
    for (let least = key.length - 1; least && !found.length; least--) found = byCode(key.slice(0, least));
    const far = ({ code }) => distance(code.join("."), key.join("."));
    if (!found.length) found = [...codes].sort((a, b) => far(a) - far(b)).map(({ place }) => ({ place, asked: [], score: 1 }));
    return found.slice(0, NEAR).map((hit) => ({ ...hit, sure: false, near: true }));
  }

  const hold = (phrases, lists) => phrases.every((phrase) => lists.some((list) => run(list, phrase, 5)));

  /** How well a word fits in a list, from 0 to 10; other marks are as wrong as other letters. */
  function best(list, word) {
    let most = 0;
    for (const one of list) {
      const value = fit(word, one);
      if (value > 2) most = Math.max(most, value * (one.short ? SHORT : 1));
    }
    return most;
  }

  /** The names of a place that may answer a query: of what people call it no single syllable of several does. */
  function telling(place, asked) {
    const enough = (list) => asked.filter((word) => best(list, word)).length >= Math.min(2, list.length);
    return place.parts.filter(({ list, field }) => !asked[1] || !FIELD[field].several || enough(list));
  }

  /** How many words of a query are a name of a place, all of it; one word alone only where that is all, or rare. */
  function called(place, asked) {
    const stands = (list) => asked.some((_, at) => asked[at + list.length - 1] && run(list, asked.slice(at, at + list.length), 5));
    const tells = (list) => list[1] || !asked[1] || names.count(list[0].folded) < 3;
    return Math.max(...place.parts.map(({ list, field }) => FIELD[field].whole && tells(list) && stands(list) && list.length));
  }

  /** What a word is worth in some names, 0 where they lack it. */
  function worth(parts, word) {
    let most = 0;
    for (const { list, field } of parts) if (most < 10 * FIELD[field].word) most = Math.max(most, best(list, word) * FIELD[field].word);
    return most;
  }

  /** The places that may fit, likely ones first: those with the rarest words of a query. The rest is checked later. */
  function candidates(index, asked, most) {
    if (index === names && names.size() < places.length) return places.map((_, id) => ({ id, score: 1 }));
    const count = (word) => names.count(word.folded) || (word.open ? Infinity : 0);
    const begun = (word) => word.open && asked.length > 1 && word.folded.length < 3; // fits too many to tell
    const rare = asked.filter((word) => !begun(word)).sort((a, b) => count(a) - count(b));
    return index.search(rare.slice(0, 3), most);
  }

  /** How many pairs of neighbours in a query stand side by side in any of some lists. */
  const beside = (lists, asked) => asked.slice(1).filter((_, i) => lists.some((list) => run(list, asked.slice(i, i + 2)))).length;

  const all = (word) => notes.count(word.folded) || (word.open ? places.length / 20 : 0);

  /** What each word of a query weighs, one on average: its rarity; one that stands nowhere a part of the rarest. */
  function weights(asked) {
    const known = asked.map((word) => (all(word) ? rarity(all(word), places.length) : 0));
    const rarest = Math.max(...known) || 1;
    const found = known.map((value) => value || PART.unknown * rarest);
    return found.map((value) => (value * found.length) / sum(found));
  }

  /** What the words of a query are worth together, each by its weight. */
  const weighed = (values, weight) => sum(values.map((value, i) => value * weight[i]));

  /** The places whose names have the query. @param {Query} query */
  function byName({ asked, phrases, guessed }) {
    const weight = weights(asked);
    return candidates(names, asked, LIKELY).map(({ id }) => {
      const place = places[id];
      const values = [];
      const has = (parts) => asked.every((word, i) => (values[i] = worth(parts, word)));
      if (!has(place.parts)) return null;
      const parts = telling(place, asked);
      if (!has(parts)) return null;
      const lists = parts.map((part) => part.list);
      if (!hold(phrases, lists)) return null;
      const spelt = asked.length < 4 && asked.every((word) => lists.some((list) => run(list, [word], 10)));
      const so = asked.length < 5 && values.every((value) => value > 4 * FIELD.keyword.word); // called, not only below or by something
      const side = asked[1] && !spelt ? beside(lists, asked) : 0;
      const sure = !guessed && (!asked[1] || spelt || 2 * side >= asked.length - 1 || (so && side > 0));
      return { place, sure, score: weighed(values, weight) + sequence(place, asked) };
    });
  }

  /** The places with a line of their note that has all the words that their names lack. @param {Query} query */
  function byNote({ asked, phrases, guessed }) {
    const weight = weights(asked);
    return candidates(notes, asked, 150).flatMap(({ id }) => {
      const place = places[id];
      const parts = telling(place, asked);
      const values = asked.map((word) => worth(parts, word));
      if (values.every(Boolean)) return []; // found by name
      return linesOf(place).flatMap((readings, at) => readings.map((list) => {
        const fits = asked.map((word) => best(list, word));
        if (!fits.every((value, i) => value || values[i]) || !hold(phrases, [list, ...place.parts.map((part) => part.list)])) return null;
        const near = pairs(list, asked);
        const sequence = FIELD.line.run * run(list, asked) + 0.2 * sum(near) + PAIR * sum(pairs(place.titles[0], asked));
        const score = (sequence || !asked[1]) && sequence + weighed(fits.map((value, i) => Math.max(values[i], value * FIELD.line.word)), weight);
        const sure = !guessed && (!asked[1] || 2 * near.filter(Boolean).length >= near.length);
        return { place, at, sure, score: score * KIND[place.kind] };
      }));
    });
  }

  /** The word of a place's names that was meant by one with wrong letters, rather one beside the same neighbours. */
  function meant(place, asked, at) {
    const { folded: typed } = asked[at];
    let best = { score: -Infinity };
    for (const { list, field } of place.parts) {
      list.forEach((word, i) => {
        const most = typed.length > 4 ? 2 : 1;
        const wrong = distance(typed, word.folded, most);
        if (wrong > most || /\d/.test(word.folded)) return;
        const beside = [-1, 1].filter((by) => asked[at + by] && list[i + by] && fit(asked[at + by], list[i + by]));
        const score = FIELD[field].word * (8 - MEANT * wrong + 2 * beside.length);
        if (score > best.score) best = { score, word };
      });
    }
    return best.word;
  }

  /** Places that fit but for typing errors in one word, in two of a long query. @param {Query} query */
  function byTypo({ asked, phrases }) {
    if (phrases.length) return [];
    const real = asked.every((word) => names.count(word.folded)); // then any may be another word than was meant
    const sound = ({ folded }) => /\d/.test(folded) || (names.count(folded) && !real);
    const likely = names.search(asked.map((word) => ({ ...word, wrong: sound(word) ? 0 : Math.min(2, word.folded.length - 1) })), LIKELY);
    const weight = weights(asked);
    return likely.filter(({ id }) => places[id].kind !== "document").slice(0, 150).map(({ id }) => {
      const place = places[id];
      const parts = telling(place, asked);
      const meaning = asked.map((word, i) => (worth(parts, word) ? word : meant(place, asked, i)));
      const wrong = meaning.map((word, i) => word !== asked[i]);
      if (wrong.filter(Boolean).length > (asked.length > 5 ? 2 : 1) || !meaning.every(Boolean)) return null;
      return { place, asked: meaning, score: partly(place, meaning, weight.map((value, i) => (wrong[i] ? PART.wrong : 1) * value)).score };
    });
  }

  /** Where a list has each word of a query and each pair of its neighbours, from 0 to 1. */
  function share(list, asked) {
    const fits = asked.map((word) => best(list, word) / 10);
    const beside = fits.slice(1).map((value, i) => (value && fits[i] && run(list, asked.slice(i, i + 2), 5) ? Math.min(value, fits[i]) : 0));
    return { fits, beside };
  }

  /** The better of two shares, word by word and pair by pair, the second in a field of some weight. */
  function join(best, { fits, beside }, weight) {
    fits.forEach((value, i) => (best.fits[i] = Math.max(best.fits[i], value * weight)));
    beside.forEach((value, i) => (best.beside[i] = Math.max(best.beside[i], value * weight)));
  }

  /** How much of a query a place has, in its names and in the line of its note that has most. */
  function partly(place, asked, weight) {
    const best = { fits: asked.map(() => 0), beside: asked.slice(1).map(() => 0) };
    for (const { list, field } of telling(place, asked)) join(best, share(list, asked), FIELD[field].word);
    let line = { value: 0 };
    linesOf(place).forEach((readings, at) => {
      for (const list of readings) {
        const found = share(list, asked);
        const value = weighed(found.fits.map((value, i) => value * (found.beside[i] || found.beside[i - 1] ? 1 : PART.apart)), weight);
        if (value > line.value) line = { value, at, found };
      }
    });
    const named = weighed(best.fits, weight);
    if (line.found) join(best, line.found, FIELD.line.word);
    const words = weighed(best.fits, weight);
    const beside = sum(best.beside.map((value, i) => (value * (weight[i] + weight[i + 1])) / 2));
    const whole = called(place, asked);
    return {
      place,
      at: line.found && words > named ? line.at : undefined,
      named: named / asked.length,
      has: weighed(best.fits.map(Boolean), weight) / asked.length,
      paired: whole || best.beside.some((value) => value > FIELD.above.word),
      score: (((words + PART.pair * beside) / asked.length) * (KIND[place.kind] + 1) * (1 + (place.kind === "page" && PART.called * whole) / asked.length)) / 2,
    };
  }

  /** Places that have much of a query, rare words and pairs weighing more; `any` share will do for a mere suggestion. */
  function byPart({ asked, phrases }, any) {
    if (phrases.some((phrase) => !phrase[0].short) || !asked.length) return [];
    const weight = weights(asked);
    const rare = asked.filter((word) => all(word) < places.length * PART.common);
    const likely = [names, notes].flatMap((index) => index.search(rare.length > 1 ? rare : asked, PART.tried, true));
    return Array.from(new Set(likely.map(({ id }) => id)), (id) => {
      const { has, paired, ...hit } = partly(places[id], asked, weight);
      return has >= (any ? PART.any : paired ? PART.least : PART.alone) && hit;
    });
  }

  return { byCode, isCode, nearCode, byName, byNote, byTypo, byPart, called };
};
