// The e-form of a draft: questions are added, changed, moved and tried out on a phone, without a line of YAML.

import assert from "node:assert/strict";
import { gone, see, until } from "../lib/see.mjs";
import { beginEdition, signInAsKeeper } from "../pages/editions.mjs";

export const name = "builder";

/** Each mode has a procedure of its own, so that those side by side do not meet. */
const PROCEDURES = { nojs: "2.000884", nowasm: "2.000815", full: "2.000908" };
const JOB = "ban_lam_nghe_gi";
const PLACE = "noi_lam_viec";

export async function run(stage) {
  // What is no id, what is no option.
  for (const status of [409, 422]) stage.watch.tolerate(status);
  const code = PROCEDURES[stage.mode];
  const screen = await stage.desk();
  await signInAsKeeper(stage, screen, `quan.bieu.mau.${stage.mode}`);
  await beginEdition(screen, code, "2026-12-15");
  await opensTheForm(screen, code);
  await addsAChoice(screen, code);
  await addsAQuestionThatDependsOnIt(screen, code);
  await triesItOut(stage, screen);
  await renames(screen, code);
  await arranges(screen, code);
  await isToldWhatNobodyReaches(screen, code);
}

const frame = (screen) => screen.page.frameLocator("iframe[name=phone]");
const save = (screen) => screen.follow(screen.page.locator("#part").getByRole("button", { name: "Lưu", exact: true }).last());
const order = (screen) => screen.page.locator(".outline-section").first().locator(".outline-label .code").allInnerTexts();

async function outline(screen, code) {
  await screen.open(`/admin/procedures/${code}/form`);
  await screen.arrive(new RegExp(`/${code}/form$`), "Biểu mẫu điện tử");
}

async function opensTheForm(screen, code) {
  const { page } = screen;
  await screen.follow(screen.link("Biểu mẫu điện tử"));
  await screen.arrive(new RegExp(`/${code}/form$`), "Biểu mẫu điện tử");
  assert.ok((await order(screen)).length > 2);
  const title = await page.locator(".outline-section h2 a").first().innerText();
  await see(frame(screen).getByRole("heading", { level: 1, name: title }));
  assert.equal(await page.locator("iframe").evaluate((phone) => phone.clientWidth), 390, "as wide as a phone");
}

/** Adds a question at the end of the first section; it is in need of words. */
async function adds(screen, code, words) {
  const { page } = screen;
  await outline(screen, code);
  await screen.follow(page.locator(".outline-section").first().getByRole("button", { name: "Thêm câu hỏi" }).last());
  await screen.arrive(new RegExp(`/${code}/form/question/question`));
  await see(page.locator("#label-vi-error", { hasText: "thiếu chữ tiếng Việt" }));
  await keepsTheCursor(screen, page.locator("#label-vi"));
  await page.locator("#label-vi").fill(words[0]);
  await page.locator("#label-en").fill(words[1]);
}

/** Who types while the frame still loads goes on typing where they are. */
async function keepsTheCursor(screen, field) {
  if (!screen.stage.full) return;
  await field.focus();
  const down = await screen.page.evaluate(() => window.scrollY);
  await frame(screen).locator("html[data-hydrated]").waitFor({ state: "attached" });
  await until("the frame is at the question", () => frame(screen).locator("html").evaluate(() => window.scrollY > 0));
  assert.ok(await field.evaluate((field) => field === document.activeElement), "the cursor stays");
  assert.equal(await screen.page.evaluate(() => window.scrollY), down, "the page stays");
}

async function addsAChoice(screen, code) {
  const { page } = screen;
  await adds(screen, code, ["Bạn làm nghề gì?", "What is your work?"]);
  await page.locator("#kind").selectOption("choice");
  // By keyboard alone: the Enter key in a field saves.
  await screen.follow({ click: () => page.locator("#label-en").press("Enter") });
  await screen.arrive(new RegExp(`/${code}/form/question/${JOB}`), "Câu hỏi: Bạn làm nghề gì?");
  await see(page.locator(".error", { hasText: "danh sách đang trống" }));
  for (const [row, words] of [["Thợ may", "Tailor"], ["Nghề khác", "Another"]].entries()) {
    await screen.follow(page.getByRole("button", { name: "Thêm phương án" }));
    await see(page.locator(`#options-${row}-label-vi`));
    await page.locator(`#options-${row}-label-vi`).fill(words[0]);
    await page.locator(`#options-${row}-label-en`).fill(words[1]);
  }
  await save(screen);
  await gone(page.locator(".error-summary"));
  assert.equal(await page.locator("#options-1-value").inputValue(), "nghe_khac");
}

async function addsAQuestionThatDependsOnIt(screen, code) {
  const { page } = screen;
  await adds(screen, code, ["Nơi làm việc", "Place of work"]);
  await page.locator("#example").fill("Xưởng may Bình Minh");
  await screen.follow(page.getByRole("button", { name: "Thêm điều kiện" }));
  await screen.arrive(new RegExp(`/form/question/`));
  await see(page.locator("#show_if-0-question-error"));
  await page.locator("#show_if-0-question").selectOption(JOB);
  await save(screen);
  await see(page.locator("#show_if-0-value-error"));
  assert.equal(await page.locator("#label-vi").inputValue(), "Nơi làm việc", "nothing typed is lost");
  await page.locator("#show_if-0-value").selectOption("tho_may");
  await save(screen);
  await gone(page.locator(".error-summary"));
  await screen.arrive(new RegExp(`/form/question/${PLACE}`), "Câu hỏi: Nơi làm việc");
  await see(page.locator("#show_if").getByText("bạn chọn “Thợ may” ở câu “Bạn làm nghề gì?”"));
}

/** A press in the frame, and what came of it. */
async function presses(stage, screen, button) {
  if (!stage.full) return Promise.all([screen.page.waitForEvent("framenavigated"), button.click()]);
  await button.click();
  await until("nothing is on its way", async () => (await frame(screen).locator("[aria-busy=true]").count()) === 0);
}

/** The citizen's own fields, in the frame: with Wasm at once, without after a press. */
async function triesItOut(stage, screen) {
  const phone = frame(screen);
  const lookAgain = () => presses(stage, screen, phone.getByRole("button", { name: "Xem lại" }).last());
  const place = phone.getByLabel("Nơi làm việc");
  await see(phone.getByText("Bạn làm nghề gì?"));
  if (stage.full) await phone.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await gone(place);
  await phone.getByText("Thợ may").click();
  if (!stage.full) await lookAgain();
  await see(place);
  await place.fill("Xưởng Hoa Mai");
  await lookAgain();
  await see(phone.locator(".field.invalid, fieldset.invalid"));
  await until("the answer stays", async () => (await place.inputValue()) === "Xưởng Hoa Mai");
  await phone.getByText("Nghề khác").click();
  if (!stage.full) await lookAgain();
  await gone(place);
  const here = await phone.getByRole("heading", { level: 1 }).innerText();
  await phone.getByRole("button", { name: "Tiếp tục" }).click();
  await until("the next section comes", async () => (await phone.getByRole("heading", { level: 1 }).innerText()) !== here);
}

async function renames(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}/form/question/${JOB}`);
  await page.locator("summary", { hasText: "Tên cho máy" }).click();
  await page.locator("#id").fill("Nghề nghiệp");
  await save(screen);
  await see(page.locator("#id-error"));
  assert.equal(await page.locator("#id").inputValue(), "Nghề nghiệp", "nothing typed is lost");
  await page.locator("#id").fill("nghe");
  await save(screen);
  await screen.arrive(/\/form\/question\/nghe/, "Câu hỏi: Bạn làm nghề gì?");
  await gone(page.locator(".error-summary"));
  await screen.open(`/admin/procedures/${code}/form/question/${PLACE}`);
  assert.equal(await page.locator("#show_if-0-question").inputValue(), "nghe");
}

async function arranges(screen, code) {
  const { page } = screen;
  await outline(screen, code);
  const before = await order(screen);
  assert.deepEqual(before.slice(-2), ["nghe", PLACE]);
  const press = (id, words) => screen.follow(page.locator(`#question-${id}`).getByRole("button", { name: words }).first());
  const becomes = (what, expected) => until(what, async () => JSON.stringify(await order(screen)) === JSON.stringify(expected));
  const others = before.slice(0, -2);
  await press(PLACE, "Lên");
  await becomes("moved up", [...others, PLACE, "nghe"]);
  await press(PLACE, "Xuống");
  await becomes("moved down", before);
  await press("nghe", "Nhân bản");
  await becomes("doubled", [...others, "nghe", "nghe_2", PLACE]);
  await press("nghe_2", "Bỏ");
  await becomes("removed", before);
  await screen.follow(screen.button("Hoàn tác lần lưu trước"));
  await becomes("undone", [...others, "nghe", "nghe_2", PLACE]);
  await screen.follow(screen.button("Làm lại"));
  await becomes("done again", before);
}

async function isToldWhatNobodyReaches(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}/form/question/${PLACE}`);
  await page.locator("summary", { hasText: "Điều kiện phức tạp" }).click();
  await page.locator("#show_if-text").fill("all:\n  - is: [nghe, tho_may]\n  - is: [nghe, nghe_khac]");
  await save(screen);
  await see(page.locator("#show_if .error", { hasText: "không bao giờ" }));
  // Lines can say it, so lines show it.
  assert.equal(await page.locator("#show_if-1-value").inputValue(), "nghe_khac");
  await outline(screen, code);
  const told = page.locator(`#question-${PLACE} .outline-faults`);
  await see(told);
  await screen.follow(told.getByRole("link"));
  await screen.arrive(new RegExp(`/form/question/${PLACE}`), "Câu hỏi: Nơi làm việc");
  await outline(screen, code);
  await screen.follow(screen.button("Hoàn tác lần lưu trước"));
  await gone(told);
}
