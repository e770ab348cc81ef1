// A browser window of one person.

import assert from "node:assert/strict";
import { see, until } from "./see.mjs";
import { smallTargets } from "./targets.mjs";

export class Screen {
  constructor(stage, context, narrow) {
    Object.assign(this, { stage, context, narrow });
  }

  /** Opens another tab and goes on there. */
  async newPage() {
    this.page = await this.context.newPage();
    this.page.followed = this.stage.watch.follow(this.page);
    return this.page;
  }

  /** Types an address. */
  async open(path) {
    await this.#load(() => this.page.goto(path));
    if (this.narrow) await this.#fits();
  }

  async reload() {
    await this.#load(() => this.page.reload());
  }

  /** A link that leaves the app on purpose, such as the one to the other language. */
  async leave(link) {
    await this.#load(async () => {
      await Promise.all([this.page.waitForEvent("load"), link.click()]);
    });
  }

  async #load(act) {
    if (this.page.loaded) this.page.followed.allowLoad();
    this.page.loaded = true;
    await act();
    if (this.stage.full) await this.page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  }

  /** Presses what leads to another page or posts a form, and waits as people do: without Wasm a new document has come
   * afterwards, with it nothing is on its way any more. */
  async follow(target) {
    if (this.stage.full) {
      await target.click();
      await until("nothing is on its way", async () => (await this.page.locator("[aria-busy=true]").count()) === 0);
      return;
    }
    await Promise.all([this.page.waitForEvent("domcontentloaded"), target.click()]);
  }

  /** Waits until the address and the heading are there. */
  async arrive(path, heading) {
    const fits = (url) => path.test(decodeURI(url.pathname + url.search));
    await this.page.waitForURL(fits, { waitUntil: "commit" });
    if (heading) await see(this.page.getByRole("heading", { level: 1, name: heading }));
    if (this.narrow) await this.#fits();
  }

  /** On a phone nothing is wider than the screen, and a thumb hits every control. */
  async #fits() {
    const width = () => this.page.evaluate(() => document.documentElement.scrollWidth);
    await until(`${this.page.url()} fits the phone`, async () => (await width()) <= 390);
    // Asked again while the page is still being put in place.
    await until(`${this.page.url()} is made for thumbs`, async () => {
      const small = await this.page.evaluate(smallTargets);
      if (small.length > 0) throw new Error(small.join("; "));
      return true;
    });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  link(name) {
    return this.page.getByRole("link", { name, exact: true });
  }

  /** A file or paper that a link leads to, with the cookies of this person. */
  async fetch(path) {
    const answer = await this.context.request.get(path);
    const { "content-type": type, "content-disposition": disposition } = answer.headers();
    return { status: answer.status(), type, disposition, body: await answer.body() };
  }

  async pdf(path) {
    const { status, type, body } = await this.fetch(path);
    assert.equal(status, 200, `${path} is there`);
    assert.equal(type, "application/pdf");
    assert.equal(body.subarray(0, 5).toString("latin1"), "%PDF-");
  }
}
