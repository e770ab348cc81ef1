// What fails a journey although nobody clicked on it: console errors, panics, policy violations, broken answers,
// and in full mode every page load that a single-page app should not need.

export class Watch {
  problems = [];
  #tolerated = new Set();

  constructor(mode) {
    this.mode = mode;
  }

  /** An answer with this status belongs to the journey; browsers report those of `fetch` on the console. */
  tolerate(status) {
    this.#tolerated.add(String(status));
  }

  /** The journey takes the network away for a while. */
  tolerateOffline() {
    this.#tolerated.add("offline");
  }

  follow(page) {
    const loads = { allowed: 1 };
    page.on("console", (message) => message.type() === "error" && this.#console(page, message));
    page.on("pageerror", (error) => this.#pageError(page, error));
    page.on("crash", () => this.#note(page, "the page crashed"));
    page.on("response", (response) => {
      if (response.status() >= 500) this.#note(page, `${response.status()} for ${response.url()}`);
    });
    page.on("request", (request) => {
      if (this.mode !== "full" || !request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
      if (request.redirectedFrom()) return;
      loads.allowed -= 1;
      if (loads.allowed < 0) this.#note(page, `full page load: ${request.method()} ${request.url()}`);
    });
    return { allowLoad: () => (loads.allowed += 1) };
  }

  #console(page, message) {
    const text = message.text();
    const { url } = message.location();
    if (this.mode === "nowasm" && url.endsWith(".wasm")) return;
    const status = /Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1];
    if (status && this.#tolerated.has(status)) return;
    if (this.#tolerated.has("offline") && text.includes("net::ERR_INTERNET_DISCONNECTED")) return;
    this.#note(page, `console: ${text} (${url})`);
  }

  #pageError(page, error) {
    // The loader tells that its Wasm did not come; that is the point of this mode.
    if (this.mode === "nowasm" && /fetch/i.test(error.message)) return;
    this.#note(page, `page error: ${error.message}`);
  }

  #note(page, what) {
    this.problems.push(`${what} [on ${page.url()}]`);
  }
}
