// Rating the service by a one-use link, unknown to everybody; figures only from five ratings on.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { pictureLoads, see } from "../lib/see.mjs";

export const name = "rate";

/** Fewer are not shown. */
const FEWEST = 5;
/** So many taps without the free text, sending included. */
const MOST_TAPS = 6;

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.nam);
  const token = await endedDossier(phone, applicant);

  const visitor = await stage.phone();
  await rates(visitor, token);
  await onlyOnce(visitor, token);
  await inSixTaps(visitor, await endedByPost(stage));
  await see(await figures(visitor, "Dưới 5"));
  // Slow to do by hand and the same in every mode, so once is enough.
  if (stage.mode !== "nojs") return;
  for (let n = 2; n < FEWEST; n += 1) await rateByPost(stage);
  await see(await figures(visitor, "100,0 %"));
  await see(visitor.page.locator("tr", { hasText: stage.unit.place }).filter({ hasText: String(FEWEST) }));
}

/** The applicant's page of a dossier that has ended shows the link and its QR code. */
async function endedDossier(phone, applicant) {
  const { page, stage } = phone;
  const code = await applicant.apply(SIGNATURE);
  await phone.open(`/track/${code}`);
  assert.equal(await page.locator('a[href^="/rate/"]').count(), 0, "nobody rates before the end");
  await refusedByPost(stage, code);
  await phone.reload();
  const link = page.locator('a[href^="/rate/"]');
  await see(link);
  await page.getByText("Đánh giá bằng điện thoại khác").click();
  await pictureLoads(page.locator('img[src^="/qr/rate/"]'));
  return (await link.getAttribute("href")).split("/").pop();
}

async function rates(visitor, token) {
  const { page, stage } = visitor;
  await visitor.open(`/rate/${token}`);
  await see(page.getByRole("heading", { level: 1, name: "Bạn thấy phục vụ thế nào?" }));
  await see(page.locator("header").getByRole("link", { name: "Đăng nhập" }));
  await see(page.getByText(stage.unit.place));
  const choose = (question, step) => page.locator(`label:has(input[name="${question}"][value="${step}"])`).click();
  await choose("q1", 4);
  await page.getByLabel(/Bạn muốn nói thêm gì/).fill("Nhanh, cán bộ giải thích rõ.");
  stage.watch.tolerate(422);
  await visitor.follow(visitor.button("Gửi đánh giá"));
  await see(page.locator("fieldset.invalid", { hasText: "2. " }).getByText("Hãy chọn một ô."));
  assert.equal(await page.locator("fieldset.invalid").count(), 4, "what was answered is not marked");
  assert(await page.locator('input[name="q1"][value="4"]').isChecked(), "what was chosen is still there");
  for (const [question, step] of [["q2", 5], ["q3", 5], ["q4", 4], ["q5", 5]]) await choose(question, step);
  await visitor.follow(visitor.button("Gửi đánh giá"));
  await see(page.getByRole("heading", { level: 1, name: "Cảm ơn bạn" }));
}

/** Whoever has nothing to say taps once for each question and once to send. */
async function inSixTaps(visitor, token) {
  const { page } = visitor;
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.tap();
  };
  await visitor.open(`/rate/${token}`);
  const questions = page.locator("main form fieldset");
  for (let n = 0; n < (await questions.count()); n += 1) await tap(questions.nth(n).locator("label", { hasText: "4" }));
  await visitor.follow({ click: () => tap(visitor.button("Gửi đánh giá")) });
  await see(page.getByRole("heading", { level: 1, name: "Cảm ơn bạn" }));
  assert(taps <= MOST_TAPS, `${taps} taps`);
}

async function onlyOnce(visitor, token) {
  await visitor.open(`/rate/${token}`);
  await see(visitor.page.getByRole("heading", { level: 1, name: "Lượt đánh giá này đã dùng" }));
  const again = { token, q1: "1", q2: "1", q3: "1", q4: "1", q5: "1" };
  assert.equal(await Post.of(visitor).status("/fn/rate", again), 409);
  visitor.stage.watch.tolerate(404);
  await visitor.open("/rate/neverissued");
  await see(visitor.page.getByRole("heading", { level: 1, name: "Không có trang này" }));
}

/** The row of this one-stop in the statistics. */
async function figures(visitor, text) {
  await visitor.open("/stats");
  return visitor.page.locator("table", { hasText: "Tháng 11/2026" }).locator("tr", { hasText: visitor.stage.unit.place }).filter({ hasText: text });
}

async function refusedByPost(stage, code) {
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/refuse", { code, reason: "Nộp nhầm nơi." });
}

/** The token of another dossier that has ended. */
async function endedByPost(stage) {
  const post = await Post.alone(stage);
  await post.become(PEOPLE.nam);
  const code = await post.apply(SIGNATURE);
  await refusedByPost(stage, code);
  const page = await (await post.request.get(`/track/${code}`)).text();
  return /\/rate\/([0-9A-Za-z]+)/.exec(page)[1];
}

async function rateByPost(stage) {
  const post = await Post.alone(stage);
  await post.form("/fn/rate", { token: await endedByPost(stage), q1: "5", q2: "5", q3: "4", q4: "4", q5: "5" });
}
