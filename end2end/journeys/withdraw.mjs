// The applicant wants the dossier back, and the office stops.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { MAU_05, issuedPaper, offered, openDossier, status, unfold } from "../pages/desk.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "withdraw";

const REASON = "Tôi sẽ ký trực tiếp tại phòng công chứng.";

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.nam);
  const code = await applicant.apply(SIGNATURE);
  await phone.open(`/track/${code}`);
  await unfold(phone, "Rút hồ sơ");
  await phone.page.getByLabel("Lý do").fill(REASON);
  await phone.follow(phone.button("Rút hồ sơ"));
  await see(phone.page.locator(".tag", { hasText: "Công dân yêu cầu rút hồ sơ" }));

  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.oneStop);
  await openDossier(desk, code);
  await see(desk.page.locator(".action-panel", { hasText: REASON }));
  assert.deepEqual(await offered(desk), ["Xác nhận rút hồ sơ"], "nothing else is done with it");
  await desk.follow(desk.button("Xác nhận rút hồ sơ"));
  await status(desk, "Dừng xử lý");

  await phone.reload();
  await see(phone.page.locator(".tag", { hasText: "Dừng xử lý" }));
  await see(phone.page.locator(".due.ended", { hasText: "Đã dừng giải quyết theo yêu cầu" }));
  await phone.pdf(await issuedPaper(phone, MAU_05));
}
