// A link or a form followed without a network leaves the page and what is typed on it, and says why nobody got on.

import assert from "node:assert/strict";
import { gone, see } from "../lib/see.mjs";
import { start } from "../pages/draft.mjs";
import { answer, typed } from "../pages/form.mjs";

export const name = "offline";
/** Without Wasm the browser's own page says it. */
export const modes = ["full"];

export async function run(stage) {
  stage.watch.tolerateOffline();
  const screen = await stage.phone();
  await stillPage(screen);
  await draft(screen);
  await goingBack(screen);
}

const told = (screen) => screen.page.locator("main > .error-summary[role=alert]").filter({ hasText: "Không kết nối được." });

/** Follows something without a network: the page says so at its head, and the network takes that back. */
async function inVain(screen, target, stays) {
  const { page, context } = screen;
  const address = page.url();
  await context.setOffline(true);
  await screen.follow(target);
  await see(told(screen));
  assert.equal(await told(screen).count(), 1);
  assert(await told(screen).evaluate((element) => element === document.activeElement), "it is read aloud");
  assert.equal(page.url(), address, "the address is that of the page that is shown");
  await stays();
  // Told once, however often it is tried.
  await screen.follow(target);
  await see(told(screen));
  assert.equal(await told(screen).count(), 1);
  await context.setOffline(false);
  await gone(told(screen));
  await stays();
}

async function stillPage(screen) {
  const { page } = screen;
  await screen.open("/procedures");
  await page.getByRole("searchbox").fill("khai sinh");
  const stays = async () => {
    assert.equal(await page.getByRole("searchbox").inputValue(), "khai sinh");
    await see(page.getByRole("heading", { level: 1, name: "Thủ tục" }));
  };
  await inVain(screen, screen.link("Tra cứu hồ sơ"), stays);
  await inVain(screen, screen.button("Tìm"), stays);
  await screen.follow(screen.button("Tìm"));
  await screen.arrive(/^\/procedures\?q=khai[ +]sinh$/, "Thủ tục");
  await screen.follow(screen.link("Tra cứu hồ sơ"));
  await screen.arrive(/^\/track$/, "Tra cứu hồ sơ");
}

/** The questions of an application, which keep what is typed by themselves, too. */
async function draft(screen) {
  const path = await start(screen, "2.000884");
  await answer(screen, "requester_name", "Lê Ngọc Lan");
  await inVain(screen, screen.link("Các phần của hồ sơ"), async () => {
    assert.equal(await typed(screen, "requester_name"), "Lê Ngọc Lan");
  });
  await screen.follow(screen.link("Các phần của hồ sơ"));
  await screen.arrive(new RegExp(`^${path}$`));
}

/** Going back has left the page; what comes says that it is not there, and leads to it. */
async function goingBack(screen) {
  const { page, context } = screen;
  await screen.open("/procedures");
  await screen.follow(screen.link("Tra cứu hồ sơ"));
  await screen.arrive(/^\/track$/, "Tra cứu hồ sơ");
  await context.setOffline(true);
  await page.goBack();
  await see(page.getByRole("heading", { level: 1, name: "Mất kết nối" }));
  await context.setOffline(false);
  await screen.leave(screen.link("Thử lại"));
  await screen.arrive(/^\/procedures$/, "Thủ tục");
}
