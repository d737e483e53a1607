/* What a query finds, and in which order: for the search in the header (worker.js) and the look-up page (lookup.js). */
"use strict";
self.searchEngine = (data, MiniSearch = self.MiniSearch) => {
  const { words, fit, reader, marks } = self.analyser;
  const expand = reader(data.abbreviations);
  const ASIDE = { document: true, page: true }; // these only speak of criteria, so they come after them
  const NARROW = { criterion: true, group: true }; // a section's or a unit's introduction speaks of all its criteria
  const ENOUGH = 50; // places found by name; who has more looks for no mention
  const FILLERS = new Set(
    words("ai bao nhiêu các cách cho có của để đi được gì hay hỏi khi là lúc mà mình muốn nào như những ở phải sao thế theo thì tôi trong và về vì xem nao gi nhu nhung va duoc phai nhieu muon").map((word) => word.exact),
  );

  /**
   * @typedef {Object} Place Something to be found, as search.py writes it; here with `index`, `parts` and `lines`.
   * A part is a list of words with what a word in it is worth, and the whole query in sequence.
   * @type {Place[]}
   */
  const places = [];
  const split = (text) => text.split(" ");
  const options = { fields: ["text"], tokenize: split, processTerm: (term) => term, searchOptions: { tokenize: split, combineWith: "AND" } };
  const names = new MiniSearch(options);
  const notes = new MiniSearch(options);
  const codes = new Set();
  const known = new Map(); // how many places have a word in their names
  const units = Object.fromEntries(Object.entries(data.units).map(([id, called]) => [id, called.map((name) => words(name))]));

  /** The ways to read a title: as written, and with abbreviations written out. */
  function readings(text) {
    const plain = words(text);
    const full = expand(plain);
    return full.length === plain.length ? [plain] : [full, plain];
  }

  function parts(place) {
    place.titles = [place.title, ...(place.also || [])].flatMap(readings);
    const list = place.titles.map((one) => ({ words: one, word: 1, run: place.kind === "unit" ? 1.2 : 2.4 }));
    if (place.code) list.push({ words: words(place.code), word: 1, run: 2.4 });
    for (const unit of place.units || []) list.push(...units[unit].map((one) => ({ words: one, word: 0.4, run: 2 })));
    for (let up = places[place.parent]; up; up = places[up.parent]) {
      list.push(...up.titles.map((one) => ({ words: one, word: 0.2, run: 0 })));
    }
    return list;
  }

  const folded = (lists) => Array.from(new Set(lists.flatMap((list) => list.map((word) => word.folded))));

  /** Add places; what they are called can be found at once. */
  function add(more) {
    for (const place of more) {
      place.index = places.length;
      place.parts = parts(place);
      place.lines = place.lines || [];
      places.push(place);
      if (place.kind === "section") codes.add(words(place.code)[0].folded);
      place.key = folded(place.parts.map((part) => part.words));
      for (const word of place.key) known.set(word, (known.get(word) || 0) + 1);
      names.add({ id: place.index, text: place.key.join(" ") });
    }
  }

  /** Make what is said of a place searchable: lines of text, or the number of a document that is cited. */
  function addNote(index, lines) {
    const place = places[index];
    place.lines = lines.map((line) => (typeof line === "number" ? cite(places[line]) : line));
    notes.add({ id: index, text: [...place.key, ...folded(place.lines.map(read))].join(" ") });
  }

  /** Add the pages that the theme knows, such as the instructions: their text is HTML. */
  function addPages(docs) {
    const from = places.length;
    add(docs.map(({ title, location }) => ({ kind: "page", title: plain(title), url: location })));
    docs.forEach(({ text }, i) => addNote(from + i, text.split(/<\/(?:p|li|t[dh]|d[dt]|h\d)>/).map(plain)));
  }

  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#39);/g, (_, sign) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[sign] || "'").trim();
  const read = (text) => expand(words(text));
  const cite = (document) => [document.title, ...document.also].join(": ");

  /** The words of a note, line by line. */
  function lines(place) {
    place.read = place.read || place.lines.map(read);
    return place.read;
  }

  /** Read a query: its words, those in quotes, and both with abbreviations written out, which then stand in sequence. */
  function understand(text) {
    const phrases = [];
    const bare = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => (phrases.push(words(phrase)), ` ${phrase} . `));
    const asked = words(bare);
    const last = asked[asked.length - 1];
    if (last && last.end === bare.normalize("NFC").length) last.open = true;
    const full = expand(asked);
    const variants = [{ asked, phrases }];
    if (full.some((word) => word.short)) {
      const starts = new Set(full.filter((word) => word.short).map((word) => word.start));
      const runs = Array.from(starts, (start) => full.filter((word) => word.start === start));
      variants.push({ asked: full, phrases: [...phrases.map(expand), ...runs] });
    }
    return variants;
  }

  /** The words of a question that tell what is asked. */
  function tell(asked) {
    const is = (at, word) => asked[at] && asked[at].folded === word;
    return asked.filter((word, i) => !FILLERS.has(word.exact) && !(is(i, "tieu") && is(i + 1, "chi")) && !(is(i, "chi") && is(i - 1, "tieu")));
  }

  /** How well the words stand side by side in a list: the worst fit in the best place, 0 where they do not. */
  function run(list, asked, least = 1) {
    let best = 0;
    for (let at = 0; at + asked.length <= list.length; at++) {
      let worst = 10;
      for (let i = 0; i < asked.length && worst >= least; i++) worst = Math.min(worst, fit(asked[i], list[at + i], asked[i].open));
      if (worst >= least) best = Math.max(best, worst);
    }
    return best;
  }

  /** What a word is worth in a place's names; other marks are as wrong as other letters. */
  function best(place, asked) {
    let found = 0;
    for (const part of place.parts) {
      for (const word of part.words) {
        const fits = fit(asked, word, asked.open);
        if (fits > 2) found = Math.max(found, fits * part.word * (word.short ? 0.8 : 1));
      }
    }
    return found;
  }

  /** What pairs of words side by side in a title add. */
  function pairs(titles, asked) {
    let sum = 0;
    for (let i = 1; i < asked.length; i++) sum += Math.max(...titles.map((title) => run(title, asked.slice(i - 1, i + 1))));
    return 0.3 * sum;
  }

  /** What sequence adds: the whole query side by side in one name, pairs of its words in a title, a title in full. */
  function sequence(place, asked) {
    let whole = 0;
    for (const part of place.parts) if (part.run > whole / 10) whole = Math.max(whole, part.run * run(part.words, asked));
    const full = Math.max(...place.titles.map((title) => (title.length === asked.length ? run(title, asked) : 0)));
    return whole + pairs(place.titles, asked) + 1.4 * full;
  }

  /** How well a place's names fit a query, 0 where a word or a phrase is missing. */
  function named(place, { asked, phrases }) {
    let score = 0;
    for (const word of asked) {
      const value = best(place, word);
      if (!value) return 0;
      score += value;
    }
    if (!phrases.every((phrase) => place.parts.some((part) => run(part.words, phrase, 5)))) return 0;
    return score + sequence(place, asked);
  }

  /** The line of a place's note that has all the words that its names lack, with how well it fits. */
  function noted(place, { asked, phrases }) {
    const values = asked.map((word) => best(place, word));
    let found = null;
    lines(place).forEach((list, at) => {
      const fits = asked.map((word) => Math.max(...list.map((one) => fit(word, one, word.open)), 0));
      if (!fits.every((value, i) => values[i] || value > 2)) return;
      const kept = (phrase) => run(list, phrase, 5) || place.parts.some((part) => run(part.words, phrase, 5));
      if (!phrases.every(kept)) return;
      let score = 0.3 * run(list, asked) + pairs(place.titles, asked);
      fits.forEach((value, i) => (score += Math.max(values[i], 0.5 * value)));
      for (let i = 1; i < asked.length; i++) score += 0.2 * run(list, asked.slice(i - 1, i + 1));
      if (!found || score > found.score) found = { place, line: place.lines[at], score };
    });
    if (found && !NARROW[place.kind]) found.score /= 2;
    return found;
  }

  /**
   * Places that may fit, likely ones first: those whose index has the rarest words of the query; the rest is checked
   * later. At most so many that a keystroke stays quick where thousands have the words.
   */
  function candidates(index, asked, most, more) {
    const rare = [...asked].sort((a, b) => count(a) - count(b)).slice(0, more ? asked.length : 3);
    const prefix = (term, i) => Boolean(rare[i].open);
    return rare.length ? index.search(rare.map((word) => word.folded).join(" "), { prefix, ...more }).slice(0, most) : [];
  }

  const count = (word) => known.get(word.folded) || (word.open ? Infinity : 0);

  /** Run a step for each reading of the query, and keep each place's best result. */
  function collect(variants, step) {
    const found = new Map();
    for (const variant of variants) {
      for (const hit of step(variant)) {
        const old = found.get(hit.place);
        if (!old || hit.score > old.score) found.set(hit.place, { asked: variant.asked, ...hit });
      }
    }
    return Array.from(found.values()).sort((a, b) => b.score - a.score || a.place.index - b.place.index);
  }

  function byName(variant) {
    const hits = candidates(names, variant.asked, 2000);
    const most = hits.length ? hits[0].score : 1;
    return hits
      .map((hit) => ({ place: places[hit.id], score: named(places[hit.id], variant), tie: hit.score / most }))
      .filter((hit) => hit.score)
      .map((hit) => ({ place: hit.place, score: hit.score + hit.tie }));
  }

  function byNote(variant) {
    return candidates(notes, variant.asked, 200).map((hit) => noted(places[hit.id], variant)).filter(Boolean);
  }

  /** Places with words that begin with the letters of one of the query: dvc for dịch vụ công. */
  function byInitials({ asked, phrases }) {
    const hits = [];
    if (phrases.length || asked.every((word) => known.has(word.folded))) return hits;
    for (const place of places) {
      place.initials = place.initials || place.titles.map((title) => title.map((word) => word.folded[0]).join("")).join(" ");
      const spelt = (word) => word.folded.length > 1 && place.initials.includes(word.folded);
      const values = asked.map((word) => best(place, word) || (spelt(word) ? 4 : 0));
      if (values.length && values.every(Boolean)) hits.push({ place, score: values.reduce((sum, value) => sum + value) });
    }
    return hits;
  }

  /** Letters to change, add, leave out or swap to make one word of the other. */
  function distance(a, b) {
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /** The word that was meant by one with wrong letters, in a place's names; one that stands beside its neighbours. */
  function meant(place, asked, at) {
    const most = asked[at].folded.length > 4 ? 2 : 1;
    let found = null;
    for (const part of place.parts) {
      part.words.forEach((word, i) => {
        const wrong = distance(asked[at].folded, word.folded);
        if (wrong > most || /\d/.test(word.folded)) return;
        const beside = [-1, 1].filter((by) => asked[at + by] && part.words[i + by] && fit(asked[at + by], part.words[i + by], asked[at + by].open));
        const score = part.word * (8 - 3 * wrong + 2 * beside.length);
        if (!found || score > found.score) found = { word, score };
      });
    }
    return found;
  }

  /** Places that fit but for typing errors: one word, or one in three. */
  function byTypo(variant) {
    const { asked, phrases } = variant;
    const hits = [];
    if (phrases.length) return hits;
    const right = asked.every((word) => known.has(word.folded)) ? () => false : (term) => known.has(term);
    const fuzzy = (term) => (/\d/.test(term) || right(term) ? 0 : Math.min(2, term.length - 1));
    for (const hit of candidates(names, asked, 300, { fuzzy })) {
      const place = places[hit.id];
      let wrong = 0;
      let score = 0;
      const meaning = asked.map((word, i) => {
        const value = best(place, word);
        const other = value ? null : meant(place, asked, i);
        if (!value) wrong++;
        score += other ? other.score : value || -Infinity;
        return other ? other.word : word;
      });
      if (score > 0 && wrong <= (asked.length > 5 ? 2 : 1)) hits.push({ place, score: score + sequence(place, meaning), asked: meaning });
    }
    return hits;
  }

  /** Places that have most of a longer query, in words side by side: for questions as people ask them. */
  function byMost({ asked, phrases }) {
    const telling = tell(asked);
    if (phrases.length || telling.length < 2) return [];
    const either = { combineWith: "OR" };
    const found = new Map();
    for (const index of [names, notes]) {
      for (const hit of candidates(index, telling, 150, either)) found.set(hit.id, Math.max(found.get(hit.id) || 0, hit.score));
    }
    const hits = [];
    for (const [id, likely] of found) {
      const place = places[id];
      const has = new Set();
      let score = 0;
      const pair = (i) => telling.slice(i - 1, i + 1);
      const cover = (list, worth) => {
        for (let i = 1; i < telling.length; i++) {
          const value = run(list, pair(i), 5);
          if (value) score += has.add(i - 1).add(i) && worth * value;
        }
      };
      place.titles.forEach((title) => cover(title, 1));
      const beside = has.size;
      lines(place).forEach((line) => cover(line, 0.2));
      const alone = telling.filter((word, i) => !has.has(i) && best(place, word) >= 6).length / 2;
      const share = (has.size + alone) / telling.length;
      if (score && share >= (beside ? 0.6 : 0.75)) hits.push({ place, score: share * 100 + score + likely / 10 });
    }
    return hits;
  }

  /** The criteria, groups and sections that a code names: III.4.2, iii 4,2, 4.2, VII; below it those that it begins. */
  function byCode(text) {
    const list = words(text).map((word) => word.folded);
    while (["tieu", "chi", "linh", "vuc", "muc", "nhom", "ma", "so"].includes(list[0])) list.shift();
    const whole = codes.has(list[0]);
    if (!list.length || !list.slice(whole ? 1 : 0).every((word) => /^\d+$/.test(word))) return [];
    const key = list.join(".");
    const hits = [];
    for (const place of places) {
      if (!place.code) continue;
      const code = words(place.code).map((word) => word.folded).slice(whole ? 0 : 1).join(".");
      if (code === key || code.startsWith(key + ".")) hits.push({ place, score: code === key ? 2 : 1, asked: [] });
    }
    return hits.sort((a, b) => b.score - a.score);
  }

  /**
   * Find places.
   * @param {string} text
   * @returns {{place: Place, line?: string, asked: Object[], sure: boolean}[]} The best first; `line` is what a note
   * says of it, `asked` the words to mark, and what is not `sure` only mentions the words or nearly has them.
   */
  function search(text) {
    const coded = byCode(text);
    if (coded.length) return coded.map((hit) => ({ ...hit, sure: true }));
    const variants = understand(text);
    let named = collect(variants, byName);
    let noted = named.length < ENOUGH ? collect(variants, byNote) : [];
    if (!named.length) {
      const telling = variants.map((variant) => ({ ...variant, asked: tell(variant.asked) }));
      named = collect(telling, byName);
      noted = collect([...variants, ...telling], byNote);
    }
    const main = (hit) => !ASIDE[hit.place.kind];
    const hits = [];
    const append = (more) => {
      const old = new Set(hits.map((hit) => hit.place));
      hits.push(...more.filter((hit) => !old.has(hit.place)));
    };
    named.forEach((hit) => (hit.sure = main(hit)));
    const sure = named.some((hit) => hit.sure);
    append(collect([0, 1], (from) => (from ? noted : named)).filter(main));
    if (!sure) append(collect(variants, byInitials).filter(main));
    if (!sure) append(collect(variants, byTypo).filter(main));
    if (hits.length < 5) append(collect(variants, byMost).filter((hit) => main(hit) && (!hits.length || hit.asked.length > 3)));
    append(named);
    append(noted);
    return hits;
  }

  add(data.places);
  return { addNote, addPages, search, marks: (text, asked) => marks(expand(words(text)), asked) };
};
