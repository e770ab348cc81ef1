// Files still on their way when somebody goes on: nothing is filed without them.

import assert from "node:assert/strict";
import { BIRTH } from "../lib/cases.mjs";
import { forInput } from "../lib/files.mjs";
import { PEOPLE, Post } from "../lib/post.mjs";
import { gone, see } from "../lib/see.mjs";
import { slot } from "../pages/draft.mjs";

export const name = "underway";
/** Without Wasm a file is sent by its form, and the page waits for it. */
export const modes = ["full"];

export async function run(stage) {
  const { photo, scan, pdf } = stage.files;
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.lan);
  const draft = await applicant.write({ ...BIRTH, files: [["birth_notice", photo]] });
  await phone.open(`/drafts/${draft}/files`);
  const line = await slowLine(phone);
  await slot(phone, BIRTH.paper).locator("input[type=file]").setInputFiles([scan, pdf].map(forInput));
  await see(slot(phone, BIRTH.paper).getByText("Đang chờ"));
  await phone.follow(phone.link("Tiếp tục"));
  await phone.arrive(/\/review$/, "Xem lại và nộp");
  await see(phone.page.getByText("Số tệp còn đang gửi: 2"));
  assert(await phone.button("Nộp hồ sơ").isDisabled(), "filing waits for the files");

  // Back among the papers they are shown on their way, on a page that came fresh from the server.
  await phone.page.goBack();
  await phone.arrive(/\/files$/);
  await see(slot(phone, BIRTH.paper).getByText("Đang chờ"));
  await phone.follow(phone.link("Tiếp tục"));
  await phone.arrive(/\/review$/, "Xem lại và nộp");

  line.open();
  await gone(phone.page.getByText("Số tệp còn đang gửi"));
  for (const file of [photo, scan, pdf]) await see(phone.page.getByText(file.name));
  await phone.follow(phone.button("Nộp hồ sơ"));
  await phone.arrive(/\/receipt$/, "Đã nộp hồ sơ");
  assert.equal(await phone.page.locator("tbody tr").count(), 3, "all three are part of the dossier");
}

/** No upload arrives before the line is opened. */
async function slowLine(phone) {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  await phone.page.route("**/files/drafts/**", async (route) => {
    await opened;
    await route.continue();
  });
  return { open };
}
