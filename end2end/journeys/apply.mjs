// Registering a birth from a phone, from the procedure to the receipt.

import assert from "node:assert/strict";
import { BIRTH } from "../lib/cases.mjs";
import { forInput } from "../lib/files.mjs";
import { PEOPLE } from "../lib/post.mjs";
import { absent, gone, pictureLoads, see, texts, until } from "../lib/see.mjs";
import { attach, card, failedCard, remove, reviewShows, slot } from "../pages/draft.mjs";
import { answer, complete, control, errorAt, goOn, summaryLeadsToFields, typed } from "../pages/form.mjs";
import { chooseCitizen } from "../pages/people.mjs";

export const name = "apply";

export async function run(stage) {
  const screen = await stage.phone();
  const draft = await begin(screen);
  await mistakes(screen);
  await sections(screen, draft);
  await papers(screen, draft);
  await review(screen, draft);
  const code = await file(screen, draft);
  await receipt(screen, code);
  await once(screen, code);
}

async function begin(screen) {
  await screen.open("/procedures/1.001193");
  await screen.follow(screen.link("Nộp trực tuyến").first());
  await screen.arrive(/^\/apply\/1\.001193$/, BIRTH.name);
  await see(screen.page.getByText("Giấy chứng sinh", { exact: true }));
  await screen.follow(screen.button("Bắt đầu điền"));
  await screen.arrive(/^\/drafts\/[^/]+$/, BIRTH.name);
  const draft = new URL(screen.page.url()).pathname;
  await screen.follow(screen.link("Bắt đầu"));
  await screen.arrive(/\/s\/requester$/, "Người đi đăng ký");
  return draft;
}

/** Errors are told together, lead to their fields, and nothing that was typed is lost. */
async function mistakes(screen) {
  await goOn(screen);
  await screen.arrive(/\/s\/requester\?check=1$/);
  const errors = await summaryLeadsToFields(screen);
  assert(errors >= 4, `all that is missing is told at once, not ${errors}`);

  await answer(screen, "requester_name", "Nguyễn Thị Hoa");
  if (screen.stage.full) await see(screen.page.locator(".error-summary .mended", { hasText: "Nhập họ, chữ đệm, tên" }));
  await answer(screen, "requester_phone", "12345");
  await answer(screen, "requester_birth_date", { day: "31", month: "2", year: "1995" });
  await goOn(screen);
  await see(errorAt(screen, "requester_phone").filter({ hasText: "nhập số điện thoại Việt Nam" }));
  await see(errorAt(screen, "requester_birth_date").filter({ hasText: "có trên lịch" }));
  assert.equal(await typed(screen, "requester_name"), "Nguyễn Thị Hoa");
  assert.equal(await typed(screen, "requester_phone"), "12345");
  assert.equal(await typed(screen, "requester_birth_date.day"), "31");
  await gone(errorAt(screen, "requester_name"));
}

async function sections(screen, draft) {
  const { requester, child, mother, father, marriage, copies } = BIRTH.sections;
  if (screen.stage.full) await conditions(screen);
  await complete(screen, requester, /\/s\/child$/);
  if (screen.stage.full) await besideTheQuestions(screen);
  else await atTheStepOfPapers(screen);
  await complete(screen, child, /\/s\/mother$/);
  // The mother fills this in herself: nobody asks her for her name again.
  assert.equal(await control(screen, "mother_name").count(), 0);
  await complete(screen, mother, /\/s\/father$/);
  await complete(screen, father, /\/s\/marriage$/);
  await complete(screen, marriage, /\/s\/copies$/);
  if (screen.stage.full) await calculated(screen);
  await complete(screen, copies, /\/s\/where$/);
  await complete(screen, { receiving_unit: screen.stage.unit.code }, new RegExp(`^${draft}/files$`));
}

/** With Wasm a question comes and goes with the answer that it depends on. */
async function conditions(screen) {
  await answer(screen, "requester_relation", "authorised");
  await see(control(screen, "agent_is_close_family"));
  await answer(screen, "requester_relation", "mother");
  await gone(control(screen, "agent_is_close_family"));
  await answer(screen, "requester_id_kind", "passport");
  await see(control(screen, "requester_paper_number"));
  await answer(screen, "requester_id_kind", "national_id");
  await gone(control(screen, "requester_paper_number"));
}

/** With Wasm what follows from an answer is there at once, and goes with it. */
async function calculated(screen) {
  const fee = screen.page.locator('output[id="f-copies_fee"]');
  await answer(screen, "wants_copies", "yes");
  await see(fee.filter({ hasText: "Tự tính khi đủ thông tin" }));
  await answer(screen, "copies_count", "3");
  await see(fee.filter({ hasText: "24.000 đ" }));
  await answer(screen, "copies_count", "ba");
  await see(fee.filter({ hasText: "Tự tính khi đủ thông tin" }));
}

/** With Wasm a paper can be sent where it is asked for, and nothing typed beside it is lost. */
async function besideTheQuestions(screen) {
  const { photo } = screen.stage.files;
  await answer(screen, "birth_proof", BIRTH.paper.id);
  const beside = screen.page.locator(`section[id="slot-${BIRTH.paper.id}"]`);
  await beside.locator("input[type=file]").setInputFiles(forInput(photo));
  await answer(screen, "child_name", "Trần Minh");
  await see(beside.getByRole("link", { name: photo.name }));
  await see(screen.page.getByText("1 tệp đã tải lên."));
  assert.equal(await typed(screen, "child_name"), "Trần Minh");
  await answer(screen, "child_name", "Trần Minh A");
  await beside.getByRole("button", { name: /^Xóa/ }).click();
  await see(screen.page.getByText("Chưa có tệp."));
  await until("the name is still there", async () => (await typed(screen, "child_name")) === "Trần Minh A");
}

/** Without Wasm the question tells where the paper is sent, because its form would lose what was typed beside it. */
async function atTheStepOfPapers(screen) {
  await answer(screen, "child_name", "Trần Minh");
  await answer(screen, "birth_proof", BIRTH.paper.id);
  await goOn(screen);
  await screen.arrive(/\/s\/child\?check=1$/);
  const question = screen.page.locator('[id="f-birth_notice_file"]');
  await see(question.getByText("Chưa có tệp."));
  await see(question.getByText("Bạn tải lên ở bước “Giấy tờ đính kèm”."));
  await gone(screen.page.locator(`section[id="slot-${BIRTH.paper.id}"]`));
  assert.equal(await typed(screen, "child_name"), "Trần Minh");
}

/** The picker of the paper, as it stands open. */
async function opened(screen) {
  const input = slot(screen, BIRTH.paper).locator("input[type=file]");
  const [picker] = await Promise.all([screen.page.waitForEvent("filechooser"), input.click()]);
  return picker;
}

/** Whoever goes on without a paper is led back to its slot, though the form asks for it among its questions. */
async function missing(screen, draft) {
  await screen.follow(screen.link("Tiếp tục"));
  await screen.arrive(new RegExp(`^${draft}/review$`), "Xem lại và nộp");
  await screen.follow(screen.page.locator(".error-summary").getByRole("link", { name: /Đính kèm.*Giấy chứng sinh/ }));
  await screen.arrive(new RegExp(`^${draft}/files\\?check=1$`), "Giấy tờ đính kèm");
  await see(screen.page.locator(".error-summary").getByRole("link", { name: /Đính kèm.*Giấy chứng sinh/ }));
  await see(slot(screen, BIRTH.paper).locator(".error"));
  await screen.open(`${draft}/files`);
}

async function papers(screen, draft) {
  const { photo, pdf, disguised } = screen.stage.files;
  await screen.arrive(new RegExp(`^${draft}/files$`), "Giấy tờ đính kèm");
  await see(slot(screen, BIRTH.paper).getByText("Bắt buộc"));
  await missing(screen, draft);
  // With the camera open, the page may be drawn anew by a file that arrives; what is taken then is not lost.
  const camera = screen.stage.full && (await opened(screen));
  await attach(screen, BIRTH.paper, photo);
  await see(card(screen, BIRTH.paper, photo.name));
  await pictureLoads(card(screen, BIRTH.paper, photo.name).locator("img"));
  await see(card(screen, BIRTH.paper, `${photo.sha256.slice(0, 4)}…${photo.sha256.slice(-4)}`));
  if (camera) await camera.setFiles(forInput(pdf));
  else await attach(screen, BIRTH.paper, pdf);
  await see(card(screen, BIRTH.paper, pdf.name));
  for (const file of [photo, pdf]) await opens(screen, card(screen, BIRTH.paper, file.name).getByRole("link"), file);

  screen.stage.watch.tolerate(422);
  await attach(screen, BIRTH.paper, disguised);
  await see(screen.page.getByText("Chỉ nhận ảnh JPEG, PNG, WebP hoặc PDF."));
  if (screen.stage.full) await failedCard(screen, BIRTH.paper, disguised.name).getByRole("button", { name: /^Bỏ/ }).click();
  await remove(screen, BIRTH.paper, pdf.name);
  assert.equal(await slot(screen, BIRTH.paper).getByRole("listitem").count(), 1, "only the photograph is left");

  // Where it was asked for it is known, too, whichever way it came.
  await screen.open(`${draft}/s/child`);
  await see(screen.page.locator('[id="f-birth_notice_file"]').getByText("1 tệp đã tải lên."));
  await screen.open(`${draft}/files`);
}

/** The browser shows the file as what it is, instead of keeping it. */
async function opens(screen, link, file) {
  const { status, type, disposition, body } = await screen.fetch(await link.getAttribute("href"));
  assert.equal(status, 200, `${file.name} is there`);
  assert.equal(type, file.mimeType);
  assert.equal(disposition, `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`);
  assert(body.equals(file.buffer), `${file.name} comes back byte for byte`);
}

async function review(screen, draft) {
  await screen.follow(screen.link("Tiếp tục"));
  await screen.arrive(new RegExp(`^${draft}/review$`), "Xem lại và nộp");
  for (const [label, value] of [
    ["Bạn là ai đối với trẻ?", "Mẹ"],
    ["Họ, chữ đệm, tên của bạn", "Nguyễn Thị Hoa"],
    ["Ngày sinh của bạn", "08/03/1995"],
    ["Số định danh cá nhân", "074195000321"],
    ["Nơi cư trú của bạn", "12 đường số 3, Phường Thủ Dầu Một, Thành phố Hồ Chí Minh"],
    ["Số điện thoại", "0901 000 001"],
    ["Họ, chữ đệm, tên của trẻ", "Trần Minh An"],
    ["Ngày sinh ghi bằng chữ", "Ngày mười tháng mười một năm hai nghìn không trăm hai mươi sáu"],
    ["Giới tính", "Nữ"],
    ["Dân tộc", "Kinh"],
    ["Tên cơ sở y tế", "Bệnh viện Phụ sản Nhi Bình Dương"],
    ["Họ, chữ đệm, tên người cha", "Trần Văn Nam"],
    ["Nơi đăng ký kết hôn", "UBND phường Phú Lợi"],
    ["Số bản sao", "2"],
    ["Phí cấp bản sao", "16.000 đ"],
    ["Nộp tại", screen.stage.unit.place],
  ]) {
    await reviewShows(screen, label, value);
  }
  await see(screen.page.getByText(screen.stage.files.photo.name));
  assert.equal(await screen.page.locator("dd.missing").count(), 0);
  await opens(screen, screen.link(screen.stage.files.photo.name), screen.stage.files.photo);
  await hidden(screen, draft);
}

/** The answer of a question that is not asked any more is not filed. It is kept, should the question come back. */
async function hidden(screen, draft) {
  const changes = async (wanted) => {
    await screen.follow(screen.page.getByRole("link", { name: "Sửa Bạn có cần bản sao không?" }));
    await screen.arrive(/\/s\/copies\?from=review#?/, "Bản sao Giấy khai sinh");
    await answer(screen, "wants_copies", wanted);
    await goOn(screen);
    await screen.arrive(new RegExp(`^${draft}/review$`), "Xem lại và nộp");
  };
  await changes("no");
  await reviewShows(screen, "Bạn có cần bản sao không?", "Không");
  for (const label of ["Số bản sao", "Phí cấp bản sao"]) await absent(screen.page.locator("dt", { hasText: label }), label);
  await changes("yes");
  await reviewShows(screen, "Số bản sao", "2");
  await reviewShows(screen, "Phí cấp bản sao", "16.000 đ");
}

/** Signs in on the way; the draft is still there afterwards. */
async function file(screen, draft) {
  assert.equal(await screen.button("Nộp hồ sơ").count(), 0, "nobody files without signing in");
  await screen.follow(screen.link("Đăng nhập để nộp"));
  await screen.arrive(/^\/sign-in\?next=/, "Đăng nhập");
  await chooseCitizen(screen, PEOPLE.hoa);
  await screen.arrive(new RegExp(`^${draft}/review$`), "Xem lại và nộp");
  await reviewShows(screen, "Họ, chữ đệm, tên của trẻ", "Trần Minh An");

  // The same page a second time: pressing there, too, is the second click.
  const here = screen.page;
  screen.second = await screen.newPage();
  await screen.open(`${draft}/review`);
  await see(screen.button("Nộp hồ sơ"));
  screen.page = here;
  await screen.follow(screen.button("Nộp hồ sơ"));
  await screen.arrive(/^\/track\/[^/]+\/receipt$/, "Đã nộp hồ sơ");
  return new URL(screen.page.url()).pathname.split("/")[2];
}

async function receipt(screen, code) {
  assert.match(code, new RegExp(`^${screen.stage.unit.code}-261118-\\d{4}$`));
  const shown = (await texts(screen.page.locator("p.dossier-code"))).join("").replaceAll(/\s/g, "");
  assert.equal(shown, code);
  await pictureLoads(screen.page.locator(".qr img"));
  const { photo } = screen.stage.files;
  const row = screen.page.locator("tbody tr");
  assert.equal(await row.count(), 1);
  await see(row.filter({ hasText: photo.name }));
  assert.equal(await row.locator(".hash").innerText(), photo.sha256, "the receipt names what the phone sent");
  assert.match(await row.innerText(), new RegExp(`${Math.ceil(photo.buffer.length / 1024)} KB`));
  // Filed on Wednesday after nine: eight working hours later it is Thursday after nine.
  const by = screen.page.locator(".receipt-promise time");
  assert.match(await by.getAttribute("datetime"), /^2026-11-19T02:/);
  assert.match(await by.innerText(), /19\/11\/2026/);
  // Accepted then, it is answered within that day.
  await see(screen.page.getByText("ngày hẹn trả kết quả muộn nhất là 17 giờ 00, 19/11/2026"));
  const same = await screen.fetch(await row.getByRole("link").getAttribute("href"));
  assert(same.body.equals(photo.buffer), "the file comes back byte for byte");
}

/** Going back, filing again from the other tab: still one dossier. */
async function once(screen, code) {
  const first = screen.page;
  screen.page = screen.second;
  await screen.follow(screen.button("Nộp hồ sơ"));
  await screen.arrive(/^\/track\/[^/]+\/receipt$/, "Đã nộp hồ sơ");
  assert.equal(new URL(screen.page.url()).pathname.split("/")[2], code, "the same dossier again");
  screen.page = first;

  if (!screen.stage.full) screen.page.followed.allowLoad();
  await screen.page.goBack();
  await see(screen.page.getByText("Hồ sơ này đã nộp."));
  await screen.open("/my");
  const own = screen.page.locator(".result-list > li").filter({ hasText: screen.stage.unit.place });
  await see(own);
  assert.equal(await own.count(), 1, "one dossier, not two");
  assert.equal(await own.getByRole("link", { name: BIRTH.name }).getAttribute("href"), `/track/${code}`);
}
