// Following a dossier: its code tells how far it is; its applicant sees everything.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { MAU_01, issuedPaper } from "../pages/desk.mjs";

export const name = "track";

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.nam);
  const code = await applicant.apply(SIGNATURE);
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/accept", { code });
  await office.form("/fn/transfer", { code, officer: stage.officerId(OFFICERS.handling) });

  await byVisitor(stage, code);
  await whileRunning(phone, code);
  await decided(office, code);
  await withResult(phone, code);
}

/** Somebody with the code alone, typed as people type. */
async function byVisitor(stage, code) {
  const screen = await stage.phone();
  await screen.open("/track");
  await screen.page.getByLabel("Mã hồ sơ").fill(` ${code.toLowerCase().replaceAll("-", " - ")} `);
  await screen.follow(screen.button("Tra cứu"));
  await screen.arrive(new RegExp(`^/track/${code}$`), "Hồ sơ đến đâu rồi");
  const shown = await screen.page.getByRole("main").innerText();
  assert(shown.replaceAll(/\s/g, "").includes(code), "the code");
  assert.match(shown, /\d+ %/, "the degree of completion");
  const html = await screen.page.content();
  for (const secret of [PEOPLE.nam.name, "Lê Ngọc Lan", stage.unit.place, "Chứng thực chữ ký", "Đang xử lý", "Giấy ủy quyền"]) {
    assert(!html.includes(secret), `a visitor must not see “${secret}”`);
  }
  stage.watch.tolerate(404);
  await screen.open("/track/H09.41.10-261118-9999");
  await see(screen.page.getByRole("heading", { name: "Không có hồ sơ nào với mã này" }));
}

async function whileRunning(phone, code) {
  const { page } = phone;
  await phone.open(`/track/${code}`);
  await see(page.locator(".tag", { hasText: "Đang xử lý" }));
  await see(page.locator(".due", { hasText: "Ngày trả kết quả" }).filter({ hasText: /\d\d\/11\/2026/ }));
  await page.getByText("Ngày này tính thế nào").click();
  const sum = page.locator(".arithmetic li");
  await see(sum);
  assert((await sum.count()) >= 1, "the date comes with its arithmetic");
  await see(page.locator(".timeline .done", { hasText: "Đã nộp hồ sơ" }));
  await see(page.locator(".timeline .done", { hasText: "Đã tiếp nhận" }));
  await see(page.locator(".timeline .current", { hasText: /Đang giữ hồ sơ: \S/ }));
  // Within the day the office issues no Mẫu 01 unless the applicant asks for it.
  await page.locator("summary", { hasText: "Lấy Giấy tiếp nhận và hẹn trả (Mẫu 01)" }).click();
  await phone.follow(phone.button("Cấp cho tôi giấy này"));
  await phone.pdf(await issuedPaper(phone, MAU_01));
  assert.equal(await page.getByRole("heading", { name: "Kết quả", exact: true }).count(), 0);
}

async function decided(office, code) {
  await office.becomeOfficer(OFFICERS.handling);
  await office.form("/fn/draft_result", { code, outcome: "grant", summary: "Đủ điều kiện chứng thực." });
  await office.becomeOfficer(OFFICERS.leader);
  await office.form("/fn/approve_result", { code });
  await office.becomeOfficer(OFFICERS.handling);
  await office.file(`/files/results/${code}`, office.stage.files.pdf);
  await office.form("/fn/finish", { code });
}

async function withResult(phone, code) {
  const { page } = phone;
  await phone.reload();
  await see(page.locator(".tag", { hasText: "Đã xử lý xong" }));
  const results = page.locator("section").filter({ has: page.getByRole("heading", { name: "Kết quả", exact: true }) });
  const result = results.getByRole("link", { name: phone.stage.files.pdf.name });
  await see(result);
  await phone.pdf(await result.getAttribute("href"));
  await page.getByText("Ai đã xem hồ sơ của bạn").click();
  await phone.follow(page.getByRole("link", { name: /^Giấy biên nhận/ }));
  await phone.arrive(new RegExp(`^/track/${code}/receipt$`), "Đã nộp hồ sơ");
}
