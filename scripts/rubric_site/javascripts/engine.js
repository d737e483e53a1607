/* What a query finds, and in which order: for the search in the header (worker.js) and the look-up page (lookup.js). */
"use strict";
self.searchEngine = (data) => {
  const { words, fit, reader, marks } = self.analyser;
  const expand = reader(data.abbreviations);
  const read = (text) => expand(words(text));

  /** Kinds of places by what they say of a criterion: 2 all, 1 a few words about many, 0 no more than its name. */
  const WEIGHT = { criterion: 2, group: 2, section: 1, unit: 1, document: 0, page: 0 };
  const ENOUGH = 50; // places found by name; who has more looks for no mention
  const LABELS = new Set(["tieu", "chi", "linh", "vuc", "muc", "nhom", "ma", "so"]);
  const FILLERS = new Set(
    words("ai bao nhiêu các cách cho có của để đi được gì hay hỏi khi là lúc mà mình muốn nào như những ở phải sao thế theo thì tôi trong và về vì xem nao gi nhu nhung va duoc phai nhieu muon").map((word) => word.exact),
  );

  /**
   * Something to be found, as search.py writes it, and here: all ways to read its `titles`, the `parts` of its names
   * with what a word in each is worth and what the whole query in sequence, the `lines` of its note.
   * @typedef {Object} Place
   * @typedef {{asked: Word[], phrases: Word[][]}} Query What is asked, and what of it must stand in sequence.
   * @typedef {{place: Place, score: number, asked: Word[], line?: string, sure?: boolean}} Hit `line` is what the note
   * says, `asked` the words to mark; what is not `sure` only mentions the words or nearly has them.
   */

  /** @type {Place[]} */
  const places = [];
  const split = (text) => text.split(" ");
  const options = { fields: ["text"], tokenize: split, processTerm: (term) => term, searchOptions: { tokenize: split, combineWith: "AND" } };
  const names = new self.MiniSearch(options);
  const notes = new self.MiniSearch(options); // with the names too: a query may have words of both
  const known = new Map(); // how many places have a word in their names
  const sections = new Set();
  const units = {};
  for (const [id, called] of Object.entries(data.units)) units[id] = called.map(words);

  const folded = (lists) => Array.from(new Set(lists.flat().map((word) => word.folded)));

  /** The ways to read a title: as written, and with abbreviations written out. */
  function readings(text) {
    const plain = words(text);
    const full = expand(plain);
    return full.length === plain.length ? [plain] : [full, plain];
  }

  function partsOf(place) {
    const part = (word, run) => (list) => ({ list, word, run });
    const parts = place.titles.map(part(1, place.kind === "unit" ? 1.2 : 2.4));
    if (place.code) parts.push(part(1, 2.4)(words(place.code)));
    for (const unit of place.units || []) parts.push(...units[unit].map(part(0.4, 2)));
    for (let up = places[place.parent]; up; up = places[up.parent]) parts.push(...up.titles.map(part(0.2, 0)));
    return parts;
  }

  /** Add a place; by its names it is found at once, one by one, and soon by the index. */
  function add(place) {
    place.index = places.push(place) - 1;
    place.titles = [place.title, ...(place.also || [])].flatMap(readings);
    place.parts = partsOf(place);
    place.lines = [];
    if (place.kind === "section") sections.add(words(place.code)[0].folded);
    return place;
  }

  function enter(place) {
    place.key = folded(place.parts.map((part) => part.list));
    for (const word of place.key) known.set(word, (known.get(word) || 0) + 1);
    names.add({ id: place.index, text: place.key.join(" ") });
  }

  /** Add what is said of a place: lines of text, or the number of a document that is cited. */
  function addNote(index, lines, documents) {
    const place = places[index];
    const cite = ({ title, also }) => [title, ...also].join(": ");
    place.lines = lines.map((line) => (typeof line === "number" ? cite(documents[line]) : line));
    notes.add({ id: index, text: place.key.concat(folded(place.lines.map(read))).join(" ") });
  }

  /** Add a page that the theme knows, such as the instructions; its texts are HTML. */
  function addPage({ title, text, location }) {
    const signs = { amp: "&", lt: "<", gt: ">", quot: '"' };
    const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(\w+);/g, (_, name) => signs[name] || " ").trim();
    enter(add({ kind: "page", title: plain(title), url: location }));
    addNote(places.length - 1, text.split(/<\/(?:p|li|t[dh]|d[dt]|h\d)>/).map(plain));
  }

  /** Read a query; where it has abbreviations also with what they stand for, which then stands in sequence. */
  function understand(text) {
    const phrases = [];
    const bare = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => ` ${phrases.push(words(phrase)) && phrase} .`);
    const asked = words(bare);
    const last = asked[asked.length - 1];
    if (last) last.open = last.end === bare.length;
    const full = expand(asked);
    const starts = new Set(full.filter((word) => word.short).map((word) => word.start));
    const runs = Array.from(starts, (start) => full.filter((word) => word.start === start));
    return [{ asked, phrases }, ...(runs.length ? [{ asked: full, phrases: phrases.map(expand).concat(runs) }] : [])];
  }

  /** The words of a question that tell what is asked. */
  function telling(asked) {
    const first = asked.findIndex((word) => !LABELS.has(word.folded));
    return first < 0 ? [] : asked.slice(first).filter((word) => !FILLERS.has(word.exact));
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
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const hold = (phrases, lists) => phrases.every((phrase) => lists.some((list) => run(list, phrase, 5)));

  /** What a word is worth in a place's names, 0 where they lack it; other marks are as wrong as other letters. */
  function worth(place, word) {
    let best = 0;
    for (const part of place.parts) {
      for (const one of part.list) {
        const value = fit(word, one);
        if (value > 2) best = Math.max(best, value * part.word * (one.short ? 0.8 : 1));
      }
    }
    return best;
  }

  /** What sequence adds: the whole query in one name, its pairs in a title, a title in full. */
  function sequence(place, asked) {
    const whole = place.parts.map((part) => part.run && part.run * run(part.list, asked));
    const titles = place.titles.map((title) => 0.3 * sum(pairs(title, asked)) + (title.length === asked.length && 1.4 * run(title, asked)));
    return Math.max(...whole) + Math.max(...titles);
  }

  /** The places that may fit, likely ones first: those with the rarest words of a query. The rest is checked later. */
  function candidates(index, asked, most, more) {
    if (index === names && names.documentCount < places.length) return places.map((_, id) => ({ id, score: 1 }));
    const count = (word) => known.get(word.folded) || (word.open ? Infinity : 0);
    const begun = (word) => word.open && asked.length > 1 && word.folded.length < 3; // fits too many to tell
    const rare = asked.filter((word) => !begun(word)).sort((a, b) => count(a) - count(b)).slice(0, more ? Infinity : 3);
    const prefix = (_, i) => Boolean(rare[i].open);
    return rare.length ? index.search(rare.map((word) => word.folded).join(" "), { prefix, ...more }).slice(0, most) : [];
  }

  /** The places whose names have the query. @param {Query} query */
  function byName({ asked, phrases }) {
    const found = candidates(names, asked, 1000);
    return found.map(({ id, score }) => {
      const place = places[id];
      const values = asked.map((word) => worth(place, word));
      const lists = place.parts.map((part) => part.list);
      const fits = values.every(Boolean) && hold(phrases, lists);
      const sure = !asked[1] || asked.every((word) => lists.some((list) => run(list, [word], 10))) || lists.some((list) => sum(pairs(list, asked)));
      return { place, sure, score: fits && sum(values) + sequence(place, asked) + score / found[0].score };
    });
  }

  /** The places with a line of their note that has all the words that their names lack. @param {Query} query */
  function byNote({ asked, phrases }) {
    return candidates(notes, asked, 150).flatMap(({ id }) => {
      const place = places[id];
      const values = asked.map((word) => worth(place, word));
      if (values.every(Boolean)) return []; // found by name
      place.read = place.read || place.lines.map(read);
      return place.read.map((list, at) => {
        const fits = asked.map((word) => Math.max(0, ...list.map((one) => fit(word, one))));
        const all = fits.every((value, i) => values[i] || value > 2) && hold(phrases, [list, ...place.parts.map((part) => part.list)]);
        const beside = 0.3 * run(list, asked) + 0.2 * sum(pairs(list, asked)) + 0.3 * sum(pairs(place.titles[0], asked));
        const score = (beside || !asked[1]) && beside + sum(fits.map((value, i) => Math.max(values[i], value / 2)));
        return { place, line: place.lines[at], score: all && score * (WEIGHT[place.kind] / 4 + 0.5) };
      });
    });
  }

  /** Places with words that begin with the letters of one of the query: dvc for dịch vụ công. @param {Query} query */
  function byInitials({ asked, phrases }) {
    if (phrases.length || asked.every((word) => known.has(word.folded))) return [];
    return places.map((place) => {
      place.initials = place.initials || place.titles.map((title) => title.map((word) => word.folded[0]).join("")).join(" ");
      const values = asked.map((word) => worth(place, word) || (word.folded[1] && place.initials.includes(word.folded) && 4));
      return { place, score: values.every(Boolean) && sum(values) };
    });
  }

  /** How many letters to change, add, leave out or swap to make one word of the other. */
  function distance(a, b) {
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /** The word of a place's names that was meant by one with wrong letters, rather one beside the same neighbours. */
  function meant(place, asked, at) {
    const { folded: typed } = asked[at];
    let best = { score: -Infinity };
    for (const part of place.parts) {
      part.list.forEach((word, i) => {
        const wrong = distance(typed, word.folded);
        if (wrong > (typed.length > 4 ? 2 : 1) || /\d/.test(word.folded)) return;
        const beside = [-1, 1].filter((by) => asked[at + by] && part.list[i + by] && fit(asked[at + by], part.list[i + by]));
        const score = part.word * (8 - 3 * wrong + 2 * beside.length);
        if (score > best.score) best = { score, word };
      });
    }
    return best;
  }

  /** Places that fit but for typing errors in one word, in two of a long query. @param {Query} query */
  function byTypo({ asked, phrases }) {
    if (phrases.length) return [];
    const real = asked.every((word) => known.has(word.folded)); // then any may be another word than was meant
    const fuzzy = (term) => (/\d/.test(term) || (known.has(term) && !real) ? 0 : Math.min(2, term.length - 1));
    return candidates(names, asked, 150, { fuzzy }).map(({ id }) => {
      const place = places[id];
      const found = asked.map((word, i) => {
        const score = worth(place, word);
        return score ? { score, word } : { wrong: true, ...meant(place, asked, i) };
      });
      const few = found.filter((one) => one.wrong).length <= (asked.length > 5 ? 2 : 1);
      const meaning = found.map((one) => one.word);
      const score = few && sum(found.map((one) => one.score));
      return { place, asked: meaning, score: score > 0 && score + sequence(place, meaning) };
    });
  }

  /** Places that have most of a longer query, in words side by side: for questions as people ask. @param {Query} query */
  function byMost({ asked: all, phrases }) {
    const asked = telling(all);
    if (phrases.length || asked.length < 2) return [];
    return candidates(notes, asked, 100, { combineWith: "OR" }).map(({ id, score: likely }) => {
      const place = places[id];
      const has = new Set();
      const cover = (part) => (list) => {
        const values = pairs(list, asked, 5);
        values.forEach((value, i) => value && has.add(i).add(i + 1));
        return part * sum(values);
      };
      const named = sum(place.titles.map(cover(1)));
      const noted = sum(place.lines.map(read).map(cover(0.2)));
      const alone = asked.filter((word, i) => !has.has(i) && worth(place, word) >= 6).length;
      const share = (has.size + alone / 2) / asked.length;
      return { place, score: named + noted > 0 && share >= (named ? 0.6 : 0.75) && share * 100 + named + noted + likely / 10 };
    });
  }

  /** The criteria, groups and sections that a code names, then those below: III.4.2, iii 4,2, 4.2, VII. */
  function byCode(text) {
    const list = words(text).map((word) => word.folded);
    while (LABELS.has(list[0])) list.shift();
    const from = sections.has(list[0]) ? 0 : 1; // a code without its section may be one of any
    if (!list.length || !list.slice(1 - from).every((word) => /^\d+$/.test(word))) return [];
    const key = list.join(".") + ".";
    const hits = places.map((place) => {
      const code = place.code ? words(place.code).slice(from).map((word) => word.folded).join(".") + "." : "";
      return { place, asked: [], sure: true, score: code.startsWith(key) && (code === key ? 2 : 1) };
    });
    return hits.filter((hit) => hit.score).sort((a, b) => b.score - a.score);
  }

  /** The best hit of each place that some ways to search find, the best first. @param {Query[]} queries */
  function collect(queries, ...ways) {
    const found = new Map();
    for (const way of ways) {
      for (const query of queries) {
        for (const hit of way(query)) {
          const old = found.get(hit.place);
          if (hit.score && !(old && old.score >= hit.score)) found.set(hit.place, { asked: query.asked, ...hit });
        }
      }
    }
    return Array.from(found.values()).sort((a, b) => b.score - a.score || a.place.index - b.place.index);
  }

  /**
   * Find places.
   * @param {string} text The query as typed.
   * @returns {Hit[]} The best first.
   */
  function search(text) {
    const coded = byCode(text);
    if (coded.length) return coded;
    let queries = understand(text);
    let found = collect(queries, byName);
    const main = (hit) => WEIGHT[hit.place.kind];
    if (found.length < ENOUGH) found = collect(queries, byName, byNote);
    if (!found.some((hit) => hit.sure)) {
      const short = queries.map(({ asked, phrases }) => ({ asked: telling(asked), phrases }));
      found = collect([...queries, ...short], byName, byNote);
    }
    const hits = found.filter(main);
    const append = (more) => {
      const old = new Set(hits.map((hit) => hit.place));
      hits.push(...more.filter((hit) => !old.has(hit.place)));
    };
    if (!hits.some((hit) => hit.sure)) {
      append(collect(queries, byInitials).filter(main));
      append(collect(queries, byTypo).filter(main));
    }
    if (hits.length < 5) append(collect(queries, byMost).filter((hit) => main(hit) && (!hits.length || hit.asked.length > 3)));
    append(found);
    return hits;
  }

  /** The steps that make the rest findable; each is short, so that a query may come in between. */
  const rest = ({ documents, lines }, pages) => [
    ...data.places.map((place) => () => enter(place)),
    ...lines.map((some, index) => () => addNote(index, some, documents)),
    ...documents.map((document) => () => enter(add(document))),
    ...pages.map((page) => () => addPage(page)),
  ];

  data.places.forEach(add);
  return { rest, search, marks: (text, asked) => marks(read(text), asked) };
};
