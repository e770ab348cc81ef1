// What people write stays text wherever it comes back: in fields, reviews, titles and reasons. And rows of a group.

import assert from "node:assert/strict";
import { RESIDENCE, date } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see, until } from "../lib/see.mjs";
import { MAU_03, issuedPaper, openDossier, status, unfold } from "../pages/desk.mjs";
import { reviewShows, start } from "../pages/draft.mjs";
import { answer, complete, control, goOn, typed } from "../pages/form.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "escaping";

const ATTACK = `</textarea></title><script>window.hacked=1</script><img src=x onerror="window.hacked=1"> "a" 'b' & <b>c</b>`;

export async function run(stage) {
  const phone = await stage.phone();
  await Post.of(phone).become(PEOPLE.lan);
  const draft = await start(phone, RESIDENCE.procedure);
  await longText(phone, draft);
  await rows(phone);
  const code = await files(phone, draft);
  const desk = await stage.desk();
  await refused(desk, code);
  await inTheReason(phone, code);
  await inTitles(phone);
  for (const screen of [phone, desk]) await untouched(screen);
}

async function longText(phone, draft) {
  const { person, dwelling } = RESIDENCE.sections;
  await complete(phone, person, /\/s\/dwelling$/);
  await complete(phone, { ...dwelling, request_content: ATTACK }, /\/s\/household$/);
  await phone.open(`${draft}/s/dwelling`);
  await until("the field holds what was typed", async () => (await typed(phone, "request_content")) === ATTACK);
  await untouched(phone);
  await goOn(phone);
  await phone.arrive(/\/s\/household$/);
  await complete(phone, RESIDENCE.sections.household, /\/s\/members$/);
}

/** Two members of the family, of which one is taken out again. */
async function rows(phone) {
  const member = (row, name) => answer(phone, `members.${row}.member_name`, name);
  await answer(phone, "has_members", "yes");
  if (!phone.stage.full) {
    await goOn(phone);
    await phone.arrive(/\?check=1$/);
  }
  await member(0, "Lê Ngọc Mai");
  await phone.follow(phone.button("Thêm thành viên"));
  await see(control(phone, "members.1.member_name"));
  await member(1, "Trần Minh An");
  assert.equal(await typed(phone, "members.0.member_name"), "Lê Ngọc Mai");
  await phone.follow(phone.button("Bỏ thành viên 1"));
  await control(phone, "members.1.member_name").waitFor({ state: "detached" });
  assert.equal(await typed(phone, "members.0.member_name"), "Trần Minh An", "the right row is gone");
  await complete(phone, {
    "members.0.member_birth_date": date(1, 6, 2020),
    "members.0.member_sex": "male",
    "members.0.member_national_id": "079220001234",
    "members.0.member_relation": "Con",
  }, /\/s\/where$/);
}

async function files(phone, draft) {
  await complete(phone, { receiving_unit: phone.stage.unit.code }, new RegExp(`^${draft}/files$`));
  await phone.follow(phone.link("Tiếp tục"));
  await phone.arrive(/\/review$/, "Xem lại và nộp");
  await reviewShows(phone, "Nội dung đề nghị", ATTACK);
  await see(phone.page.locator("dl.summary", { hasText: "Trần Minh An" }));
  assert.equal(await phone.page.getByText("Lê Ngọc Mai").count(), 0);
  await untouched(phone);
  await phone.follow(phone.button("Nộp hồ sơ"));
  await phone.arrive(/^\/track\/[^/]+\/receipt$/, "Đã nộp hồ sơ");
  return new URL(phone.page.url()).pathname.split("/")[2];
}

async function refused(desk, code) {
  await becomeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  await see(desk.page.locator("dd", { hasText: ATTACK }));
  await unfold(desk, "Từ chối tiếp nhận");
  await desk.page.getByLabel("Lý do từ chối").fill(ATTACK);
  await desk.follow(desk.button("Từ chối tiếp nhận"));
  await status(desk, "Không được tiếp nhận");
  await see(desk.page.locator(".timeline", { hasText: ATTACK }));
  await desk.reload();
  await see(desk.page.locator(".timeline", { hasText: ATTACK }));
}

async function inTheReason(phone, code) {
  await phone.open(`/track/${code}`);
  await see(phone.page.locator(".messages", { hasText: ATTACK }));
  await phone.pdf(await issuedPaper(phone, MAU_03));
}

/** Addresses that carry the payload into the page and its title. */
async function inTitles(phone) {
  await phone.open(`/procedures?q=${encodeURIComponent(ATTACK)}`);
  await see(phone.page.getByText("Không tìm thấy thủ tục nào"));
  await untouched(phone);
  phone.stage.watch.tolerate(404);
  await phone.open(`/track/${encodeURIComponent("</title><script>window.hacked=1</script>")}`);
  await see(phone.page.getByRole("heading", { level: 1 }));
}

async function untouched(screen) {
  assert.equal(await screen.page.evaluate(() => window.hacked), undefined, "nothing that was typed ran");
  assert.match(await screen.page.title(), /· Một Cửa$/);
  assert.equal(await screen.page.locator('img[src="x"]').count(), 0, "nothing that was typed became markup");
}
