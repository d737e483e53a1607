/* What comes first: every weight of the search, each with its reason, and how the parts of a score are put together. */
"use strict";
self.ranking = (({ run, pairs }) => {
  /** What a word is worth in a field of a place, the whole query in sequence there, and more where it is all of the name. */
  const FIELD = {
    title: { word: 1, run: 2.4, whole: 1.4 },
    unitName: { word: 1, run: 1.2, whole: 1.4 }, // a unit's name stands on all its criteria too; in sequence it must not leave them behind
    keyword: { word: 0.8, run: 1.6, whole: 0.7, several: true }, // what people call it, less sure than what it is called
    unitKeyword: { word: 0.8, run: 0.8, whole: 0, several: true }, // as with a unit's name
    purpose: { word: 0.8, run: 1.6, whole: 0.7 }, // what a page is good for
    unit: { word: 0.4, run: 2, whole: 0 }, // many criteria have the unit; alone it tells little, its whole name much
    above: { word: 0.2, run: 0, whole: 0 }, // what stands above a place says where it is, not what
    line: { word: 0.5, run: 0.3 }, // a note mentions much that it is not about
  };
  /** How much of what is asked for a place is itself: all, a page about it, a name for much, or a law behind it. */
  const KIND = { criterion: 1, group: 1, section: 0.75, unit: 0.75, document: 0.5, page: 0.75, question: 0.75 };
  const SHORT = 0.8; // a word that stands for the one that was typed
  const PAIR = 0.3; // two words side by side as in the query: most Vietnamese words are two syllables
  const ASKED = 1.4; // a note that has the part that a question asks for
  const NAMED = 0.25; // of the query's weight, in the names of a page that is meant by it
  const MEANT = 3; // what a wrong letter takes from a word

  /** How partial finds are weighed, by the rarity of what they have. */
  const PART = {
    pair: 1.5, // side by side counts more than apart, as single syllables mean little
    least: 0.42, // of the query's weight; less is chance
    alone: 0.6, // the same where no two words stand side by side
    common: 0.2, // of all places; a word that more have finds none by itself
    any: 0.25, // for a suggestion
    unknown: 0.5, // what a word weighs that nothing has, of the rarest that something has: people use other words
    tried: 60, // places that are weighed, those first that have rare words
    wrong: 0.8, // what is left of a word's weight that was meant by another
    called: 1, // x
    apart: 0.75, // what is left of a word in a line where the words beside it are elsewhere
  };

  const sum = (values) => values.reduce((total, value) => total + value, 0);

  /** What the sequence of a query's words adds: all of it in one name, the more where that is no more, its pairs in a title. */
  function sequence(place, asked) {
    const whole = place.parts.map(({ list, field }) => FIELD[field].run && (FIELD[field].run + (list.length === asked.length && FIELD[field].whole)) * run(list, asked));
    const titles = place.titles.map((title) => PAIR * sum(pairs(title, asked)));
    return Math.max(...whole) + Math.max(...titles);
  }

  /** How much a word tells: the more, the fewer places have it. */
  const rarity = (count, all) => Math.log(1 + all / Math.max(count, 0.5));

  return { FIELD, KIND, SHORT, ASKED, PAIR, NAMED, MEANT, PART, sum, sequence, rarity };
})(self.analyser);
