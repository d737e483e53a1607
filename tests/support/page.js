/* A page for scripts to run in, without a browser: happy-dom, with the little that it lacks. Time passes only when told. */
"use strict";
const { join } = require("node:path");

const TOOLS = join(__dirname, "../../.cache/javascript/node_modules");
const SETTINGS = {
  enableJavaScriptEvaluation: true,
  suppressInsecureJavaScriptEnvironmentWarning: true,
  disableJavaScriptFileLoading: true,
  handleDisabledFileLoadingAsSuccess: true,
  disableIframePageLoading: true,
};

/** Let a prototype have what is found among an element's descendants. */
const get = (prototype, names) => {
  for (const [name, found] of Object.entries(names)) {
    Object.defineProperty(prototype, name, { configurable: true, get() { return found(this); } });
  }
};

/**
 * Open a page; it has loaded when this is done.
 * @param {string} html What stands on the page.
 * @param {string} address Where the page stands.
 * @param {string} before What runs before the scripts: what they expect to be there.
 * @param {[string, string, object?][]} scripts Each with its address and its data.
 */
exports.inPage = async ({ html, address, before, scripts }) => {
  const { Window } = require(join(TOOLS, "happy-dom"));
  const tab = new Window({ url: address, settings: SETTINGS });
  get(tab.HTMLTableElement.prototype, {
    tBodies: (table) => table.querySelectorAll("tbody"),
    caption: (table) => table.querySelector("caption"),
    tFoot: (table) => table.querySelector("tfoot"),
  });
  get(tab.HTMLTableSectionElement.prototype, { rows: (section) => section.querySelectorAll("tr") });
  const loaded = new Promise((done) => tab.addEventListener("load", done));
  tab.document.write(html);
  tab.noted = [];
  tab.waiting = [];
  tab.setTimeout = (step, after = 0, ...given) => tab.waiting.push([after, () => step(...given)]);
  /** Let the time go by that the page waits for. */
  tab.later = () => tab.waiting.splice(0).forEach(([, step]) => step());
  tab.eval(before);
  for (const [script, src, dataset = {}] of scripts) {
    Object.defineProperty(tab.document, "currentScript", { configurable: true, value: { src, dataset } });
    tab.eval(script);
  }
  await loaded;
  return tab;
};
