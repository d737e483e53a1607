/* Reads what packing.py has packed. */
"use strict";
/** @param {string} list The words, in the order of their signs: how many letters are as in the word before, and the rest. */
self.unpacker = (list) => {
  const FIRST = 32; // the first sign is a space
  let last = "";
  const words = list.split("\n").map((line) => (last = last.slice(0, Number(line[0])) + line.slice(1)));
  const apart = words.map((word) => /^[\p{L}\p{N}]/u.test(word)); // from such a one before it by a space

  /** @param {string} packed @returns What was packed. */
  return (packed) => {
    let text = "";
    let before = false;
    for (let i = 0; i < packed.length; i++) {
      const sign = packed.charCodeAt(i) - FIRST;
      text += before && apart[sign] ? ` ${words[sign]}` : words[sign];
      before = apart[sign];
    }
    return JSON.parse(text);
  };
};
