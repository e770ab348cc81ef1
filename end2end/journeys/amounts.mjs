// Amounts of money and tax codes: how they are typed, judged and shown again.

import assert from "node:assert/strict";
import { ENTERPRISE } from "../lib/cases.mjs";
import { Post } from "../lib/post.mjs";
import { see, until } from "../lib/see.mjs";
import { reviewShows, start } from "../pages/draft.mjs";
import { answer, complete, errorAt, goOn, typed } from "../pages/form.mjs";

export const name = "amounts";

export async function run(stage) {
  const screen = await stage.phone();
  const draft = await start(screen, ENTERPRISE.procedure);
  const { filer, capital, ...others } = ENTERPRISE.sections;
  await taxCode(screen, filer);
  await Post.of(screen).fill(draft.split("/").pop(), others);
  await screen.open(`${draft}/s/capital`);
  await money(screen, capital);
  await screen.open(`${draft}/review`);
  for (const [label, value] of [
    ["Mã số thuế của hộ kinh doanh", "3702145001-001"],
    ["Vốn đầu tư", "500.000.000 đ"],
    ["Vốn ghi bằng chữ", "Năm trăm triệu đồng"],
    ["Đồng Việt Nam", "420.000.000 đ"],
    ["Vàng (quy ra đồng)", "80.000.000 đ"],
    ["Cộng các loại tài sản", "500.000.000 đ"],
  ]) {
    await reviewShows(screen, label, value);
  }
}

/** A digit that somebody mistyped is noticed; a branch may be written as people write it. */
async function taxCode(screen, { household_tax_code: good, ...others }) {
  for (const [key, value] of Object.entries(others)) await answer(screen, key, value);
  // Without Wasm the question comes once it is known who founds.
  if (!screen.stage.full) {
    await goOn(screen);
    await screen.arrive(/\/s\/filer\?check=1$/);
  }
  for (const [bad, words] of [
    ["37021450", "Mã số thuế có 10, 12 hoặc 13 chữ số"],
    ["3702145002", "Mã số thuế chưa đúng"],
  ]) {
    await answer(screen, "household_tax_code", bad);
    await goOn(screen);
    await see(errorAt(screen, "household_tax_code").filter({ hasText: words }));
    assert.equal(await typed(screen, "household_tax_code"), bad, "what was typed is still there");
  }
  await complete(screen, { household_tax_code: good }, /\/s\/owner$/);
}

async function money(screen, { capital, ...others }) {
  for (const [bad, words] of [
    ["năm trăm triệu", "Vốn đầu tư: nhập số nguyên, chỉ dùng chữ số"],
    ["0", "Vốn đầu tư phải từ 1 trở lên"],
  ]) {
    await answer(screen, "capital", bad);
    await goOn(screen);
    await see(errorAt(screen, "capital").filter({ hasText: words }));
    assert.equal(await typed(screen, "capital"), bad, "what was typed is still there");
  }
  // The amount comes back with its thousands apart: with Wasm when the field is left, without on the next page.
  await answer(screen, "capital", capital);
  await answer(screen, "capital_split", others.capital_split);
  if (!screen.stage.full) {
    await goOn(screen);
    await screen.arrive(/\/s\/capital\?check=1$/);
  }
  await until("the thousands are set apart", async () => (await typed(screen, "capital")) === "500.000.000");

  // More than the whole is told at the whole, and its parts stay as they were typed.
  await answer(screen, "capital_cash", "900.000.000");
  await goOn(screen);
  await see(errorAt(screen, "capital").filter({ hasText: "không được lớn hơn vốn đầu tư" }));
  assert.equal(await typed(screen, "capital_cash"), "900.000.000");
  await complete(screen, others, /\/s\/people$/);
}
