/* What a query finds, and in which order: for the search in the header (worker.js) and the look-up page (lookup.js). */
"use strict";
self.searchEngine = (data) => {
  const { folded, run } = self.analyser;
  const { ASKED, NAMED } = self.ranking;
  const found = self.collection(data);
  const { places, vocabulary } = found;
  const reader = self.queryReader(found);
  const repair = self.repairer(vocabulary);
  const { byCode, isCode, nearCode, byName, byNote, byTypo, byPart, called } = self.matcher(found, reader);
  const { row, told, pieces } = self.shower(found);

  const ENOUGH = 50; // places found by name; who has more looks for no mention
  const NEARLY = 40; // near finds; who reads further asks otherwise
  const FEW = 5; // sure finds; where there are fewer, what is near may help
  const YEAR = /^(19|20)\d\d$/; // without a number before it, it names no document
  const NUMBERED = 1; // the rank of a document whose number was typed: behind the best that surely cites it

  /** The best hit of each place that some ways to search find, the best first; a question asks for a `part` of a note. */
  function collect(queries, part, ...ways) {
    const best = new Map();
    for (const way of ways) {
      for (const query of queries) {
        for (const hit of way(query)) {
          if (!hit) continue;
          if (part && hit.place.lines.some(({ kind }) => kind === part)) hit.score *= ASKED;
          const old = best.get(hit.place) || { score: 0 };
          if (hit.score > old.score) best.set(hit.place, { asked: query.asked, understood: query.understood, ...hit });
        }
      }
    }
    return Array.from(best.values()).sort((a, b) => b.score - a.score || a.place.index - b.place.index);
  }

  /** What has all the words, in its names or with a line of its note. */
  function whole(queries, part) {
    const named = collect(queries, part, byName);
    return named.length < ENOUGH ? collect(queries, part, byName, byNote) : named;
  }

  /** What only has to do with what was asked for. A document comes after what cites it, also one that is meant. */
  const related = ({ place, asked, named }) => place.kind === "document" || (["page", "question"].includes(place.kind) && !called(place, asked) && !(named > NAMED));

  /** The documents whose number a query has: 61/2018, nghị định 61, qd 766. */
  function numbered({ asked }) {
    const numbers = new Set(folded(asked).filter((word, at, all) => /^\d+$/.test(word) && !(YEAR.test(word) && !/^\d+$/.test(all[at - 1]))));
    if (!numbers.size) return [];
    const has = (title) => folded(title).some((word) => numbers.has(word));
    const known = places.filter(({ kind, titles }) => kind === "document" && has(titles[0]));
    const hits = known.map((place) => ({ place, asked, sure: true, score: asked.filter((word) => place.titles.some((title) => run(title, [word], 5))).length }));
    const titled = places.some(({ kind, titles }) => kind === "criterion" && titles.some(has)); // then it may be no document's
    const most = Math.max(titled ? asked.length : 2, ...hits.map((hit) => hit.score));
    return hits.filter((hit) => hit.score === most && (!titled || most > 4));
  }

  /** Find places. @param {string} text The query as typed. @returns {Answer} The best first. */
  function search(text) {
    const key = reader.steps(text);
    const coded = byCode(key);
    if (coded.length) return { hits: coded };
    if (isCode(text, key)) return { hits: nearCode(key), missing: text.trim() };
    const typed = reader.readings(text);
    const part = reader.part(typed[0]);
    const answer = byWords(text, typed, part);
    const named = answer.hits.filter(({ place, asked, sure }) => place.kind === "document" && sure && called(place, asked) === asked.length);
    const documents = [...numbered(typed[0]), ...named].slice(0, 2);
    const rest = answer.hits.filter((hit) => !documents.some(({ place }) => place === hit.place));
    const rank = rest[0]?.near ? 0 : NUMBERED;
    const hits = [...rest.slice(0, rank), ...documents, ...rest.slice(rank)];
    let nearly = 0;
    return { ...answer, part, hits: hits.filter((hit) => !hit.near || (nearly++ < NEARLY && row(hit, { part }).marked.length)) };
  }

  function byWords(text, typed, part) {
    const question = reader.telling(typed[0]);
    const told = question ? reader.variants(question) : [];
    const scattered = [];
    let exact = [];
    for (const queries of part ? [told, typed] : [typed, told]) {
      if (exact.length) break;
      const hits = whole(queries, part);
      exact = hits.filter((hit) => hit.sure);
      scattered.push(...hits.filter((hit) => !hit.sure));
    }
    const repaired = exact.length || typed[0].phrases.length ? [] : repair(text);
    const mended = repaired.flatMap(reader.variants);
    if (mended.length) exact = whole(mended, part).filter((hit) => hit.sure);
    const hits = [];
    const append = (more, near) => {
      const old = new Set(hits.map((hit) => hit.place));
      hits.push(...more.filter((hit) => !old.has(hit.place)).map((hit) => ({ ...hit, near })));
    };
    const own = (some) => some.filter((hit) => !related(hit));
    append(own(exact));
    let understood = (hits[0] || exact[0])?.understood;
    const queries = understood ? mended : [...told, ...typed, ...mended];
    if (hits.length < FEW) {
      const some = collect(queries, part, byPart, ...(exact.length ? [] : [byTypo]));
      understood ||= some[0]?.understood;
      for (const more of [own(some), scattered, some]) append(more, true);
    }
    if (!hits.length) return { hits, maybe: own(collect(queries, part, (query) => byPart(query, true))) };
    append(exact);
    return { hits, understood };
  }

  return { search, rest: found.rest, pages: found.pages, row, told, pieces };
};
