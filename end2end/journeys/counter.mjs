// A clerk takes in what somebody brings to the counter: complete it is accepted at once, incomplete it is asked about, and
// what is missing is brought later.

import assert from "node:assert/strict";
import { OFFICERS, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { attach, card } from "../pages/draft.mjs";
import { complete } from "../pages/form.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "counter";

const COPY = "2.000908";
const PROOF = { id: "relation_paper" };
/** Each mode serves a person of its own. */
const BRINGERS = {
  nojs: { name: "Phạm Văn Bình", number: "074 090 111 201" },
  nowasm: { name: "Phạm Văn Chín", number: "074 090 111 202" },
  full: { name: "Phạm Văn Dũng", number: "074 090 111 203" },
};

export async function run(stage) {
  const desk = await stage.desk();
  const bringer = BRINGERS[stage.mode];
  await becomeOfficer(desk, OFFICERS.oneStop);
  await begins(desk, bringer);
  const code = await acceptedAtOnce(desk, bringer);
  assert.match(code, /^H09\./);
  await desk.open("/desk/counter");
  await starts(desk, bringer);
  await cameOtherwise(desk);
  await missesThePaper(desk, bringer);
  await wasMistyped(desk, bringer);
}

/** Bad input is told at its field, and nothing that was typed is lost. */
async function begins(desk, bringer) {
  const { page } = desk;
  desk.stage.watch.tolerate(422);
  await desk.open("/desk");
  await desk.follow(desk.link("Tiếp nhận hồ sơ giấy"));
  await desk.arrive(/^\/desk\/counter$/, "Tiếp nhận hồ sơ giấy");
  await page.getByLabel("Thủ tục", { exact: true }).selectOption(COPY);
  await page.getByLabel("Họ, chữ đệm, tên người nộp").fill(bringer.name);
  await page.getByLabel("Số định danh cá nhân", { exact: true }).fill("07409011");
  await desk.follow(desk.button("Bắt đầu nhập"));
  await see(page.locator(".field.invalid", { hasText: "Số định danh cá nhân có 12 chữ số." }));
  assert.equal(await page.getByLabel("Họ, chữ đệm, tên người nộp").inputValue(), bringer.name, "what was typed is still there");
  assert.equal(await page.getByLabel("Thủ tục", { exact: true }).inputValue(), COPY, "what was chosen, too");
  await page.getByLabel("Số định danh cá nhân", { exact: true }).fill(bringer.number);
  await page.getByLabel("Nhập lại số định danh cá nhân").fill(bringer.number);
  await desk.follow(desk.button("Bắt đầu nhập"));
  await desk.arrive(/^\/drafts\/[^/]+$/);
  await see(page.getByText("Nhập thay cho").filter({ hasText: bringer.name }));
}

async function starts(desk, bringer) {
  const { page } = desk;
  await page.getByLabel("Thủ tục", { exact: true }).selectOption(COPY);
  await page.getByLabel("Qua bưu chính", { exact: true }).check();
  await page.getByLabel("Họ, chữ đệm, tên người nộp").fill(bringer.name);
  await page.getByLabel("Số định danh cá nhân", { exact: true }).fill(bringer.number);
  await page.getByLabel("Nhập lại số định danh cá nhân").fill(bringer.number);
  await desk.follow(desk.button("Bắt đầu nhập"));
  await desk.arrive(/^\/drafts\/[^/]+$/);
}

/** How it came can be mended, and a letter has its day. */
async function cameOtherwise(desk) {
  const { page } = desk;
  const draft = new URL(page.url()).pathname;
  const banner = (words) => see(page.locator(".notice", { hasText: "Nhập thay cho" }).filter({ hasText: words }));
  await banner("gửi qua bưu chính");
  for (const [way, words] of [["Nộp tại quầy", "nộp tại quầy"], ["Qua bưu chính", "gửi qua bưu chính, đến ngày"]]) {
    await desk.open(draft);
    await desk.follow(desk.link("Sửa người nộp, cách nộp"));
    await desk.arrive(/^\/desk\/counter\/[^/]+$/, "Sửa người nộp");
    await page.getByText("Nộp bằng cách khác").click();
    await page.getByLabel(way, { exact: true }).check();
    await desk.follow(desk.button("Sửa cách nộp"));
    await desk.arrive(/^\/drafts\/[^/]+$/);
    await banner(words);
  }
}

async function keysIn(desk, bringer, relation) {
  const { page } = desk;
  const draft = new URL(page.url()).pathname;
  const person = { requester_name: bringer.name, requester_birth_date: { day: "2", month: "3", year: "1990" } };
  await desk.open(`${draft}/s/requester`);
  await complete(desk, { applicant_relation: relation, ...person }, /\/s\/record$/);
  await Post.of(desk).fill(draft.split("/").pop(), { record: { record_name: "Bằng tốt nghiệp", holder_name: "Phạm Văn An", copies_count: "1" } });
  await desk.open(`${draft}/review`);
  await see(page.locator("dl.summary", { hasText: "Bằng tốt nghiệp" }));
  return draft;
}

async function acceptedAtOnce(desk, bringer) {
  await keysIn(desk, bringer, "holder");
  await desk.follow(desk.button("Tiếp nhận"));
  await desk.arrive(/^\/desk\/H09\./);
  const code = new URL(desk.page.url()).pathname.split("/").pop();
  await see(desk.page.getByText("Được tiếp nhận").first());
  await see(desk.page.getByText(bringer.name).first());
  return code;
}

async function missesThePaper(desk, bringer) {
  const { page } = desk;
  const draft = await keysIn(desk, bringer, "family");
  await desk.follow(desk.button("Ghi nhận hồ sơ chưa đủ"));
  await desk.arrive(/^\/desk\/H09\./);
  const path = new URL(page.url()).pathname;
  await see(page.getByText("Mới đăng ký").first());
  const asked = { code: path.split("/").pop(), [`reasons[paper:${PROOF.id}]`]: "Nộp giấy tờ chứng minh quan hệ" };
  await Post.of(desk).form("/fn/ask_supplement", asked);

  // He sends the paper, and it is keyed in.
  await desk.open(path);
  await desk.follow(desk.link("Nhập phần bổ sung"));
  await desk.arrive(/^\/drafts\/[^/]+$/);
  await desk.open(`${draft}/files`);
  await attach(desk, PROOF, desk.stage.files.pdf);
  await see(card(desk, PROOF, desk.stage.files.pdf.name));
  await desk.open(`${draft}/s/received`);
  await desk.arrive(/\/s\/received$/, "Giấy tờ đã nhận");
  await page.getByLabel("Bản chính", { exact: true }).check();
  await desk.follow(desk.button("Tiếp tục"));
  await desk.arrive(/\/s\/where$/);
  // Somebody else goes on with it from the list of what is not finished, and changes it while the first looks at it.
  await desk.open("/desk/counter");
  await see(desk.link(`Bổ sung của ${path.split("/").pop()}`));
  await desk.open(`${draft}/review`);
  await see(page.getByText("Bản chính", { exact: true }));
  desk.stage.watch.tolerate(409);
  await Post.of(desk).fill(draft.split("/").pop(), { record: { record_name: "Bằng tốt nghiệp", holder_name: "Phạm Văn An", copies_count: "2" } });
  await desk.follow(desk.button("Ghi nhận bổ sung"));
  await see(page.getByText("Hồ sơ vừa được sửa ở nơi khác").first());
  await desk.open(`${draft}/review`);
  await desk.follow(desk.button("Ghi nhận bổ sung"));
  await desk.arrive(/^\/desk\/H09\./);
  await desk.follow(desk.button("Tiếp nhận"));
  await see(page.getByText("Được tiếp nhận").first());
}

/** The name that was typed at the counter is mended, with a reason, and nobody types the number only once. */
async function wasMistyped(desk, bringer) {
  const { page } = desk;
  await desk.follow(desk.link("Sửa người nộp ghi nhầm"));
  await desk.arrive(/^\/desk\/counter\/[^/]+$/, "Sửa người nộp");
  const name = page.getByLabel("Họ, chữ đệm, tên người nộp");
  assert.equal(await name.inputValue(), bringer.name);
  await name.fill(`${bringer.name} Em`);
  await page.getByLabel("Số định danh cá nhân", { exact: true }).fill(bringer.number);
  await page.getByLabel("Nhập lại số định danh cá nhân").fill(bringer.number);
  await desk.follow(desk.button("Sửa người nộp"));
  await see(page.locator(".field.invalid", { hasText: "Lý do sửa" }));
  assert.equal(await name.inputValue(), `${bringer.name} Em`, "what was typed is still there");
  await page.getByLabel("Lý do sửa").fill("Nhập sai tên");
  await desk.follow(desk.button("Sửa người nộp"));
  await desk.arrive(/^\/desk\/H09\./);
  await see(page.locator("dl.summary", { hasText: `${bringer.name} Em` }));
  await see(page.getByText("Đã sửa tên người nộp ghi sai").first());
  await see(page.getByText(`${bringer.name} → ${bringer.name} Em`).first());
}
