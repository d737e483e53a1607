/* Evaluates what tests ask of the site's scripts: a line of JSON each way. */
"use strict";
const { createInterface } = require("node:readline");
const { runInThisContext } = require("node:vm");
const { inPage } = require("./page.js");
const { inWorker } = require("./worker.js");

// As in a page that only wants the engine: the worker's part of the script leaves such a page alone.
Object.assign(globalThis, { self: globalThis, parent: globalThis, document: {}, inWorker, inPage });

let lost = null; // what nobody has caught: whoever asks next is told
process.on("unhandledRejection", (error) => (lost = error));

async function answers() {
  for await (const line of createInterface({ input: process.stdin })) {
    const { script, given } = JSON.parse(line);
    let answer;
    try {
      const value = runInThisContext(script);
      answer = { value: await (typeof value === "function" ? value(given) : value) };
      if (lost) throw lost;
    } catch (error) {
      answer = { error: String(error.stack || error) };
    }
    lost = null;
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

answers();
