/* A place for the header's worker to run in. All that it does to the outside is noted in order; time passes only when told. */
"use strict";
const { createContext, runInContext } = require("node:vm");

/** Wait until nothing that was promised is left to do. */
const calm = () => new Promise((done) => setImmediate(done));

/**
 * @param {string} script
 * @param {object} engine What answers queries there.
 * @param {string} href The address of the script.
 * @param {object} [page] Where it stands in a frame: what `document` and `parent` are; a page is its own parent.
 */
exports.inWorker = (script, engine, href, page) => {
  const noted = [];
  const note = (...what) => void noted.push(what);
  const waiting = [];
  const worker = { now: 0, noted, calm };
  let hear;
  const world = createContext({
    URL,
    URLSearchParams,
    Date: { now: () => worker.now },
    location: { href },
    searchPlaces: "the places",
    searchNotes: "the notes",
    searchEngine: (places) => {
      note("engine", places);
      return engine;
    },
    importScripts: async (address) => note("load", address),
    postMessage: (message) => note("say", message),
    setTimeout: (step, after, ...given) => {
      note("wait", after);
      waiting.push(() => step(...given));
    },
    addEventListener: (type, listener) => {
      note("listen", type);
      hear = listener;
    },
    ...page,
  });
  world.self = world;
  if (page?.parent === "itself") world.parent = world;
  runInContext(script, world);
  /** Send a message, and let what follows from it at once happen. */
  worker.tell = async (type, data) => {
    hear({ data: { type, data } });
    await calm();
  };
  /** Let the time go by that the worker waits for. */
  worker.later = async () => {
    waiting.shift()();
    await calm();
  };
  return worker;
};
