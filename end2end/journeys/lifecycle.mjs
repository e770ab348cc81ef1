// The rest of a dossier's life: a fee, an apology with a new day, a refusal as the result, the papers of the office; and a
// dossier that stops.

import assert from "node:assert/strict";
import { RECORD } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { MAU_01, MAU_03, MAU_04, MAU_05, issuedPaper, offered, openDossier, status, unfold } from "../pages/desk.mjs";
import { becomeOfficer, changeOfficer } from "../pages/people.mjs";

export const name = "lifecycle";

const BASIS = "Phí cung cấp thông tin, Thông tư 16/2025/TT-BTC.";
const DELAY = "Cơ quan lưu trữ chưa trả lời kết quả tra cứu.";
const REFUSAL = "Tờ khai không đúng người được cấp.";

export async function run(stage) {
  // The procedure is the province's, so one officer of each kind works on it in every mode.
  stage.unit = { code: "H09.01", place: "Trung tâm Phục vụ hành chính công tỉnh" };
  // The police decide it.
  stage.agency = "H09.16";
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.hoa);
  const code = await applicant.apply(RECORD);
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/accept", { code });
  await office.form("/fn/transfer", { code, officer: stage.officerId(OFFICERS.handling) });

  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.handling);
  await openDossier(desk, code);
  await asksForTheFee(desk);
  await paysAtTheCounter(phone, desk, code);
  await movesTheDay(phone, desk, code);
  await refuses(phone, desk, office, code);
  await stops(phone, desk, applicant);
}

async function asksForTheFee(desk) {
  const { page } = desk;
  await unfold(desk, "Yêu cầu nộp phí, lệ phí");
  await page.getByLabel("Lý do và căn cứ thu").fill(BASIS);
  const count = page.getByLabel(/^Phí cung cấp thông tin lý lịch tư pháp/);
  assert.equal(await count.inputValue(), "1", "the answers tell that the fee is owed");
  await count.fill("");
  desk.stage.watch.tolerate(422);
  await desk.follow(desk.button("Yêu cầu nộp phí, lệ phí"));
  await see(page.getByText("Ghi số tiền bằng đồng").first(), "no amount, no request");
  if (!(await count.isVisible())) {
    await unfold(desk, "Yêu cầu nộp phí, lệ phí");
  }
  assert.equal(await page.getByLabel("Lý do và căn cứ thu").inputValue(), BASIS, "what was typed is kept");
  await count.fill("1");
  await desk.follow(desk.button("Yêu cầu nộp phí, lệ phí"));
  await status(desk, "Yêu cầu thực hiện nghĩa vụ tài chính");
  await see(page.locator(".desk-data").getByText("200.000 đ").first());
}

async function paysAtTheCounter(phone, desk, code) {
  await phone.open(`/track/${code}`);
  await see(phone.page.getByRole("heading", { name: "Bạn cần nộp phí, lệ phí" }));
  await see(phone.page.getByText("200.000 đ").first());
  await see(phone.page.getByText(/Nộp tại .*, 0274 /), "whoever has to come knows where to, and whom to call");
  await see(phone.page.locator(".due.paused"));
  await changeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  assert.deepEqual(await offered(desk), ["Ghi nhận phí, lệ phí"]);
  await desk.page.getByLabel("Số biên lai").fill("BL-0001234");
  await desk.follow(desk.button("Ghi nhận phí, lệ phí"));
  await status(desk, "Đang xử lý");
  await phone.reload();
  await see(phone.page.getByText("Đã nộp, biên lai số BL-0001234"));
  await phone.page.getByText("Ngày này tính thế nào").click();
  await see(phone.page.locator(".arithmetic li", { hasText: "Tạm dừng từ" }));
}

async function movesTheDay(phone, desk, code) {
  const { page } = desk;
  await changeOfficer(desk, OFFICERS.leader);
  await desk.open("/desk?filter=unit");
  await openDossier(desk, code);
  await unfold(desk, "Xin lỗi và hẹn lại");
  const day = page.getByLabel("Ngày hẹn trả mới");
  const proposed = await day.inputValue();
  assert.match(proposed, /^2026-\d\d-\d\d$/, "a day is proposed");
  await page.getByLabel("Lý do").fill(DELAY);
  await desk.follow(desk.button("Xin lỗi và hẹn lại"));
  await see(page.locator("dt", { hasText: "Hẹn lần đầu" }));
  await desk.pdf(await issuedPaper(desk, MAU_04));
  assert.deepEqual(await offered(desk), [], "the day is moved once");
  assert.equal(await Post.of(desk).status("/fn/reappoint", { code, day: "2026-12-31", reason: DELAY }), 409);

  await phone.reload();
  await see(phone.page.locator(".due", { hasText: "Ngày hẹn đầu là" }));
  await phone.pdf(await issuedPaper(phone, MAU_04));
  await phone.open("/my");
  await see(phone.page.locator("dt", { hasText: "Hẹn lần đầu" }).first());
}

async function refuses(phone, desk, office, code) {
  const { page, stage } = desk;
  await changeOfficer(desk, OFFICERS.handling);
  await openDossier(desk, code);
  await page.getByLabel("Từ chối giải quyết").check();
  await page.getByLabel("Kết quả đề xuất").fill("Không đủ điều kiện, đề nghị từ chối.");
  await unfold(desk, "Lý do từ chối cho người nộp");
  await page.getByLabel("Lý do in trên Mẫu 03").fill(REFUSAL);
  await desk.follow(desk.button("Trình dự thảo kết quả"));
  await see(page.getByText(REFUSAL).first());
  await office.becomeOfficer(OFFICERS.leader);
  await office.form("/fn/approve_result", { code });
  await desk.reload();
  await desk.follow(desk.button("Kết thúc xử lý, chuyển kết quả"));
  await status(desk, "Đã xử lý xong");
  await desk.pdf(await issuedPaper(desk, MAU_03));
  await desk.pdf(`/desk/${code}/control-slip.pdf`);
  assert.equal((await desk.fetch("/desk/register/2026.pdf")).status, 403, "the register is the one-stop's");
  const counter = await stage.desk();
  await Post.of(counter).becomeOfficer(OFFICERS.oneStop);
  await counter.pdf("/desk/register/2026.pdf");
  await counter.pdf(`/desk/${code}/control-slip.pdf`);

  await phone.open(`/track/${code}`);
  await see(phone.page.getByRole("heading", { name: "Kết quả: không giải quyết" }));
  await see(phone.page.getByText(REFUSAL).first());
  await phone.pdf(await issuedPaper(phone, MAU_03));
  await phone.pdf(await issuedPaper(phone, MAU_01));
  const refused = await phone.fetch("/desk/register/2026.pdf");
  assert.equal(refused.status, 403, "the register is the office's");
}

async function stops(phone, desk, applicant) {
  const code = await applicant.apply(RECORD);
  await applicant.form("/fn/withdraw", { code, reason: "Không cần nữa." });
  await changeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  await desk.follow(desk.button("Xác nhận rút hồ sơ"));
  await status(desk, "Dừng xử lý");
  await desk.pdf(await issuedPaper(desk, MAU_05));
  await phone.open(`/track/${code}`);
  await phone.pdf(await issuedPaper(phone, MAU_05));
}
