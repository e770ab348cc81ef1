// Messages: a question with a photo, an answer from a template, receipts on both sides, and a note that stays inside.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { forInput } from "../lib/files.mjs";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { absent, see, until } from "../lib/see.mjs";
import { openDossier, unfold } from "../pages/desk.mjs";
import { becomeOfficer } from "../pages/people.mjs";

export const name = "messages";

/** Each mode has a person of its own, so that journeys side by side do not count each other's notices. */
const PERSON = { nojs: PEOPLE.hoa, nowasm: PEOPLE.nam, full: PEOPLE.lan };
const QUESTION = "Tôi đến trước giờ hẹn được không?";
const NOTE = "Nhờ Một cửa nhắn người nộp mang bản chính.";

export async function run(stage) {
  const phone = await stage.phone();
  const applicant = Post.of(phone);
  await applicant.become(PERSON[stage.mode]);
  const code = await applicant.apply(SIGNATURE);
  await asks(phone, code);

  const handler = await Post.alone(stage);
  await handler.becomeOfficer(OFFICERS.handling);
  await handler.form("/fn/leave_note", { code, words: NOTE });

  const desk = await stage.desk();
  await becomeOfficer(desk, OFFICERS.oneStop);
  await answers(desk, code);
  await reads(phone, code);
  await learnsThatItWasRead(desk, code);
  if (stage.full) await writesOnWhileItIsSent(phone, code);
}

const thread = (screen) => screen.page.locator("#messages");
const line = (screen, words) => thread(screen).locator("li.message", { hasText: words });

async function asks(phone, code) {
  const { page, stage } = phone;
  await phone.open(`/track/${code}`);
  stage.watch.tolerate(422);
  await unfold(phone, "Nhắn cho Bộ phận Một cửa");
  await phone.follow(phone.button("Gửi tin nhắn"));
  await see(thread(phone).getByText(stage.full ? "Hãy viết vào đây." : "Hãy viết vài chữ trước khi gửi."));

  // A file that is no picture is told at its field, and what was typed is still there.
  await page.getByLabel("Tin nhắn của bạn").fill(QUESTION);
  await page.locator("#message-files").setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("không phải") });
  await phone.follow(phone.button("Gửi tin nhắn"));
  await see(page.getByText("Chỉ nhận ảnh JPEG, PNG, WebP hoặc PDF.").first());
  assert.equal(await page.getByLabel("Tin nhắn của bạn").inputValue(), QUESTION);

  await page.locator("#message-files").setInputFiles(forInput(stage.files.photo));
  await phone.follow(phone.button("Gửi tin nhắn"));
  await see(line(phone, QUESTION).getByText("Chưa xem"));
  await see(line(phone, QUESTION).locator(".file img"));
  assert.equal(await page.getByLabel("Tin nhắn của bạn").inputValue(), "", "the form is ready for the next one");
  await phone.arrive(new RegExp(`^/track/${code}`));
}

async function answers(desk, code) {
  const { page } = desk;
  await desk.follow(page.getByRole("link", { name: /^Tin nhắn chờ trả lời/ }));
  await desk.arrive(/^\/desk\?filter=messages$/);
  await see(page.locator("tr", { hasText: code }).getByText("2 tin chờ trả lời"));
  await openDossier(desk, code);
  await see(line(desk, NOTE).getByText("Nội bộ, người nộp không thấy"));
  await see(line(desk, QUESTION).locator(".file img"));
  await see(thread(desk).getByText("Không đòi giấy tờ bằng tin nhắn."));

  const field = page.getByLabel("Trả lời người nộp");
  await takesTemplate(desk, field);
  assert((await field.inputValue()).includes(code), "the template knows the dossier");
  await field.fill(`${await field.inputValue()}\nBạn đến lúc nào trong giờ làm việc cũng được.`);
  await desk.follow(desk.button("Gửi cho người nộp"));
  await see(line(desk, "Bạn đến lúc nào trong giờ").getByText("Chưa xem"));
  assert.equal(await field.inputValue(), "", "the form is ready for the next one");
  await desk.open("/desk?filter=messages");
  await absent(page.locator("tr", { hasText: code }), "an answered dossier");
}

/// Where Wasm runs, the template is added to what the officer has begun to write.
async function takesTemplate(desk, field) {
  const { page } = desk;
  await page.getByLabel("Dùng mẫu có sẵn").selectOption({ label: "Đã xem tin, sẽ trả lời" });
  if (desk.stage.full) {
    await field.fill("Chào chị.");
    await desk.button("Lấy mẫu này").click();
    await until("the template is added", async () => (await field.inputValue()).startsWith("Chào chị.\n\n"));
    return;
  }
  await desk.follow(desk.button("Lấy mẫu này"));
  await desk.arrive(/template=received/);
  await see(page.locator("#message-received"));
}

async function reads(phone, code) {
  const { page } = phone;
  await phone.open("/my/notices");
  await see(page.locator(".message", { hasText: code }).filter({ hasText: "Bộ phận Một cửa đã nhắn tin cho bạn." }));
  await phone.open("/my");
  await phone.follow(page.locator(`a[href="/track/${code}#messages"]`, { hasText: "1 tin nhắn mới" }));
  await phone.arrive(new RegExp(`^/track/${code}$`));
  await see(line(phone, "Bạn đến lúc nào trong giờ").getByText("Mới", { exact: true }));
  await see(line(phone, QUESTION).getByText(/^Đã xem:/));
  await absent(thread(phone).getByText(NOTE), "an internal note");
  await phone.open("/my");
  await absent(page.locator(`a[href="/track/${code}#messages"]`), "an unread mark");
}

async function learnsThatItWasRead(desk, code) {
  await desk.open(`/desk/${code}`);
  await see(line(desk, "Bạn đến lúc nào trong giờ").getByText(/^Đã xem:/));
  // Whoever decides reads along, and has no way to write to the applicant.
  await becomeOfficer(desk, OFFICERS.handling);
  await desk.open(`/desk/${code}`);
  await see(line(desk, QUESTION));
  await absent(desk.button("Gửi cho người nộp"), "a form to write to the applicant");
  await unfold(desk, "Ghi chú cho Bộ phận Một cửa");
  await desk.page.getByLabel("Ghi chú", { exact: true }).fill("Đã rõ, cảm ơn.");
  await desk.follow(desk.button("Lưu ghi chú"));
  await see(line(desk, "Đã rõ, cảm ơn."));
}

/** On a slow line somebody goes on writing before the message has arrived. */
async function writesOnWhileItIsSent(phone, code) {
  const { page } = phone;
  await phone.open(`/track/${code}`);
  await unfold(phone, "Nhắn cho Bộ phận Một cửa");
  const field = page.getByLabel("Tin nhắn của bạn");
  await field.fill("Cảm ơn.");
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  await page.route("**/files/messages/*", async (route) => {
    await arrived;
    await route.continue();
  });
  await phone.button("Gửi tin nhắn").click();
  await field.fill("Cảm ơn. Tôi hỏi thêm một việc.");
  arrive();
  await see(line(phone, "Cảm ơn."));
  assert.equal(await field.inputValue(), "Cảm ơn. Tôi hỏi thêm một việc.", "what was written meanwhile stays");
  await page.unroute("**/files/messages/*");
}
