// Being told: an address confirmed by its link, the inbox and the mails, and the count that falls by reading.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { absent, see, until } from "../lib/see.mjs";

export const name = "notices";

/** Each mode has a person of its own, so that journeys side by side do not count each other's notices. */
const PERSON = { nojs: PEOPLE.hoa, nowasm: PEOPLE.nam, full: PEOPLE.lan };

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PERSON[stage.mode]);
  const address = `${stage.mode}@example.vn`;
  await givesAddress(phone, address);

  const code = await applicant.apply(SIGNATURE);
  const officer = await Post.alone(stage);
  await officer.becomeOfficer(OFFICERS.oneStop);
  await officer.form("/fn/ask_supplement", { code, "reasons[requester_name]": "Ghi đủ họ, chữ đệm và tên." });
  await isTold(phone, code, address);
}

async function givesAddress(phone, address) {
  const { page, stage } = phone;
  await phone.open("/my/notices");
  await phone.follow(phone.link("Nhận cả qua thư điện tử, chọn tin nhận"));
  await phone.arrive(/^\/my\/settings$/, "Cách nhận thông báo");
  stage.watch.tolerate(422);
  await page.getByLabel("Địa chỉ mới").fill("khong-phai");
  await phone.follow(phone.button("Gửi liên kết xác nhận"));
  await see(page.getByText("Địa chỉ thư điện tử không đúng."));
  assert.equal(await page.getByLabel("Địa chỉ mới").inputValue(), "khong-phai", "what was typed is still there");
  await page.getByLabel("Địa chỉ mới").fill(address);
  await phone.follow(phone.button("Gửi liên kết xác nhận"));
  await see(page.getByText("Đã gửi một liên kết đến"));

  await phone.open("/admin/mail");
  await phone.follow(mail(page, address, "xác nhận địa chỉ").getByRole("link", { name: "Mở liên kết trong thư" }));
  await phone.arrive(/^\/my\/settings\/confirm\/[^/]+$/, "Xác nhận địa chỉ thư điện tử");
  await phone.follow(phone.button("Xác nhận"));
  await phone.arrive(/^\/my\/settings$/, "Cách nhận thông báo");
  await see(page.getByText("Thư gửi đến"));
}

async function isTold(phone, code, address) {
  const { page } = phone;
  await phone.open("/my/notices");
  const inbox = page.locator(".message", { hasText: code });
  await see(inbox.filter({ hasText: "Bạn cần bổ sung hồ sơ. Hạn bổ sung đến" }));
  await see(inbox.filter({ hasText: "Hệ thống đã nhận hồ sơ của bạn." }));
  const count = async () => Number(/\((\d+)\)/.exec(await page.locator('header a[href="/my/notices"]').innerText())?.[1] ?? 0);
  const marks = () => page.locator(".message").getByText("Chưa đọc", { exact: true }).count();
  assert((await count()) >= 2, `two notices are unread, not ${await count()}`);
  assert.equal(await count(), await marks());

  await until("the mail was sent", async () => {
    await phone.open("/admin/mail");
    return (await supplementMail(page, address).filter({ hasText: "Đã gửi" }).count()) === 1;
  });
  assert.equal(await mail(page, address, code).count(), 2, "one mail for each notice that was chosen");
  await phone.follow(supplementMail(page, address).getByRole("link", { name: "Mở liên kết trong thư" }));
  await phone.arrive(new RegExp(`^/track/${code}$`));
  await see(page.getByText("Ghi đủ họ, chữ đệm và tên."));
  await phone.open("/my/notices");
  assert.equal(await count(), await marks(), "the count has fallen");
  await absent(page.locator(".message", { hasText: code }).getByText("Chưa đọc"), "an unread mark");
}

const mail = (page, address, words) => page.locator(".message", { hasText: address }).filter({ hasText: words });
const supplementMail = (page, address) => mail(page, address, "Bạn cần bổ sung hồ sơ");
