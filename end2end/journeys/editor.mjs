// A new version of a procedure: prepared by one person, published by another, shown to everybody from its day on.

import assert from "node:assert/strict";
import { OFFICERS, Post } from "../lib/post.mjs";
import { absent, gone, see } from "../lib/see.mjs";
import { beginEdition, signInAsKeeper } from "../pages/editions.mjs";
import { becomeOfficer, signOut } from "../pages/people.mjs";

export const name = "editor";

/** Each mode has a procedure of its own, so that those side by side do not meet. */
const PROCEDURES = {
  nojs: { code: "2.001610", name: "doanh nghiệp tư nhân" },
  nowasm: { code: "1.004194", name: "tạm trú" },
  full: { code: "1.001612", name: "hộ kinh doanh" },
};
export async function run(stage) {
  // What must be mended, what is one's own, what is no number.
  for (const status of [404, 409, 422]) stage.watch.tolerate(status);
  const { code } = PROCEDURES[stage.mode];
  const screen = await stage.desk();
  await signInAsKeeper(stage, screen, `quan.tri.${stage.mode}`);
  await beginEdition(screen, code, "2026-11-18");
  await changesTheDeadline(screen, code);
  await makesTheStepsFit(screen, code);
  await changesAFee(screen, code);
  await addsAPaper(screen, code);
  await undoes(screen, code);
  await isToldOfTheOther(screen, code);
  await readsTheDifference(screen, code);
  await triesItOut(screen, code);
  await mayNotPublish(screen, code);
  await signOut(screen);
  await everybodySees(screen, code, "3 ngày làm việc");
  await absent(screen.page.getByText("Phí thử nghiệm"), "what nobody has published");
  await anotherPublishes(screen, code);
  await everybodySees(screen, code, "2 ngày làm việc");
  for (const words of ["Phí thử nghiệm", "Miễn cho hộ nghèo từ 01/12/2026 đến 31/12/2026", "Giấy xác nhận thử"]) {
    await see(screen.page.getByText(words));
  }
}

async function opensPart(screen, code, part, words) {
  await screen.open(`/admin/procedures/${code}/${part}`);
  await screen.arrive(new RegExp(`^/admin/procedures/${code}/${part}$`), words);
}

const save = (screen) => screen.follow(screen.page.locator("#part").getByRole("button", { name: "Lưu" }).last());

async function changesTheDeadline(screen, code) {
  const { page } = screen;
  await opensPart(screen, code, "deadline", "Thời hạn");
  assert.equal(await page.locator("#deadline-amount").inputValue(), "3");
  await page.locator("#deadline-amount").fill("hai");
  await save(screen);
  await see(page.locator("#deadline-amount-error", { hasText: "số nguyên" }));
  assert.equal(await page.locator("#deadline-amount").inputValue(), "hai", "nothing typed is lost");
  assert.equal(await page.locator("#deadline-amount").getAttribute("aria-invalid"), "true");
  await page.locator("#deadline-amount").fill("2");
  await save(screen);
  await gone(page.locator("#deadline-amount-error"));
  await see(page.locator(".success", { hasText: "Đã lưu" }));
}

async function makesTheStepsFit(screen, code) {
  const { page } = screen;
  await opensPart(screen, code, "process", "Quy trình nội bộ");
  await see(page.locator(".error-summary", { hasText: "Các bước cộng lại 24 giờ làm việc, quá thời hạn 16 giờ làm việc" }));
  const steps = await page.locator("#part fieldset.edition-row").count();
  for (let step = 0; step < steps; step += 1) {
    await page.locator(`#process-${step}-unit`).selectOption("hours");
    await page.locator(`#process-${step}-amount`).fill(step === 0 ? String(16 - (steps - 1) * 2) : "2");
  }
  await save(screen);
  await gone(page.locator(".error-summary"));
}

async function changesAFee(screen, code) {
  const { page } = screen;
  await opensPart(screen, code, "fees", "Phí, lệ phí");
  const before = await page.locator("#part > .edition-row").count();
  await screen.follow(page.getByRole("button", { name: "Thêm khoản thu" }));
  await see(page.locator(`#fees-${before}-name-vi-error`, { hasText: "thiếu chữ tiếng Việt" }));
  await page.locator(`#fees-${before}-name-vi`).fill("Phí thử nghiệm");
  await page.locator(`#fees-${before}-name-en`).fill("Trial fee");
  await page.locator(`#fees-${before}-amount`).fill("15.000");
  await screen.follow(page.locator(`#fees-${before}`).getByRole("button", { name: "Thêm trường hợp miễn" }));
  const exemption = `fees-${before}-exemptions-0`;
  await see(page.locator(`#${exemption}-from-error`));
  assert.equal(await page.locator(`#fees-${before}-amount`).inputValue(), "15000");
  await page.locator(`#${exemption}-who-vi`).fill("hộ nghèo");
  await page.locator(`#${exemption}-who-en`).fill("poor households");
  await page.locator(`#${exemption}-from`).fill("2026-12-01");
  await page.locator(`#${exemption}-to`).fill("2026-12-31");
  await save(screen);
  await gone(page.locator(".error-summary"));
}

async function addsAPaper(screen, code) {
  const { page } = screen;
  await opensPart(screen, code, "papers", "Thành phần hồ sơ");
  const before = await page.locator("#part > .edition-row").count();
  await screen.follow(page.getByRole("button", { name: "Thêm giấy tờ" }));
  await see(page.locator(`#papers-${before}-name-vi`));
  await page.locator(`#papers-${before}-name-vi`).fill("Giấy xác nhận thử");
  await page.locator(`#papers-${before}-name-en`).fill("Trial confirmation");
  await page.locator(`#papers-${before}-via-online`).check();
  await save(screen);
  await gone(page.locator(".error-summary"));
  assert.equal(await page.locator(`#papers-${before}-id`).inputValue(), "giay_xac_nhan_thu");
}

async function undoes(screen, code) {
  const { page } = screen;
  await opensPart(screen, code, "counters", "Phi địa giới");
  await page.getByLabel("Tiếp nhận không kể địa giới").selectOption("always");
  await save(screen);
  await see(page.locator(".success"));
  await screen.follow(screen.button("Hoàn tác lần lưu trước"));
  await see(screen.button("Làm lại"));
  assert.equal(await page.getByLabel("Tiếp nhận không kể địa giới").inputValue(), "never");
}

/** Whoever types into what another has changed since is told, loses nothing, and decides. */
async function isToldOfTheOther(screen, code) {
  const { page } = screen;
  const note = page.locator("#deadline-note-vi");
  await opensPart(screen, code, "deadline", "Thời hạn");
  const before = await note.inputValue();
  const over = page.getByLabel("Bỏ phần người khác vừa sửa ở đây");
  assert.equal(await over.isVisible(), false, "whoever is alone is not asked");
  assert.match(await savedElsewhere(screen, { code, part: "deadline", note: "Của người khác" }), /saved=1/);
  await note.fill("Của tôi");
  await save(screen);
  await see(page.locator("#over-error", { hasText: "Người khác vừa sửa bản soạn ở đúng chỗ này" }));
  assert.equal(await note.inputValue(), "Của tôi", "nothing typed is lost");
  await over.check();
  await save(screen);
  await see(page.locator(".success", { hasText: "Đã lưu" }));
  assert.equal(await note.inputValue(), "Của tôi");
  await note.fill(before);
  await page.locator("#deadline-note-en").fill("");
  await save(screen);
  await see(page.locator(".success", { hasText: "Đã lưu" }));
}

/** Another window saves the part, with everything but the note as it is shown; answers where it is led. */
async function savedElsewhere(screen, { code, part, note }) {
  const { page, stage } = screen;
  const fields = await page.locator("#part :is(input, select, textarea)[name^='fields']").evaluateAll((all) =>
    all.filter((one) => one.type !== "checkbox" || one.checked).map((one) => [one.name, one.value]));
  const shown = (name) => page.locator(`#part input[name=${name}]`).inputValue();
  const [edition, revision] = [await shown("edition"), await shown("revision")];
  const form = { code, part, edition, revision, ...Object.fromEntries(fields), "fields[deadline.note.vi]": note, "fields[deadline.note.en]": note };
  const answer = await page.context().request.post(`${stage.base}/fn/save_edition_part`, {
    form,
    headers: { accept: "text/html", origin: stage.base, "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  return answer.headers().location ?? "";
}

async function readsTheDifference(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}`);
  await see(page.getByText("Không còn lỗi. Có thể công bố."));
  const line = (words) => page.locator(".diff > div", { hasText: words }).first();
  assert.match(await line("Thời hạn giải quyết").innerText(), /Sửa[^]*3 ngày làm việc[^]*→[^]*2 ngày làm việc/);
  assert.match(await line("Phí thử nghiệm").innerText(), /Thêm[^]*15\.000 đ; Miễn cho hộ nghèo từ 01\/12\/2026 đến 31\/12\/2026/);
  assert.match(await line("Giấy xác nhận thử").innerText(), /Thêm[^]*nộp; bắt buộc; khi bạn nộp trực tuyến/);
  await absent(page.locator(".diff-part", { hasText: "Phi địa giới" }), "what was undone");
}

async function triesItOut(screen, code) {
  const { page } = screen;
  await screen.follow(screen.link("Xem ảnh hưởng đến hồ sơ đang giải quyết"));
  await screen.arrive(new RegExp(`/${code}/effects$`), "Ảnh hưởng đến hồ sơ đang giải quyết");
  await see(page.getByText("Sẽ trễ hạn nếu tính theo thời hạn mới"));
  await see(page.getByText("Công bố không đổi hồ sơ đã nộp", { exact: false }));
}

async function mayNotPublish(screen, code) {
  const { page } = screen;
  await screen.open(`/admin/procedures/${code}`);
  await see(page.getByText("một quản trị viên hoặc lãnh đạo khác phải xem và công bố"));
  await absent(screen.button("Đã so, công bố"), "publishing one's own");
  assert.equal(await Post.of(screen).status("/fn/publish_edition", { code, seen: "x" }), 409);
}

async function anotherPublishes(screen, code) {
  const { page } = screen;
  await becomeOfficer(screen, OFFICERS.leader);
  await page.locator("header summary").click();
  await screen.follow(screen.link("Phiên bản thủ tục"));
  await screen.arrive(/^\/admin\/procedures$/, "Phiên bản thủ tục");
  await see(page.locator("tr", { hasText: code }).getByText("Đang soạn"));
  await screen.follow(page.locator("tr", { hasText: code }).getByRole("link"));
  await see(page.locator(".diff > div", { hasText: "Thời hạn giải quyết" }));
  await screen.follow(screen.button("Đã so, công bố"));
  await see(page.locator("tr", { hasText: "từ 18/11/2026" }).getByText("Đang áp dụng"));
  await see(page.locator("tr", { hasText: "đến 17/11/2026" }).getByText("Đã hết hiệu lực"));
}

async function everybodySees(screen, code, deadline) {
  await screen.open(`/procedures/${code}`);
  await see(screen.page.locator("dl.facts", { hasText: deadline }));
}
