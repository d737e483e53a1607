/* Browsers start no worker from a file. Without a server its script runs in a hidden frame instead, which has what the
   script asks of a worker: postMessage, and an importScripts that gives a promise. */
"use strict";
if (location.protocol === "file:") {
  self.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = Object.assign(document.createElement("iframe"), { hidden: true });
      document.body.append(frame);
      this.scope = /** @type {any} */ (frame.contentWindow); // which gets what only workers have
      this.scope.document.open(); // else Firefox would put an empty document in this one's place
      this.scope.document.close();
      this.scope.postMessage = (data) => this.later(this, data);
      this.scope.importScripts = (address) => this.load(address);
      this.loaded = this.load(url);
    }

    load(address) {
      const { document } = this.scope;
      return new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
        document.documentElement.append(script);
      });
    }

    postMessage(data) {
      this.loaded.then(() => this.later(this.scope, data));
    }

    /** Messages come on their own, as from a worker: who sends one has done its work before it is answered. */
    later(target, data) {
      const message = new MessageEvent("message", { data: structuredClone(data) });
      setTimeout(() => target.dispatchEvent(message));
    }
  };
}
