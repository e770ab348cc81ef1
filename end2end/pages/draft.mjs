// A draft: starting it, its papers, the review, filing.

import { forInput } from "../lib/files.mjs";
import { see } from "../lib/see.mjs";

/** From the page of a procedure to the first section; answers the path of the draft. */
export async function start(screen, procedure) {
  await screen.open(`/apply/${procedure}`);
  await screen.follow(screen.button("Bắt đầu điền"));
  await screen.arrive(/^\/drafts\/[^/]+$/);
  const path = new URL(screen.page.url()).pathname;
  await screen.follow(screen.link("Bắt đầu"));
  await screen.arrive(/\/s\/[^/]+$/);
  return path;
}

/** The slot of a paper on the page of the files. */
export const slot = (screen, paper) => screen.page.locator(`section[id="f-${paper.id}"]`);

/** A file that has arrived. */
export const card = (screen, paper, name) =>
  slot(screen, paper).getByRole("listitem").filter({ hasText: name }).filter({ has: screen.page.getByRole("link") });

/** A file that was not taken; only the full app keeps it on the screen. */
export const failedCard = (screen, paper, name) => slot(screen, paper).locator("li.failed").filter({ hasText: name });

/** Chooses a file; with Wasm it is sent at once, without by its button. */
export async function attach(screen, paper, file) {
  await slot(screen, paper).locator("input[type=file]").setInputFiles(forInput(file));
  if (!screen.stage.full) await screen.follow(slot(screen, paper).getByRole("button", { name: "Tải lên" }));
}

export async function remove(screen, paper, name) {
  await screen.follow(card(screen, paper, name).getByRole("button", { name: /^Xóa/ }));
  await card(screen, paper, name).waitFor({ state: "detached" });
}

/** A line of the review. */
export async function reviewShows(screen, label, value) {
  const line = screen.page.locator("dl.summary > div").filter({ has: screen.page.locator("dt", { hasText: label }) });
  await see(line.filter({ hasText: value }));
}
