// One journey in one mode: its screens, and what they have in common.

import { request } from "playwright-core";
import { OFFICERS } from "./post.mjs";
import { Screen } from "./screen.mjs";
import { PATIENCE } from "./see.mjs";
import { Watch } from "./watch.mjs";

export const MODES = ["nojs", "nowasm", "full"];

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1280, height: 900 } };

/** Each mode has a one-stop of its own, so that inboxes and statistics of journeys side by side do not mix. */
const UNITS = {
  nojs: { code: "H09.41.10", place: "phường Thủ Dầu Một" },
  nowasm: { code: "H09.42.10", place: "phường Dĩ An" },
  full: { code: "H09.43.10", place: "phường Thuận An" },
};

export class Stage {
  screens = [];
  #posts = [];

  constructor({ browser, base, server, mode, files, issuers, businesses }) {
    Object.assign(this, { browser, base, server, mode, files });
    this.issuer = issuers[mode];
    this.business = businesses[mode];
    this.unit = UNITS[mode];
    this.watch = new Watch(mode);
  }

  /** With Wasm the site is a single-page app; without, every step is a document. */
  get full() {
    return this.mode === "full";
  }

  /** An officer of the one-stop, or of the agency that decides where that is another. */
  officerId(officer) {
    const unit = this.agency && officer !== OFFICERS.oneStop ? this.agency : this.unit.code;
    return `${unit}-${officer}`;
  }

  phone(options = {}) {
    return this.#screen({ ...PHONE, ...options }, true);
  }

  desk(options = {}) {
    return this.#screen({ ...DESK, ...options }, false);
  }

  async #screen(options, narrow) {
    const context = await this.browser.newContext({
      ...options,
      baseURL: this.base,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
      javaScriptEnabled: this.mode !== "nojs",
    });
    context.setDefaultTimeout(PATIENCE);
    if (this.mode === "nowasm") await context.route("**/*.wasm", (route) => route.abort());
    const screen = new Screen(this, context, narrow);
    this.screens.push(screen);
    await screen.newPage();
    return screen;
  }

  /** Somebody without a browser window: posts what plain forms would post. */
  async poster() {
    const context = await request.newContext({ baseURL: this.base });
    this.#posts.push(context);
    return context;
  }

  async close() {
    await Promise.all([...this.screens.map((screen) => screen.context.close()), ...this.#posts.map((post) => post.dispose())]);
  }
}
