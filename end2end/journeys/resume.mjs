// A draft is kept from the first field on, valid or not, without signing in.

import assert from "node:assert/strict";
import { see, until } from "../lib/see.mjs";
import { start } from "../pages/draft.mjs";
import { answer, typed } from "../pages/form.mjs";

export const name = "resume";

const FIRST = { requester_name: "Lê Ngọc Lan", requester_phone: "090" };

export async function run(stage) {
  const screen = await stage.phone();
  const draft = await start(screen, "2.000884");
  const section = `${draft}/s/requester`;
  const written = { ...FIRST };
  const sent = stage.full && sentByItself(screen, written.requester_phone);
  for (const [key, value] of Object.entries(written)) await answer(screen, key, value);
  if (stage.full) {
    await sent;
    await see(line(screen).filter({ hasText: "Đã lưu lúc" }));
  } else {
    await screen.follow(screen.button("Lưu, làm sau"));
    await screen.arrive(new RegExp(`^${draft}$`));
  }

  await screen.reload();
  await screen.open(section);
  await stillThere(screen, written);
  if (stage.full) await withoutNetwork(screen, written);

  await screen.newPage();
  await screen.open("/my");
  await screen.follow(screen.page.locator(`.button-row a[href="${draft}"]`));
  await screen.arrive(new RegExp(`^${draft}$`));
  await screen.follow(screen.link("Làm tiếp"));
  await screen.arrive(/\/s\/requester/);
  await stillThere(screen, written);

  const other = await stage.phone();
  stage.watch.tolerate(404);
  await other.open(section);
  await see(other.page.getByRole("heading", { level: 1, name: "Không có trang này" }));
}

const line = (screen) => screen.page.locator("p.autosave");

/** Nobody presses a button: the request goes out while somebody types. */
function sentByItself(screen, value) {
  return screen.page.waitForResponse((answer) => {
    const request = answer.request();
    return request.url().endsWith("/fn/autosave_draft") && answer.ok() && request.postData().includes(value);
  });
}

async function stillThere(screen, written) {
  for (const [key, value] of Object.entries(written)) {
    await until(`${key} is still there`, async () => (await typed(screen, key)) === value);
  }
}

/** What is typed without a network is kept on the phone and sent when it is back. */
async function withoutNetwork(screen, written) {
  screen.stage.watch.tolerateOffline();
  await screen.context.setOffline(true);
  written.requester_national_id = "0793";
  await answer(screen, "requester_national_id", written.requester_national_id);
  await see(line(screen).filter({ hasText: "Chưa lưu được" }));
  await screen.context.setOffline(false);
  await see(line(screen).filter({ hasText: "Đã lưu lúc" }));
  await screen.reload();
  await stillThere(screen, written);
  assert.equal(await screen.page.locator("p.autosave.failed").count(), 0);
}
