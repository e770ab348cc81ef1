// Waiting for states, never for time.

import assert from "node:assert/strict";

/** For what a busy machine may take; what is wrong fails after it. */
export const PATIENCE = 30_000;

export const see = (locator) => locator.first().waitFor({ state: "visible" });
export const gone = (locator) => locator.first().waitFor({ state: "hidden" });

/** Polls until `check` holds; what it throws or answers last is told. */
export async function until(what, check) {
  const end = Date.now() + PATIENCE;
  let last;
  while (Date.now() < end) {
    try {
      last = await check();
      if (last) return last;
    } catch (error) {
      last = error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`did not become true: ${what} (last: ${last})`);
}

export const texts = (locator) => locator.allInnerTexts();

export async function absent(locator, what) {
  assert.equal(await locator.count(), 0, `must not be there: ${what}`);
}

/** A picture that came and decodes. */
export async function pictureLoads(image) {
  await image.scrollIntoViewIfNeeded();
  await until("the picture loads", () => image.evaluate((element) => element.complete && element.naturalWidth > 0));
}
