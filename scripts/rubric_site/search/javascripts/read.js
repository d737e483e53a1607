/* What a query asks for: its words in all their readings, what must stand in sequence, a code, a question's own words. */
"use strict";
self.queryReader = ({ writeOut, spellOut }) => {
  const { words } = self.analyser;

  /** Words before a code: tiêu chí III.4.2. */
  const LABELS = new Set("tieu chi linh vuc muc nhom ma so".split(" "));

  /** A short form and a number without a space between, as in nd61; of a word with a vowel it may be VNI. */
  const GLUED = /(?<![\p{L}\p{N}])([b-df-hj-np-tv-xzđ]{2,})(?=\d)/giu;

  /** What questions are made of and no title is: phrases first, then words; with their marks, or without where clear. */
  const ASKING =
    "làm những gì, làm gì, làm sao, làm thế nào, thế nào, là gì, gồm những gì, có phải, hay không, được không, ra " +
    "sao, tại sao, vì sao, nói về, nói gì về, quan tâm, tiêu chí nào, tiêu chí về, những tiêu chí, phòng tôi, cơ " +
    "quan tôi, đơn vị tôi, xã tôi, chúng tôi, tôi làm ở, trang này, cuốn này, bảng này, bộ này, " +
    "khác gì, có tính, để làm gì, quy định thế nào, ở đâu, bao nhiêu phần trăm, được mấy, tối đa là";
  const FILLERS =
    "ai bao nhiêu các cách cho có của để đi được gì hay hỏi khi là lúc mà mình muốn nào như những ở phải sao theo thì tôi trong và về vì " +
    "xem nếu bị do thế mấy đâu không ko cần với từ đã chưa nên lại thấy giúp ạ nhỉ vậy này đó nao gi nhu nhung va duoc phai nhieu muon neu cac";

  /** What a question asks for, by the part of a note that answers it. */
  const PARTS = {
    deadlines: "hạn nộp, hạn gửi, hạn chót, thời hạn, thời gian nào, khi nào, bao giờ, lúc nào, ngày nào, mấy ngày, bao nhiêu ngày, bao lâu, mấy lần, chậm nhất, trước ngày, deadline",
    evidence: "minh chứng, bằng chứng, chứng minh, tài liệu kiểm chứng, cần hồ sơ gì, hồ sơ gì, giấy tờ gì, giấy tờ nào, lưu hồ sơ, lưu gì",
    references: "căn cứ pháp lý, căn cứ nào, căn cứ vào đâu, văn bản nào, luật nào, nghị định nào, thông tư nào, quyết định nào, quy định nào, quy định ở đâu",
    units: "ai làm, chịu trách nhiệm, đơn vị nào, phòng nào, phòng ban nào, bộ phận nào, cơ quan nào, ai chủ trì, phụ trách",
  };

  const lists = (texts) => texts.split(", ").map(words);
  const fillers = new Set(words(FILLERS).map((word) => word.exact));
  const parts = Object.entries(PARTS).map(([part, texts]) => [part, lists(texts)]);
  const asking = [...lists(ASKING), ...parts.flatMap(([, lists]) => lists)].sort((a, b) => b.length - a.length);

  /** Whether some words stand in a query from `at` on, with their marks or all without. */
  function stands(asked, at, phrase) {
    const same = (form) => phrase.every((word, i) => asked[at + i] && asked[at + i].exact === word[form]);
    return same("exact") || (phrase.length > 1 && same("folded"));
  }

  /** Read a query; where it has abbreviations or unusual words also with what they stand for. @returns {Query[]} */
  function readings(text) {
    const phrases = [];
    const bare = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => ` ${phrases.push(words(phrase)) && phrase} .`);
    const asked = words(bare.replace(GLUED, "$1 "));
    const last = asked[asked.length - 1];
    if (last) last.open = /[\p{L}\p{M}\p{N}]$/u.test(bare);
    return variants({ asked, phrases });
  }

  /** A query, and what becomes of it where words stand for others; a word that became several stands in sequence. */
  function variants(query) {
    const found = [query];
    for (const write of [writeOut, spellOut]) {
      const full = write(query.asked);
      const starts = new Set(full.filter((word) => word.short).map((word) => word.start));
      if (!starts.size) continue;
      const runs = Array.from(starts, (start) => full.filter((word) => word.start === start && word.short)).filter((run) => run.length > 1);
      found.push({ ...query, asked: full, phrases: query.phrases.map(write).concat(runs), guessed: full.some((word) => word.guessed) });
    }
    return found;
  }

  /** A query without the words that only ask; nothing where there are none, or no others. @param {Query} query */
  function telling({ asked, phrases }) {
    const gone = new Set();
    let first = 0;
    while (first < asked.length && LABELS.has(asked[first].folded)) gone.add(first++);
    for (let at = 0; at < asked.length; at++) {
      const phrase = asking.find((words) => stands(asked, at, words));
      for (let i = 0; phrase && i < phrase.length; i++) gone.add(at + i);
      if (fillers.has(asked[at].exact)) gone.add(at);
    }
    if (!gone.size || asked.every((word, at) => gone.has(at) || LABELS.has(word.folded))) return null;
    return { asked: asked.filter((_, at) => !gone.has(at)), phrases };
  }

  /** The part of a note that a question asks for. */
  function part({ asked }) {
    const found = parts.find(([, lists]) => lists.some((phrase) => asked.some((_, at) => stands(asked, at, phrase))));
    return found?.[0];
  }

  /** The steps of what looks like a code: III.4.2, iii 4,2, AC-01.02, A.I.1.2.a, 4.2. */
  function steps(text) {
    const found = words(text.trim()).map((word) => word.folded);
    while (LABELS.has(found[0])) found.shift();
    return found.flatMap((word) => word.match(/\d+|\D+/g)).map((step) => step.replace(/^0+(?=\d)/, ""));
  }

  return { readings, variants, telling, part, steps };
};
