// Using a page with the keys alone, and seeing where one is.

import assert from "node:assert/strict";
import { until } from "./see.mjs";

/** So many stops are no way that anybody goes. */
const FAR = 400;

/** Goes on by the Tab key until the target has the focus. Wherever it stops on the way can be seen and looks chosen. */
export async function tabTo(screen, target) {
  const { page } = screen;
  await target.waitFor({ state: "attached" });
  for (let stops = 0; stops < FAR; stops += 1) {
    await page.keyboard.press("Tab");
    const lost = await page.evaluate(whyLost);
    assert.equal(lost, "", `${page.url()}: ${lost}`);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${page.url()}: the Tab key does not reach ${target}`);
}

/** Goes to a control and presses the Enter key. */
export async function enter(screen, target) {
  await tabTo(screen, target);
  await screen.follow({ click: () => screen.page.keyboard.press("Enter") });
}

/** Goes to a field and types into it instead of what stood there. */
export async function type(screen, target, words) {
  await tabTo(screen, target);
  await screen.page.keyboard.press("Control+A");
  await screen.page.keyboard.type(words);
}

/** Goes to a list and chooses with the arrow keys. */
export async function choose(screen, target, value) {
  await tabTo(screen, target);
  await until(`${value} is chosen`, async () => {
    if ((await target.inputValue()) === value) return true;
    await screen.page.keyboard.press("ArrowDown");
    return false;
  });
}

/** Nothing is wider than the screen of a laptop. */
export async function fitsTheLaptop(screen) {
  const [content, window] = await screen.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${screen.page.url()} is ${content} wide on a screen of ${window}`);
}

/** Runs in the page: why somebody who only has keys would not see where they are; nothing when they do. */
function whyLost() {
  const here = document.activeElement;
  if (!here || here === document.body || here.tagName === "IFRAME") return "";
  const name = `${here.tagName.toLowerCase()}${here.id && `#${here.id}`} “${(here.innerText ?? here.value ?? "").trim().slice(0, 40)}”`;
  const box = here.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  if (!seen) return `${name} has the focus outside the window`;
  const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const over = document.elementFromPoint(x, y);
  const covered = over && !here.contains(over) && !over.contains(here) && over.closest("label")?.control !== here;
  if (covered) return `${name} has the focus below ${over.tagName.toLowerCase()}.${over.className}`;
  const looks = [here, here.closest("label")].filter(Boolean).map((element) => getComputedStyle(element));
  const chosen = looks.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
  return chosen ? "" : `${name} has the focus and does not look like it`;
}
