/* What can be found: the places that search.py writes, all ways to read their names and notes, the indices, the vocabulary. */
"use strict";
self.collection = ({ words, data: packed }) => {
  const { form, forms, spelt, writer, distance, folded } = self.analyser;
  const CALENDAR = "lich/";
  const unpack = self.unpacker(words);
  const data = unpack(packed);

  const short = Object.entries(data.abbreviations);
  const usual = Object.entries(data.thesaurus || {}).flatMap(([word, others]) => others.map((other) => [other, word]));
  const kept = [...Object.keys(data.thesaurus || {}), ...Object.values(data.abbreviations)].map((word) => [word, word]);
  const [writeOut, unify] = [writer(short), writer([...usual, ...short, ...kept])];

  /** @type {Place[]} */
  const places = [];
  const names = self.postings(distance);
  const notes = self.postings(distance); // with the names too: a query may have words of both
  const pairs = new Map(); // words side by side in names, with how they are spelt
  const spelling = new Map();
  const initials = new Map(); // of names, once they were asked for
  const known = new Set(); // the vocabulary: what the rubric says, not what the pages about the site do
  const units = {};
  for (const [id, called] of Object.entries(data.units)) units[id] = called.map((name) => ({ list: forms(name), field: "unit" }));

  /** The ways to read a text: with the usual words for others and for abbreviations, and as written. */
  function readings(text) {
    const plain = forms(text);
    const full = unify(plain);
    return full.some((word) => word.short) ? [full, plain] : [plain];
  }

  /** The usual words of a query; first letters, which have no vowel, as what most names have for them: qlcl, vphđnd. */
  function spellOut(asked) {
    return unify(asked).flatMap((word) => {
      const { folded: letters, start, end } = word;
      if (!letters[2] || /[aeiou\d]/.test(letters) || names.count(letters)) return word;
      const found = new Map();
      for (const list of places.flatMap(({ titles, called }) => [...titles, ...called])) {
        if (!initials.has(list)) initials.set(list, folded(list).map((one) => one[0]).join(""));
        const at = initials.get(list).indexOf(letters);
        if (at < 0) continue;
        const run = list.slice(at, at + letters.length).map((one) => ({ ...one, start, end, short: true, guessed: asked.length > 1 }));
        const name = folded(run).join(" ");
        const old = found.get(name) || { run, count: 0 };
        old.count += at && at + letters.length < list.length ? 1 : 2; // rather where a name begins or ends
        found.set(name, old);
      }
      return Array.from(found.values()).sort((a, b) => b.count - a.count).concat({ run: word })[0].run;
    });
  }

  /** What a place is to those below it: made once for all of them. */
  function below(place) {
    if (!place) return [];
    const above = (list) => ({ list, field: "above" });
    place.below = place.below || [...place.titles, ...place.called].map(above).concat(below(places[place.parent]));
    return place.below;
  }

  function partsOf(place) {
    const part = (field) => (list) => ({ list, field });
    const parts = place.titles.map(part(place.kind === "unit" ? "unitName" : "title"));
    if (place.code) parts.push(part("title")(forms(place.code)));
    parts.push(...place.called.map(part({ unit: "unitKeyword", page: "purpose" }[place.kind] || "keyword")));
    for (const unit of place.units || []) parts.push(...units[unit]);
    return parts.concat(below(places[place.parent]));
  }

  /** Add a place; by its titles it is found at once, one by one, and soon by the index. */
  function add(place) {
    place.index = places.push(place) - 1;
    const above = places[place.parent];
    if (above) place.url = `${above.url.split("#")[0]}#${place.code.toLowerCase().replace(/đ/g, "dd").replace(/\./g, "-")}`;
    place.titles = [place.title, ...(place.also || [])].flatMap(readings);
    place.called = []; // read soon: a first answer need not wait for more than the titles of a large rubric
    place.parts = partsOf(place);
    place.lines = [];
    return place;
  }

  /** Note how words are spelt and which stand side by side. */
  function learn(text, { neighbours }) {
    let last;
    for (const written of spelt(text)) {
      const { exact, folded } = form(written);
      const next = { folded, written: written.toLowerCase() };
      known.add(folded);
      for (const one of [exact, folded]) if (!spelling.has(one)) spelling.set(one, next.written);
      const pair = neighbours && last && `${last.folded} ${folded}`;
      if (pair && !pairs.has(pair)) pairs.set(pair, [last.written, next.written]);
      last = next;
    }
  }

  function enter(place) {
    place.called = (place.keywords || []).flatMap(readings);
    place.below = null;
    place.parts = partsOf(place);
    names.add(place.index, place.parts.map((part) => part.list));
    for (const text of [place.title, ...(place.also || []), ...(place.keywords || [])]) learn(text, { neighbours: true });
  }

  /** Add what is said of a place. @param {Line[]} lines */
  function addNote(index, lines) {
    const place = places[index];
    place.lines = place.lines.concat(lines);
    notes.add(index, [...place.parts.map((part) => part.list), ...lines.flatMap(({ text }) => readings(text))]);
    if (place.kind !== "page" && place.kind !== "question") for (const { text } of lines) learn(text, { neighbours: false });
  }

  /** The lines of a place's note with all ways to read each. */
  function linesOf(place) {
    place.read = place.read || place.lines.map(({ text }) => readings(text));
    return place.read;
  }

  /** What a note says, part by part, as lines; a document that is cited is named. */
  function cited(parts, documents) {
    const cite = ({ title, also }) => [title, ...also].join(": ");
    return Object.entries(parts).flatMap(([kind, lines]) =>
      lines.map((line) => ({ kind, text: typeof line === "number" ? cite(documents[line]) : line })),
    );
  }

  /** What has to be done by a day, on the calendar's page too. */
  function addCalendar() {
    const calendar = places.find(({ url }) => url === CALENDAR);
    const lines = places.flatMap((place) => place.lines.filter(({ kind }) => kind === "deadlines"));
    if (calendar) addNote(calendar.index, Array.from(new Map(lines.map((line) => [line.text, line])).values()));
  }

  /** Add a page that the theme knows, such as the instructions; its texts are HTML. */
  function addPage({ title, text, location }) {
    const signs = { amp: "&", lt: "<", gt: ">", quot: '"' };
    const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(\w+);/g, (_, name) => signs[name] || " ").trim();
    const lines = text.split(/<\/(?:p|li|t[dh]|d[dt]|h\d)>/).map((html) => ({ kind: "page", text: plain(html) }));
    const place = places.find((place) => place.url === location);
    if (place) return place.kind === "page" && addNote(place.index, lines);
    enter(add({ kind: "page", title: plain(title), url: location, keywords: data.called[location.replace(/^(\.\.\/)+/, "")] }));
    return addNote(places.length - 1, lines);
  }

  /** The steps that make the rest findable; each is short, so that a query may come in between. */
  function rest({ documents: packed, lines }) {
    const documents = unpack(packed).map(([title, id, ...also]) => ({ kind: "document", title, url: `can-cu/#${id}`, also, about: also[0] }));
    return [
      ...data.places.map((place) => () => enter(place)),
      ...lines.map((parts, index) => () => addNote(index, cited(unpack(parts), documents))),
      addCalendar,
      ...documents.map((document) => () => enter(add(document))),
    ];
  }

  /** The same for the theme's pages; an older edition, in a folder of its own, may have the same page itself. */
  function pages(docs, folder) {
    const own = new Set(data.places.map(({ url }) => url));
    const others = folder ? docs.filter(({ location }) => !own.has(location.split("#")[0])) : docs;
    return others.map((page) => () => addPage(folder ? { ...page, location: `../${page.location}` } : page));
  }

  data.places.forEach(add);
  for (const text of [...usual, ...short].flat()) learn(text, { neighbours: false });
  return { places, names, notes, kinds: data.kinds, units: data.units, linesOf, rest, pages, writeOut, unify, spellOut, vocabulary: { known, spelling, pairs } };
};
