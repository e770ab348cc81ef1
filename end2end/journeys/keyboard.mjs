// Somebody prepares and another publishes a version of a procedure with the keys alone, on the screen of a small laptop.

import assert from "node:assert/strict";
import { choose, enter, fitsTheLaptop, tabTo, type } from "../lib/keyboard.mjs";
import { OFFICERS } from "../lib/post.mjs";
import { gone, see, until } from "../lib/see.mjs";
import { signInAsKeeper } from "../pages/editions.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "keyboard";
/** Without Wasm the keys do what they do without JavaScript. */
export const modes = ["nojs", "full"];

const LAPTOP = { viewport: { width: 1366, height: 768 } };
const PROCEDURES = { nojs: "1.004873", full: "1.000656" };

export async function run(stage) {
  // A question without words is told as what must be mended.
  for (const status of [404, 409, 422]) stage.watch.tolerate(status);
  const code = PROCEDURES[stage.mode];
  const screen = await stage.desk(LAPTOP);
  await signInAsKeeper(stage, screen, `ban.phim.${stage.mode}`);
  await begins(screen, code);
  await changesADeadline(screen, code);
  await undoesAndRedoes(screen);
  await addsAQuestion(screen, code);
  await asksForTheEffects(screen, code);
  const leader = await stage.desk(LAPTOP);
  await publishes(leader, code);
}

async function begins(screen, code) {
  const { page } = screen;
  await fitsTheLaptop(screen);
  await enter(screen, page.locator("tr", { hasText: code }).getByRole("link"));
  await screen.arrive(new RegExp(`^/admin/procedures/${code}$`));
  const day = page.getByLabel("Có hiệu lực từ ngày");
  await tabTo(screen, day);
  // In which order day, month and year are typed depends on the language of the machine.
  await day.fill("2026-12-20");
  await screen.follow({ click: () => page.keyboard.press("Enter") });
  await see(page.getByRole("heading", { name: "Bản soạn số 1" }));
  await fitsTheLaptop(screen);
}

async function changesADeadline(screen, code) {
  const { page } = screen;
  await enter(screen, page.getByRole("link", { name: "Thời hạn", exact: true }));
  await screen.arrive(new RegExp(`/${code}/deadline$`), "Thời hạn");
  await fitsTheLaptop(screen);
  await type(screen, page.locator("#deadline-note-vi"), "Ghi chú gõ bằng phím");
  await type(screen, page.locator("#deadline-note-en"), "A note typed by keys");
  await enter(screen, page.locator("#part .button-row").last().getByRole("button", { name: "Lưu", exact: true }));
  await see(page.locator(".success", { hasText: "Đã lưu" }));
}

async function undoesAndRedoes(screen) {
  const { page } = screen;
  const note = page.locator("#deadline-note-vi");
  await enter(screen, screen.button("Hoàn tác lần lưu trước"));
  await see(screen.button("Làm lại"));
  assert.notEqual(await note.inputValue(), "Ghi chú gõ bằng phím");
  await enter(screen, screen.button("Làm lại"));
  await gone(screen.button("Làm lại"));
  assert.equal(await note.inputValue(), "Ghi chú gõ bằng phím");
}

async function addsAQuestion(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}`);
  await enter(screen, screen.link("Biểu mẫu điện tử"));
  await screen.arrive(new RegExp(`/${code}/form$`), "Biểu mẫu điện tử");
  await fitsTheLaptop(screen);
  await enter(screen, page.locator(".outline-section").first().getByRole("button", { name: "Thêm câu hỏi" }).last());
  await screen.arrive(new RegExp(`/${code}/form/question/question`));
  await fitsTheLaptop(screen);
  await type(screen, page.locator("#label-vi"), "Bạn cần bao nhiêu bản?");
  await type(screen, page.locator("#label-en"), "How many copies do you need?");
  await choose(screen, page.locator("#kind"), "number");
  await enter(screen, page.locator("#part .button-row").last().getByRole("button", { name: "Lưu", exact: true }));
  await screen.arrive(new RegExp(`/${code}/form/question/ban_can_bao_nhieu_ban`), "Câu hỏi: Bạn cần bao nhiêu bản?");
  await gone(page.locator(".error-summary"));
  await screen.open(`/admin/procedures/${code}/form`);
  const order = () => page.locator(".outline-section").first().locator(".outline-label .code").allInnerTexts();
  const before = await order();
  const row = page.locator("li", { hasText: "Bạn cần bao nhiêu bản?" }).last();
  await enter(screen, row.getByRole("button", { name: /^Lên/ }));
  await until("it has moved up", async () => (await order()).at(-2) === before.at(-1));
  await fitsTheLaptop(screen);
}

async function asksForTheEffects(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}`);
  await see(page.getByText("Không còn lỗi. Có thể công bố."));
  await enter(screen, screen.link("Xem ảnh hưởng đến hồ sơ đang giải quyết"));
  await screen.arrive(new RegExp(`/${code}/effects$`), "Ảnh hưởng đến hồ sơ đang giải quyết");
  await fitsTheLaptop(screen);
}

async function publishes(screen, code) {
  const { page } = screen;
  await becomeOfficer(screen, OFFICERS.leader);
  await screen.open(`/admin/procedures/${code}`);
  await see(page.locator(".diff > div", { hasText: "Ghi chú gõ bằng phím" }));
  await enter(screen, screen.button("Đã so, công bố"));
  await see(page.locator("tr", { hasText: "từ 20/12/2026" }).first());
  await fitsTheLaptop(screen);
}
