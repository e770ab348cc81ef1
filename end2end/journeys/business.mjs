// A business: its owner invites somebody, and what they file is on the board, in tables and in a calendar. What its staff may
// not do is in staff.mjs.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { actFor, bothNames } from "../lib/firm.mjs";
import { PEOPLE, Post } from "../lib/post.mjs";
import { absent, see, until } from "../lib/see.mjs";
import { chooseCitizen } from "../pages/people.mjs";

export const name = "business";

const FIRM = { id: "demo-co-khi", name: "Công ty TNHH Cơ khí Bình An", taxCode: "0301234562" };
const OWNER = { id: "demo-mai", name: "Vũ Thị Mai" };
/** What the invited may do: what they file below, and something else. */
const GRANTED = [SIGNATURE.procedure, "2.000635"];
/** Who is invited; each mode has a person of its own, because nobody is invited twice. */
const INVITED = { nojs: PEOPLE.hoa, nowasm: PEOPLE.nam, full: PEOPLE.lan };

export async function run(stage) {
  const person = INVITED[stage.mode];
  const desk = await stage.desk();
  await actFor(desk, OWNER, FIRM);
  await declines(await stage.phone(), person, await invites(desk, person));
  await desk.open("/business");
  const link = await invites(desk, person);
  const phone = await stage.phone();
  await accepts(phone, person, link);

  const code = await Post.of(phone).apply(SIGNATURE);
  await isSigned(phone, code, person);
  await seesItOnTheBoard(desk, code, person);
  await takesItAlong(desk, code);
  await calendar(phone, code);
}

async function invites(desk, person) {
  const { page, stage } = desk;
  stage.watch.tolerate(422);
  await desk.follow(desk.link("Người làm thay"));
  await desk.arrive(/^\/business\/members$/, "Người làm thay tổ chức");
  await desk.follow(desk.link("Mời thêm người"));
  await desk.arrive(/^\/business\/members\/invite$/, "Mời người làm thay");
  await page.getByLabel("Họ và tên").fill(person.name);
  await desk.follow(desk.button("Tạo lời mời"));
  await see(page.locator("fieldset.invalid", { hasText: "Hãy đánh dấu ít nhất một thủ tục." }));
  assert.equal(await page.getByLabel("Họ và tên").inputValue(), person.name, "what was typed is still there");
  for (const code of GRANTED) await page.locator(`input[name="procedures[p${code}]"]`).check();
  await page.getByLabel("Phí, lệ phí cao nhất").fill("50.000");
  await desk.follow(desk.button("Tạo lời mời"));
  await desk.arrive(/^\/business\/members\/invited\/[^/]+$/, "Đã tạo lời mời");
  return page.locator(".secret-link").innerText();
}

/** Who was asked by mistake says no, and the owner's list has it no longer. */
async function declines(phone, person, link) {
  const path = new URL(link).pathname;
  await phone.open(`/sign-in?next=${path}`);
  await chooseCitizen(phone, person);
  await phone.arrive(/^\/business\/invitation\//, "Lời mời làm hồ sơ thay tổ chức");
  phone.stage.watch.tolerate(409);
  await phone.follow(phone.button("Không nhận"));
  await phone.arrive(/^\/business\/invitation\//, "Lời mời không còn dùng được");
}

async function accepts(phone, person, link) {
  const path = new URL(link).pathname;
  await phone.open(path);
  await phone.arrive(/^\/business\/invitation\//, "Lời mời làm hồ sơ thay tổ chức");
  await see(phone.page.getByText(FIRM.name));
  await see(phone.page.getByText("Đến 50.000 đ"));
  await absent(phone.page.getByText("Mọi thủ tục"), "a right to everything");
  await phone.follow(phone.link("Đăng nhập để nhận lời"));
  await phone.arrive(/^\/sign-in\?next=/, "Đăng nhập");
  await chooseCitizen(phone, person);
  await phone.arrive(/^\/business\/invitation\//, "Lời mời làm hồ sơ thay tổ chức");
  await phone.follow(phone.button("Nhận lời"));
  await phone.arrive(/^\/business$/, "Hồ sơ của tổ chức");
  await see(phone.page.locator(".acting", { hasText: FIRM.name }));
  phone.stage.watch.tolerate(409);
  await phone.open(path);
  await phone.arrive(/^\/business\/invitation\//, "Lời mời không còn dùng được");
}

/** By both, on the receipt and on the page of the dossier. */
async function isSigned(phone, code, person) {
  for (const path of [`/track/${code}/receipt`, `/track/${code}`]) {
    await phone.open(path);
    await bothNames(phone, person, FIRM);
  }
  await see(phone.page.getByText(`${person.name}, ${FIRM.name}`));
}

async function seesItOnTheBoard(desk, code, person) {
  const { page } = desk;
  await desk.open("/business");
  await page.getByLabel("Tìm mã, tên").fill(code.toLowerCase());
  await page.getByLabel("Tình trạng").selectOption("filed");
  await desk.follow(desk.button("Lọc"));
  await desk.arrive(/^\/business\?q=/, "Hồ sơ của tổ chức");
  const row = page.locator("tbody tr");
  await until("one dossier is found", async () => (await row.count()) === 1);
  await see(row.filter({ hasText: "Mới đăng ký" }).filter({ hasText: person.name }));

  await page.getByText("Lưu cách xem này").click();
  await page.getByLabel("Tên", { exact: true }).fill(`Của ${person.name}`);
  await desk.follow(desk.button("Lưu"));
  await see(page.getByRole("navigation", { name: "Cách xem đã lưu" }).getByRole("link", { name: `Của ${person.name}` }));
  await desk.open("/business");
  await desk.follow(desk.link(`Của ${person.name}`));
  await desk.arrive(/^\/business\?.*status=filed/, "Hồ sơ của tổ chức");
  await until("the kept view finds it", async () => (await row.count()) === 1);
  await desk.follow(desk.button("Bỏ cách xem này"));
  await desk.arrive(/^\/business$/, "Hồ sơ của tổ chức");
}

async function takesItAlong(desk, code) {
  const csv = await desk.fetch(`/business/export.csv?q=${code}`);
  assert.equal(csv.type, "text/csv; charset=utf-8");
  assert.equal(csv.body.toString("utf8").trimEnd().split("\r\n").length, 2);
  const xlsx = await desk.fetch(`/business/export.xlsx?q=${code}`);
  assert.equal(xlsx.body.subarray(0, 2).toString("latin1"), "PK");
}

/** A calendar of one's own, which ends with its address. */
async function calendar(phone, code) {
  await phone.open("/business/calendar");
  await phone.follow(phone.button("Tạo địa chỉ"));
  const address = phone.page.locator(".secret-link");
  await see(address);
  const path = new URL(await address.innerText()).pathname;
  const calendar = await phone.fetch(path);
  assert.equal(calendar.type, "text/calendar; charset=utf-8");
  const text = calendar.body.toString("utf8").replaceAll("\r\n ", "");
  assert(text.includes(`UID:${code}@`), text);
  await phone.follow(phone.button("Hủy địa chỉ"));
  await see(phone.button("Tạo địa chỉ"));
  assert.equal((await phone.fetch(path)).status, 404);
}
