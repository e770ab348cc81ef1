// A dossier through the office: accepted, handed over, drafted, approved, finished, returned.

import assert from "node:assert/strict";
import { BIRTH } from "../lib/cases.mjs";
import { forInput } from "../lib/files.mjs";
import { OFFICERS, PEOPLE, Post, filed } from "../lib/post.mjs";
import { absent, pictureLoads, see } from "../lib/see.mjs";
import { MAU_01, inOrder, issuedPaper, offered, openDossier, status, unfold } from "../pages/desk.mjs";
import { becomeOfficer, changeOfficer } from "../pages/people.mjs";

export const name = "decide";

export async function run(stage) {
  const { photo, pdf } = stage.files;
  const code = await filed(stage, PEOPLE.nam, { ...BIRTH, files: [["birth_notice", photo], ["birth_notice", pdf]] });
  const screen = await stage.desk();
  await becomeOfficer(screen, OFFICERS.oneStop);
  await inOrder(screen);
  await openDossier(screen, code);
  await status(screen, "Mới đăng ký");
  await see(screen.page.getByText("Trần Minh An"));
  await viewsFiles(screen);
  await onThePhone(await stage.phone(), code);
  await accepts(screen, code);
  await handsOver(screen);

  await givesToAnother(screen, code);
  await changeOfficer(screen, OFFICERS.handling);
  await openDossier(screen, code);
  await drafts(screen);
  await changeOfficer(screen, OFFICERS.leader);
  await openDossier(screen, code);
  await approves(screen);
  await changeOfficer(screen, OFFICERS.handling);
  await openDossier(screen, code);
  await finishes(screen);
  await changeOfficer(screen, OFFICERS.oneStop);
  await openDossier(screen, code);
  await returns(screen);
}

async function viewsFiles(screen) {
  const { page } = screen;
  await pictureLoads(page.locator(".viewer img"));
  const pdf = page.waitForResponse((answer) => answer.url().includes("/files/") && answer.frame() !== page.mainFrame());
  // With Wasm whoever works at the bottom of the page stays there.
  if (screen.stage.full) await page.evaluate(() => window.scrollTo(0, 400));
  const down = await page.evaluate(() => window.scrollY);
  await screen.follow(page.locator(".file-tabs a").nth(1));
  const answer = await pdf;
  if (screen.stage.full) assert((await page.evaluate(() => window.scrollY)) > down / 2, "the page stays where it was");
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  await see(page.locator(".viewer iframe"));
}

/** The desk is made for a large screen, and fits a small one. */
async function onThePhone(phone, code) {
  await Post.of(phone).becomeOfficer(OFFICERS.oneStop);
  await phone.open("/desk");
  await see(phone.page.getByText(code));
  await phone.open(`/desk/${code}`);
  await see(phone.button("Tiếp nhận"));
  await phone.open("/desk/notices");
  await see(phone.page.getByText("Có hồ sơ đến cần kiểm tra.").first());
}

async function accepts(screen, code) {
  const forms = await offered(screen);
  assert.deepEqual(forms, ["Tiếp nhận", "Gửi yêu cầu bổ sung", "Đổi cơ quan giải quyết", "Từ chối tiếp nhận"]);
  await screen.follow(screen.button("Tiếp nhận"));
  await status(screen, "Được tiếp nhận");
  // A procedure within the day gets its Mẫu 01 only when somebody asks for it.
  assert.deepEqual(await offered(screen), ["Chuyển xử lý", "Đổi cơ quan giải quyết", "Cấp Giấy tiếp nhận (Mẫu 01)"]);
  await unfold(screen, "Cấp Giấy tiếp nhận (Mẫu 01)");
  await screen.follow(screen.button("Cấp Giấy tiếp nhận (Mẫu 01)"));
  await screen.pdf(await issuedPaper(screen, MAU_01));
  assert.deepEqual(await offered(screen), ["Chuyển xử lý", "Đổi cơ quan giải quyết"]);
  // What is not offered is refused as well.
  assert.equal(await Post.of(screen).status("/fn/accept", { code }), 409);
  assert.equal(await Post.of(screen).status("/fn/approve_result", { code }), 403);
}

async function handsOver(screen) {
  const colleague = screen.page.getByLabel("Cán bộ thụ lý").locator("option:checked");
  const handler = (await colleague.innerText()).split(",")[0];
  await screen.follow(screen.button("Chuyển xử lý"));
  await status(screen, "Đang xử lý");
  await see(screen.page.getByText(`Đang giữ hồ sơ: ${handler}`));
  assert.deepEqual(await offered(screen), []);
}

/** The leader names another handling officer; when that one leaves, the dossier waits for the leader. */
async function givesToAnother(screen, code) {
  const { page, stage } = screen;
  const username = `thu.ly.${stage.mode}`;
  const added = ["officer", "add", username, "--name", "Đỗ Thị Thụ Lý", "--role", "handling_officer", "--unit", stage.unit.code];
  stage.server.command([...added, "--password-stdin"], "Tam-thoi-7351\n");
  await changeOfficer(screen, OFFICERS.leader);
  await screen.open("/desk?filter=unit");
  await openDossier(screen, code);
  await see(page.getByText("Lúc này bạn không phải làm gì."));
  await unfold(screen, "Phân công người khác");
  assert.equal(await page.getByLabel("Cán bộ thụ lý").locator("option:checked").innerText(), "Đỗ Thị Thụ Lý");
  await screen.follow(screen.button("Phân công người khác"));
  await see(page.getByText("Đang giữ hồ sơ: Đỗ Thị Thụ Lý"));

  stage.server.command(["officer", "close", username]);
  await screen.open("/desk");
  await openDossier(screen, code);
  await see(page.getByText("Người thụ lý không còn làm việc: phân công lại").first());
  // Nobody has to unfold what waits.
  await screen.follow(screen.button("Phân công người khác"));
  await see(page.getByText("Lúc này bạn không phải làm gì."));
}

async function drafts(screen) {
  const { page } = screen;
  const owed = page.locator(".warning-note", { hasText: "8.000 đ × 2" });
  await owed.getByRole("link", { name: "Yêu cầu nộp" }).click();
  await see(page.getByLabel("Lý do và căn cứ thu"), "the link unfolds the form");
  assert.deepEqual(await offered(screen), ["Trình dự thảo kết quả", "Gửi yêu cầu bổ sung", "Yêu cầu nộp phí, lệ phí"]);
  const proposed = screen.page.getByLabel("Kết quả đề xuất");
  const words = "Đủ điều kiện. Đề nghị cấp Giấy khai sinh cho Trần Minh An.";
  await proposed.fill(words);
  await screen.button("Trình dự thảo kết quả").click();
  await see(screen.page.locator("fieldset.invalid").getByText(screen.stage.full ? "Hãy chọn một ô." : "Hãy chọn đồng ý hay từ chối."));
  assert.equal(await proposed.inputValue(), words);
  if (screen.stage.full) await asksBeforeItIsLost(page);
  await page.getByLabel("Đồng ý, cấp kết quả").check();
  await screen.follow(screen.button("Trình dự thảo kết quả"));
  if (screen.stage.full) await see(page.locator("#just-done:focus", { hasText: "trình dự thảo" }));
  await see(screen.page.getByRole("heading", { name: "Dự thảo kết quả" }));
  await absent(screen.button("Duyệt kết quả"), "approving by the one who drafted");
}

/** What was written and not sent goes only when somebody says so. */
async function asksBeforeItIsLost(page) {
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
}

async function approves(screen) {
  assert.deepEqual(await offered(screen), ["Duyệt kết quả", "Trả lại dự thảo"]);
  await unfold(screen, "Trả lại dự thảo");
  await see(screen.page.getByLabel("Cần sửa gì"));
  await screen.follow(screen.button("Duyệt kết quả"));
  await see(screen.page.getByText(/^Duyệt:/));
  assert.deepEqual(await offered(screen), []);
}

async function finishes(screen) {
  const { pdf } = screen.stage.files;
  assert.deepEqual(await offered(screen), ["Tải lên"], "no end without the file of the result");
  await screen.page.locator(".action-panel input[type=file]").setInputFiles(forInput(pdf));
  await screen.follow(screen.button("Tải lên"));
  await see(screen.page.locator(".action-panel .file", { hasText: pdf.name }));
  await screen.follow(screen.button("Kết thúc xử lý, chuyển kết quả"));
  await status(screen, "Đã xử lý xong");
  assert.deepEqual(await offered(screen), []);
}

async function returns(screen) {
  // Two copies were asked for, and nobody charged them: they are paid when the result is fetched.
  assert.deepEqual(await offered(screen), ["Ghi nhận phí, lệ phí"]);
  assert.equal(await screen.page.getByLabel(/^Phí cấp bản sao Giấy khai sinh/).inputValue(), "2");
  await screen.page.getByLabel("Số biên lai").fill("BL-0000077");
  await screen.follow(screen.button("Ghi nhận phí, lệ phí"));
  await see(screen.page.locator(".desk-data").getByText("16.000 đ").first());
  assert.deepEqual(await offered(screen), ["Đã trả kết quả"]);
  // Her brother comes for it, with an authorisation: his name is kept.
  screen.stage.watch.tolerate(422);
  await screen.page.getByLabel("Người khác, có giấy ủy quyền và giấy tờ tùy thân").check();
  await screen.follow(screen.button("Đã trả kết quả"));
  await see(screen.page.locator(".field.invalid", { hasText: "Họ tên người nhận thay" }));
  await screen.page.getByLabel("Họ tên người nhận thay").fill("Nguyễn Văn Bình");
  await screen.follow(screen.button("Đã trả kết quả"));
  await status(screen, "Đã trả kết quả");
  await see(screen.page.getByText("Hồ sơ đã kết thúc, không còn việc gì phải làm."));
  await see(screen.page.getByText("Nguyễn Văn Bình nhận thay, có giấy ủy quyền"));
}
