// Refusing at intake: never without a reason, always in writing.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { MAU_03, issuedPaper, openDossier, status, unfold } from "../pages/desk.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "refuse";

const REASON = "Giấy tờ này do tổ chức hành nghề công chứng chứng nhận, theo Luật Công chứng.";

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.lan);
  const code = await applicant.apply(SIGNATURE);

  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  await unfold(desk, "Từ chối tiếp nhận");
  stage.watch.tolerate(422);
  stage.watch.tolerate(401);
  await desk.follow(desk.button("Từ chối tiếp nhận"));
  await see(desk.page.locator(".field.invalid .error"));
  await desk.page.getByLabel("Lý do từ chối").fill("   ");
  await desk.follow(desk.button("Từ chối tiếp nhận"));
  await see(desk.page.locator(".field.invalid .error", { hasText: "Hãy ghi lý do." }));
  await status(desk, "Mới đăng ký");
  await desk.page.getByLabel("Lý do từ chối").fill(REASON);
  await Post.of(desk).form("/fn/sign_out", {});
  await desk.follow(desk.button("Từ chối tiếp nhận"));
  await signInAgain(desk, code);
  await see(desk.page.getByLabel("Lý do từ chối"));
  assert.equal(await desk.page.getByLabel("Lý do từ chối").inputValue(), REASON, "what was typed is still there");
  await desk.follow(desk.button("Từ chối tiếp nhận"));
  await status(desk, "Không được tiếp nhận");
  await desk.pdf(await issuedPaper(desk, MAU_03));

  await phone.open("/my");
  await phone.follow(phone.page.locator(`a[href="/track/${code}"]`));
  await phone.arrive(new RegExp(`^/track/${code}$`));
  await see(phone.page.locator(".tag", { hasText: "Không được tiếp nhận" }));
  await see(phone.page.locator(".due.ended", { hasText: REASON }));
  await see(phone.page.locator(".messages", { hasText: REASON }));
  await phone.pdf(await issuedPaper(phone, MAU_03));

  await phone.follow(phone.button("Nộp lại hồ sơ"));
  await phone.arrive(/^\/drafts\//);
  const draft = new URL(phone.page.url()).pathname.split("/")[2];
  await phone.open(`/drafts/${draft}/review`);
  await phone.follow(phone.button("Nộp hồ sơ"));
  await phone.arrive(/^\/track\/.*\/receipt$/);
  assert(!phone.page.url().includes(code), "it is a new dossier");
}

/** Without Wasm the page leads to the sign-in and back; with it the form stays, and one signs in beside it. */
async function signInAgain(desk, code) {
  if (!desk.stage.full) {
    await desk.arrive(/^\/sign-in/, "Đăng nhập");
    await desk.follow(desk.page.locator(`button[value="${desk.stage.officerId(OFFICERS.oneStop)}"]`));
    await desk.arrive(new RegExp(`^/desk/${code}$`));
    return;
  }
  await see(desk.page.getByText("Hãy đăng nhập để tiếp tục."));
  const beside = await desk.context.newPage();
  await beside.goto("/sign-in");
  await beside.locator(`button[value="${desk.stage.officerId(OFFICERS.oneStop)}"]`).click();
  await beside.waitForURL(/\/desk$/);
  await beside.close();
}
