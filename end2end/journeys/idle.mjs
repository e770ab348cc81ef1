// Whoever does nothing for long is told before they are signed out, can go on, and loses nothing that they typed.

import assert from "node:assert/strict";
import { OFFICERS, PEOPLE, Post } from "../lib/post.mjs";
import { gone, see } from "../lib/see.mjs";

export const name = "idle";
/** The browser's half tells it. Without it what was typed is kept by the server when it is sent (journey `refuse`). */
export const modes = ["full"];

const SOON = "Đã lâu bạn không thao tác";
const OVER = "Bạn có thể đã được đăng xuất";
const STAY = "Tiếp tục làm việc";

export async function run(stage) {
  await officer(await stage.desk());
  await citizen(await stage.phone());
}

/** An officer has 15 minutes (law §9.3), and is told two minutes before the earliest end. */
async function officer(desk) {
  await Post.of(desk).becomeOfficer(OFFICERS.oneStop);
  await desk.context.clock.install();
  await desk.open("/desk/counter");
  const typed = desk.page.getByLabel("Họ, chữ đệm, tên người nộp");
  await typed.fill("Nguyễn Văn An");
  await desk.context.clock.fastForward("11:55");
  await gone(desk.page.getByText(SOON));
  await desk.context.clock.fastForward("00:10");
  await see(desk.page.getByRole("alert").getByText(SOON));
  await desk.page.getByRole("alert").getByRole("button", { name: STAY }).click();
  await gone(desk.page.getByText(SOON));
  await goesOnInAnotherTab(desk);

  await desk.context.clock.fastForward("14:30");
  await see(desk.page.getByText(OVER));
  await see(desk.page.getByRole("alert").getByRole("link", { name: "Đăng nhập lại" }));
  assert.equal(await typed.inputValue(), "Nguyễn Văn An", "what was typed is still there");
}

/** All tabs have one session: who works in another is not idle here. */
async function goesOnInAnotherTab(desk) {
  const first = desk.page;
  await desk.context.clock.fastForward("11:00");
  await desk.newPage();
  await desk.open("/desk");
  await desk.page.close();
  desk.page = first;
  await desk.context.clock.fastForward("02:00");
  await gone(first.getByText(SOON));
}

/** A citizen has 30 minutes. */
async function citizen(phone) {
  await Post.of(phone).become(PEOPLE.hoa);
  await phone.context.clock.install();
  await phone.open("/my");
  await phone.context.clock.fastForward("26:50");
  await gone(phone.page.getByText(SOON));
  await phone.context.clock.fastForward("00:20");
  await see(phone.page.getByText(SOON));
}
