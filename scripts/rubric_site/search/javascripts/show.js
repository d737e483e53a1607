/* What is shown of an answer, in the header's list and on the look-up page alike: why a row is there, what is marked. */
"use strict";
self.shower = ({ places, kinds, units, unify }) => {
  const { words, fit, run } = self.analyser;
  const NEAR = "Gần đúng";
  const MOST = 4; // places that are offered where nothing was found

  /** Which words of a list stand beside the same ones as in the query; where none do, which stand alone. */
  function chosen(list, asked, alone) {
    const beside = list.map((word, at) =>
      asked.some((one, i) => fit(one, word) > 2 && [-1, 1].some((by) => asked[i + by] && list[at + by] && fit(asked[i + by], list[at + by]) > 2)),
    );
    if (asked.length > 1 && (!alone || beside.some(Boolean))) return beside;
    const whole = (word) => list.filter((other) => other.start === word.start).every((part) => asked.some((one) => fit(one, part) > 2));
    return list.map((word) => asked.some((one) => (one.folded.length > 1 || asked.length === 1) && fit(one, word) > 2) && whole(word));
  }

  /**
   * Where a text has words of a query, as pairs of start and end.
   * @param {string} text
   * @param {Word[]} asked The words of the query; one that is `open` is the beginning of a word.
   * @param {boolean} alone Whether words count that stand alone, where no two stand side by side.
   */
  function marks(text, asked, alone = true) {
    const plain = words(text);
    let best = [];
    for (const list of [plain, unify(plain)]) {
      const is = chosen(list, asked, alone);
      const found = [];
      list.forEach((word, at) => {
        const last = found[found.length - 1];
        if (!is[at]) return;
        if (last && word.start - last[1] <= 1) last[1] = Math.max(last[1], word.end);
        else found.push([word.start, word.end]);
      });
      const length = (some) => some.reduce((all, [start, end]) => all + end - start, 0);
      if (length(found) > length(best)) best = found;
    }
    return best;
  }

  /** A text in pieces, each with whether it is marked. @returns {Pieces} */
  function pieces(text, asked) {
    const found = [];
    let done = 0;
    for (const [start, end] of marks(text, asked)) {
      found.push([text.slice(done, start), false], [text.slice(start, end), true]);
      done = end;
    }
    return [...found, [text.slice(done), false]].filter(([piece]) => piece);
  }

  /** The line that answers a question for a part of the note: the one with most of its words. */
  function ofPart({ place, asked }, part) {
    const lines = place.lines.filter(({ kind }) => kind === part).map(({ text }) => text);
    const has = (text) => asked.filter((word) => run(unify(words(text)), [word])).length;
    return lines.sort((a, b) => has(b) - has(a))[0];
  }

  /** What tells why a row is there, where its title does not: a line of its note, another name, what it is part of. */
  function reason(hit, part) {
    const { place, asked } = hit;
    const asks = part && ofPart(hit, part);
    if (asks) return { text: asks, part };
    if (hit.at !== undefined) return { text: place.lines[hit.at].text, part: place.lines[hit.at].kind };
    if (!asked.length || marks(place.title, asked, false).length) return null;
    const called = (place.keywords || []).map((name) => `còn gọi là “${name}”`);
    const above = [];
    for (let up = places[place.parent]; up; up = places[up.parent]) {
      above.push(...[up.title, ...(up.also || []), ...(up.keywords || [])].map((name) => `thuộc ${up.code} ${name}`));
    }
    const others = (place.also || []).concat((place.units || []).flatMap((id) => units[id]));
    for (const alone of [false, true]) {
      if (alone && marks(place.title, asked).length) return null;
      const text = [...called, ...others, ...above].find((text) => marks(text, asked, alone).length);
      if (text) return { text };
    }
    return null;
  }

  /** What to show of a hit. @param {Hit} hit @param {Pick<Answer, "part">} answer @returns {Row} */
  function row(hit, { part }) {
    const { place, asked } = hit;
    const why = reason(hit, place.kind === "criterion" ? part : undefined);
    const title = pieces(place.title, asked);
    const line = why && pieces(why.text, asked);
    const marked = [...title, ...(line || [])].filter(([, is]) => is).map(([text]) => text);
    const label = (hit.near ? `${NEAR} · ` : "") + kinds[place.kind];
    return { place, near: hit.near, label, title, line, marked: Array.from(new Set(marked)), part: why && why.part === part ? part : undefined };
  }

  /** What to say above the rows. */
  function told({ hits, understood, missing, maybe = [] }) {
    return {
      understood,
      missing,
      near: hits.length > 0 && !missing && hits.every((hit) => hit.near),
      maybe: hits.length ? [] : maybe.slice(0, MOST).map(({ place }) => ({ title: [place.code, place.title].filter(Boolean).join(" "), url: place.url })),
      units: hits.length ? [] : places.filter(({ kind }) => kind === "unit").map(({ title, url }) => ({ title, url })),
    };
  }

  return { row, told, pieces };
};

/** Say above the rows how the keys were read, that a code does not exist, that all is only near, what else to try. */
self.tellAbove = (box, { understood, missing, near, maybe, units }, { typed, literally, link, more }) => {
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const links = (places) => places.flatMap(({ title, url }, i) => [i ? ", " : "", element("a", title, { href: link(url) })]);
  const lines = [];
  if (understood) {
    const button = element("button", "tìm đúng chữ đã gõ", { type: "button" });
    button.addEventListener("click", () => literally(`"${typed.replace(/["“”]/g, "")}"`));
    lines.push(["Kết quả cho ", element("b", understood), "; ", button]);
  }
  if (missing) lines.push([`Không có mã ${missing}; dưới đây là những mã gần nhất.`]);
  if (near) lines.push(["Không có kết quả nào có đủ các từ này; dưới đây là những kết quả gần đúng."]);
  if (maybe.length) lines.push(["Có phải ý bạn là: ", ...links(maybe), "?"]);
  if (units.length && more) lines.push(["Tìm tiếp ở trang ", element("a", "Tra cứu", { href: more }), "."]);
  if (units.length) lines.push(["Xem theo nơi phụ trách: ", ...links(units), "."]);
  box.replaceChildren(...lines.map((parts) => { const line = element("p", ""); line.append(...parts); return line; }));
  box.hidden = !lines.length;
};
