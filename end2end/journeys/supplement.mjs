// The one request for a supplement: reasons at a question and a paper, the answer, and a new promise.

import assert from "node:assert/strict";
import { BIRTH } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { MAU_01, MAU_02, issuedPaper, offered, openDossier, status, unfold } from "../pages/desk.mjs";
import { attach, card, remove, reviewShows } from "../pages/draft.mjs";
import { answer, goOn } from "../pages/form.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "supplement";

const NAME_REASON = "Tên trong Giấy chứng sinh là Trần Minh Anh.";
const PAPER_REASON = "Ảnh mất một góc, chụp lại đủ bốn góc.";
const NEW_NAME = "Trần Minh Anh";

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.lan);
  const code = await applicant.apply({ ...BIRTH, files: [["birth_notice", stage.files.photo]] });
  const [filed] = await promises(phone, code);

  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  await asks(desk);
  await answers(phone, code);
  const [first, again] = await promises(phone, code);
  assert.equal(first, filed, "the receipt keeps what was promised at the filing");
  assert(again > first, `${again} is 8 working hours from the supplement on`);
  await accepts(desk, code);
  const [still, too, result, ...more] = await promises(phone, code);
  assert.deepEqual([still, too, more], [first, again, []], "the acceptance takes nothing of it back");
  assert(result > again, "and promises the result");
  await phone.open(`/track/${code}`);
  await see(phone.page.getByText("5 ngày làm việc: Phải xác minh").first());
}

/** By when the office has to check the dossier, as the receipt says: after the filing, then after the supplement. */
async function promises(phone, code) {
  await phone.open(`/track/${code}/receipt`);
  await see(phone.page.getByText("Cơ quan kiểm tra hồ sơ, chậm nhất"));
  const times = await phone.page.locator(".receipt-promise time").all();
  return Promise.all(times.map((time) => time.getAttribute("datetime")));
}

async function asks(desk) {
  await unfold(desk, "Yêu cầu bổ sung");
  desk.stage.watch.tolerate(422);
  await desk.follow(desk.button("Gửi yêu cầu bổ sung"));
  await see(desk.page.getByText("Hãy ghi lý do ở ít nhất một mục cần bổ sung."));

  // Without Wasm the page is a new one, and the form that was refused stands open in it.
  await unfold(desk, "Trẻ được khai sinh");
  await desk.page.locator('[name="reasons[child_name]"]').fill(NAME_REASON);
  await desk.page.locator('[name="reasons[paper:birth_notice]"]').fill(PAPER_REASON);
  await desk.follow(desk.button("Gửi yêu cầu bổ sung"));
  await status(desk, "Yêu cầu bổ sung giấy tờ");
  await see(desk.page.locator(".just-done", { hasText: "Yêu cầu bổ sung giấy tờ" }));
  await desk.pdf(await issuedPaper(desk, MAU_02));
  assert.deepEqual(await offered(desk), []);
}

async function answers(phone, code) {
  const { page, stage } = phone;
  await phone.open("/my");
  await see(page.getByText("Bạn cần bổ sung chậm nhất").first());
  await phone.follow(page.getByRole("link", { name: `Xem và bổ sung ${code}` }));
  await phone.arrive(new RegExp(`^/track/${code}$`), BIRTH.name);
  await see(page.getByText(NAME_REASON));
  await see(page.getByText(PAPER_REASON));
  await phone.follow(phone.button("Bổ sung ngay"));
  await phone.arrive(/^\/drafts\/[^/]+$/);

  await see(page.getByText(NAME_REASON));
  await phone.follow(page.getByRole("link", { name: "Họ, chữ đệm, tên của trẻ" }));
  await phone.arrive(/\/s\/child(\?from=review)?$/, "Trẻ được khai sinh");
  await answer(phone, "child_name", NEW_NAME);
  await goOn(phone);
  await phone.arrive(/\/review$/, "Xem lại và nộp");
  await reviewShows(phone, "Họ, chữ đệm, tên của trẻ", NEW_NAME);

  await phone.follow(page.locator(".warning-note").getByRole("link", { name: "Giấy chứng sinh" }));
  await phone.arrive(/\/files$/, "Giấy tờ đính kèm");
  await attach(phone, BIRTH.paper, stage.files.scan);
  await see(card(phone, BIRTH.paper, stage.files.scan.name));
  // What was changed is ticked off at once, and the blurred picture goes.
  await see(page.locator(".warning-note li", { hasText: "Giấy chứng sinh" }).filter({ hasText: "(đã sửa)" }));
  await remove(phone, BIRTH.paper, stage.files.photo.name);
  await phone.follow(phone.link("Tiếp tục"));
  await phone.arrive(/\/review$/, "Xem lại và nộp");
  await phone.follow(phone.button("Gửi bổ sung"));
  await phone.arrive(new RegExp(`^/track/${code}$`), BIRTH.name);
  await see(page.getByText("Đã nộp bổ sung"));
}

async function accepts(desk, code) {
  await desk.open("/desk");
  await see(desk.page.locator("tr", { hasText: "Đã nộp bổ sung" }));
  await openDossier(desk, code);
  await see(desk.page.getByText(/Người nộp đã bổ sung lúc/));
  await see(desk.page.locator(".desk-data dd", { hasText: NEW_NAME }));
  const tabs = desk.page.locator(".file-tabs a");
  const named = (await tabs.allInnerTexts()).map((words) => words.replaceAll(/\s+/g, " "));
  assert.deepEqual(named, ["Giấy chứng sinh 1 Mới bổ sung", "Giấy chứng sinh 2 Đã rút"], "both can be compared");
  assert.deepEqual(await offered(desk), ["Tiếp nhận", "Từ chối tiếp nhận"], "a second supplement is not offered");
  // With facts to be verified it takes longer than the day, and gets its Mẫu 01 at once.
  await desk.page.getByLabel("Phải xác minh").check();
  await desk.follow(desk.button("Tiếp nhận"));
  await status(desk, "Được tiếp nhận");
  assert.deepEqual(await offered(desk), ["Chuyển xử lý", "Đổi cơ quan giải quyết"]);
  await desk.pdf(await issuedPaper(desk, MAU_01));
  const again = { code, "reasons[child_name]": "Lần nữa" };
  assert.equal(await Post.of(desk).status("/fn/ask_supplement", again), 409, "nor taken when sent all the same");
}
