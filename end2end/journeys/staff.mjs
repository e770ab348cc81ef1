// A company acts through three of its staff: one limited by procedure, one by amount, one by time. Whoever goes beyond is
// told so where they stand, and what they wrote stays.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { COPIES, RULES, THUAN_PHAT, actFor, bothNames, openMember } from "../lib/firm.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { absent, gone, see, until } from "../lib/see.mjs";
import { reviewShows } from "../pages/draft.mjs";
import { answer, complete, goOn, typed } from "../pages/form.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "staff";

const { firm: FIRM, owner: OWNER } = THUAN_PHAT;
/** May handle labour rules and work permits. */
const CLERK = { id: "demo-quyen", name: "Tô Ngọc Quyên" };
/** May handle everything up to a fee, which each mode sets alike. */
const ACCOUNTANT = { id: "demo-phuc", name: "Đinh Văn Phúc" };
/** Helps out for a day; each mode has a person of its own, so that journeys side by side do not end each other's rights. */
const HELPER = { nojs: PEOPLE.hoa, nowasm: PEOPLE.nam, full: PEOPLE.lan };

const NOT_GRANTED = "Thủ tục này không nằm trong quyền mà tổ chức cho bạn. Hãy hỏi chủ tổ chức.";
const TOO_MUCH = "Phí, lệ phí của hồ sơ vượt mức tổ chức cho bạn";
const OVER = "Quyền làm thay tổ chức của bạn đã hết hoặc đang tạm dừng.";

/** What the helper writes instead of what stood there. */
const NEWER = "Giấy ủy quyền giao nhận hàng";
/** In minutes. */
const DAY = 24 * 60;

export async function run(stage) {
  stage.watch.tolerate(403);
  const owner = await stage.desk();
  await actFor(owner, OWNER, FIRM);
  const clerk = await stage.phone();
  const filings = [await byProcedure(clerk), await byAmount(stage, owner), ...(await byTime(stage, owner))];
  // Of a colleague's the clerk sees what anybody does.
  await toldAsToAnybody(clerk, filings[1].code);
  await onTheBoard(owner, filings);
  await atTheDesk(stage, filings);
}

/** The clerk does what the owner ticked, and no more. */
async function byProcedure(phone) {
  const before = phone.page;
  await Post.of(phone).become(CLERK);
  await phone.open(`/apply/${SIGNATURE.procedure}`);
  await phone.newPage();
  await actFor(phone, CLERK, FIRM);
  await absent(phone.link("Kết nối phần mềm"), "a page of owners");

  const { employer, rules: { worker_count, ...others } } = RULES.sections;
  const begun = { ...RULES, sections: { employer }, files: [["labour_rules", phone.stage.files.pdf]] };
  const draft = await Post.of(phone).write(begun);
  await phone.open(`/drafts/${draft}/s/rules`);
  await answer(phone, "worker_count", worker_count);
  await phone.follow(phone.button("Lưu, làm sau"));
  await phone.arrive(/^\/drafts\/[^/]+$/);
  await triesAnother(phone, before);

  await phone.open("/my");
  await phone.follow(phone.page.locator(`.button-row a[href="/drafts/${draft}"]`));
  await phone.follow(phone.link("Làm tiếp"));
  await phone.arrive(/\/s\/rules$/);
  assert.equal(await typed(phone, "worker_count"), worker_count, "what was begun is still there");
  await complete(phone, others, /\/s\/where$/);
  return { person: CLERK, code: await files(phone, draft, CLERK) };
}

/** Told before there is anything to fill in, also on a page from before she acted for the company. */
async function triesAnother(phone, before) {
  await phone.open(`/procedures/${SIGNATURE.procedure}`);
  await phone.follow(phone.link("Nộp trực tuyến").first());
  await phone.arrive(/^\/apply\//, "Chứng thực chữ ký");
  await see(phone.page.locator(".warning-note", { hasText: NOT_GRANTED }));
  await see(phone.page.getByText("Thủ tục này dành cho cá nhân."));
  await absent(phone.button("Bắt đầu điền"), "a button that would be refused");

  const now = phone.page;
  phone.page = before;
  await phone.follow(phone.button("Bắt đầu điền"));
  await phone.arrive(/^\/apply\//, "Chứng thực chữ ký");
  await see(phone.page.locator(".error-summary", { hasText: NOT_GRANTED }));
  phone.page = now;
}

/** The accountant is refused at the review, mends what is too much, and files what is exactly the limit. */
async function byAmount(stage, owner) {
  await openMember(owner, ACCOUNTANT);
  await owner.page.getByLabel("Phí, lệ phí cao nhất").fill("24.000");
  await savesRights(owner, ACCOUNTANT, "Đến 24.000 đ");
  const phone = await stage.phone();
  await actFor(phone, ACCOUNTANT, FIRM);
  const post = Post.of(phone);
  const draft = await post.write({ ...COPIES, files: [["organisation_request", stage.files.pdf]] });
  await phone.open(`/drafts/${draft}/review`);
  await reviewShows(phone, "Lệ phí", "8.000 đ × 4 = 32.000 đ");
  // Where the button would be, below the fees.
  await see(phone.page.locator("section:has(h2:text-is('Sau khi nộp')) ~ .warning-note", { hasText: TOO_MUCH }));
  await absent(phone.button("Nộp hồ sơ"), "a button that would be refused");
  assert.equal(await post.status("/fn/submit_draft", { draft }), 403, "nor is it taken when sent all the same");

  await phone.follow(phone.page.getByRole("link", { name: "Sửa Số bản cần cấp" }));
  await phone.arrive(/\/s\/order\?from=review/);
  const { copies_count, reason } = COPIES.sections.order;
  assert.deepEqual([await typed(phone, "copies_count"), await typed(phone, "reason")], [copies_count, reason]);
  await answer(phone, "copies_count", "3");
  await goOn(phone);
  await phone.arrive(/\/review$/, "Xem lại và nộp");
  await reviewShows(phone, "Lệ phí", "8.000 đ × 3 = 24.000 đ");
  return { person: ACCOUNTANT, code: await files(phone, draft, ACCOUNTANT) };
}

/** The helper acts until the last day is over, gets more time, and loses it; what was begun stays with the company. */
async function byTime(stage, owner) {
  const helper = HELPER[stage.mode];
  const phone = await stage.phone();
  await joinsForTheDay(owner, phone, helper);
  const post = Post.of(phone);
  const code = await files(phone, await post.write(SIGNATURE), helper);
  const draft = await post.write(SIGNATURE);
  await goesOnWithMoreTime(owner, phone, helper, draft);
  await isStopped(owner, phone, helper, draft);
  await goesOnAlone(phone, draft, code);
  await owner.open(`/drafts/${draft}/review`);
  await reviewShows(owner, "Tên giấy tờ", NEWER);
  return [{ person: helper, code }, { person: OWNER, code: await files(owner, draft, OWNER) }];
}

/** By an invitation, which another journey shows. */
async function joinsForTheDay(owner, phone, person) {
  const invited = await Post.of(owner).form("/fn/invite", { name: person.name, scope: "all", until: "2026-11-18" });
  await owner.open(invited);
  const link = await owner.page.locator(".secret-link").innerText();
  await Post.of(phone).become(person);
  await phone.open(new URL(link).pathname);
  await see(phone.page.getByText("Đến hết ngày 18/11/2026"));
  await phone.follow(phone.button("Nhận lời"));
  await phone.arrive(/^\/business$/, "Hồ sơ của tổ chức");
}

/** Somebody still writes when the last day is over. */
async function goesOnWithMoreTime(owner, phone, helper, draft) {
  const section = `/drafts/${draft}/s/paper`;
  await phone.open(section);
  await theDayIsOver(owner, helper);
  await answer(phone, "paper_name", NEWER);
  await goOn(phone);
  await see(phone.page.getByText(OVER));
  await owner.open(`/drafts/${draft}/review`);
  await reviewShows(owner, "Tên giấy tờ", SIGNATURE.sections.paper.paper_name);

  await openMember(owner, helper);
  await see(owner.page.locator("h1 .tag", { hasText: "Hết hạn" }));
  await owner.page.getByLabel("Ngày cuối cùng").fill("2026-12-31");
  await savesRights(owner, helper, "Đến hết ngày 31/12/2026");
  // Without Wasm the page is gone, and comes again with what it held.
  if (!phone.stage.full) await phone.open(section);
  assert.equal(await typed(phone, "paper_name"), NEWER, "what was typed is still there");
  await goOn(phone);
  await phone.arrive(/\/s\/where$/);
}

/**
 * The clock of the others cannot be moved on: the owner sets the last day at a server on the same data where it is still
 * the day before.
 */
async function theDayIsOver(owner, person) {
  const before = await owner.stage.server.later(-DAY);
  await openMember(owner, person, before);
  await owner.page.getByLabel("Ngày cuối cùng").fill("2026-11-17");
  await savesRights(owner, person, "Đến hết ngày 17/11/2026");
}

/** The owner ends the rights of somebody who is about to file. */
async function isStopped(owner, phone, helper, draft) {
  await phone.open(`/drafts/${draft}/review`);
  await openMember(owner, helper);
  await owner.follow(owner.button("Kết thúc quyền"));
  await owner.arrive(/^\/business\/members$/, "Người làm thay tổ chức");
  await absent(owner.page.getByRole("link", { name: `Đổi quyền ${helper.name}` }), "a right to change");
  await phone.follow(phone.button("Nộp hồ sơ"));
  await see(phone.page.getByText(OVER));
}

async function savesRights(owner, person, words) {
  await owner.follow(owner.button("Lưu quyền"));
  await owner.arrive(/^\/business\/members$/, "Người làm thay tổ chức");
  await see(owner.page.locator("li", { hasText: person.name }).getByText(words));
}

/** Nothing becomes one's own unawares, and what was filed is the company's. */
async function goesOnAlone(phone, draft, code) {
  await phone.open("/my");
  await see(phone.page.locator(".acting", { hasText: `Bạn không còn quyền làm thay ${FIRM.name}` }));
  await see(phone.page.getByText(OVER));
  await phone.follow(phone.button("Làm cho mình"));
  await phone.arrive(/^\/my$/, "Hồ sơ của tôi");
  await gone(phone.page.locator(".acting"));
  await absent(phone.page.locator(`a[href="/drafts/${draft}"]`), "what belongs to the company");
  await toldAsToAnybody(phone, code);
}

/** That it is under way, and nothing else. */
async function toldAsToAnybody(phone, code) {
  await phone.open(`/track/${code}`);
  await phone.arrive(/^\/track\//, "Hồ sơ đến đâu rồi");
}

/** Files from the review, and gets a receipt with both names; answers the code of the dossier. */
async function files(screen, draft, person) {
  await screen.open(`/drafts/${draft}/review`);
  await screen.follow(screen.button("Nộp hồ sơ"));
  await screen.arrive(/^\/track\/[^/]+\/receipt$/, "Đã nộp hồ sơ");
  await bothNames(screen, person, FIRM);
  return new URL(screen.page.url()).pathname.split("/")[2];
}

/** The owner sees all of it, and who filed what. */
async function onTheBoard(owner, filings) {
  const { page } = owner;
  await owner.open("/business");
  for (const { person, code } of filings) await see(row(owner, `/track/${code}`).filter({ hasText: person.name }));
  const [{ person, code }] = filings;
  await page.getByLabel("Người nộp").selectOption({ label: person.name });
  await owner.follow(owner.button("Lọc"));
  await owner.arrive(/^\/business\?.*person=/, "Hồ sơ của tổ chức");
  const others = page.locator("tbody tr").filter({ hasNotText: person.name });
  await until("nobody else's are shown", async () => (await others.count()) === 0);
  await owner.follow(row(owner, `/track/${code}`).getByRole("link"));
  await owner.arrive(new RegExp(`^/track/${code}$`), RULES.name);
  await bothNames(owner, person, FIRM);
  await see(page.getByText(`${person.name}, ${FIRM.name}`));
}

/** The officers see for whom it was filed, and who did. */
async function atTheDesk(stage, filings) {
  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.oneStop);
  for (const { code } of filings) await see(row(desk, `/desk/${code}`).filter({ hasText: FIRM.name }));
  for (const { person, code } of filings) {
    await desk.open(`/desk/${code}`);
    await bothNames(desk, person, FIRM);
  }
}

const row = (screen, href) => screen.page.locator("tbody tr", { has: screen.page.locator(`a[href="${href}"]`) });
