// The e-form of a draft: sections with questions, answered in every mode.

import assert from "node:assert/strict";
import { see, until } from "../lib/see.mjs";

export const control = (screen, key) => screen.page.locator(`[name="answers[${key}]"]`);

const asked = async (screen, key) =>
  (await screen.page.locator(`[name="answers[${key}]"], [name="answers[${key}.day]"], [name="answers[${key}.province]"]`).count()) > 0;

/** Answers all questions of the section on the screen and goes on to `next`. */
export async function complete(screen, answers, next) {
  const rest = new Map(Object.entries(answers));
  while (rest.size > 0) {
    const before = rest.size;
    for (const [key, value] of [...rest]) {
      // A question that depends on an answer above it comes at once with Wasm, and after saving without.
      if (!screen.stage.full && !(await asked(screen, key))) continue;
      await answer(screen, key, value);
      rest.delete(key);
    }
    if (rest.size === 0) break;
    assert(rest.size < before, `never asked: ${[...rest.keys()]}`);
    await goOn(screen);
    await screen.arrive(/\?check=1$/);
  }
  await goOn(screen);
  await screen.arrive(next);
}

/** Presses the main button of the section, which is the first of its row. */
export async function goOn(screen) {
  await screen.follow(screen.page.locator('.button-row button[form="section-form"]').first());
}

/** Answers one question. */
export async function answer(screen, key, value) {
  if (value.province) return address(screen, key, value);
  if (value.day) {
    for (const part of ["day", "month", "year"]) await control(screen, `${key}.${part}`).fill(value[part]);
    return undefined;
  }
  const field = control(screen, key).first();
  await field.waitFor();
  const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
  if (kind === "radio") return screen.page.locator(`[name="answers[${key}]"][value="${value}"]`).check();
  if (kind === "select") return field.selectOption(value);
  return field.fill(value);
}

/** The two levels: the communes come after the province, at once or by a button. */
async function address(screen, key, { province, commune, street }) {
  await control(screen, `${key}.province`).selectOption(province);
  if (!screen.stage.full) {
    await screen.follow(screen.page.locator(`[id="f-${key}"]`).getByRole("button", { name: "Hiện danh sách xã, phường" }));
  }
  const communes = control(screen, `${key}.commune`);
  await until(`the communes of ${province} are listed`, async () => (await communes.locator("option").count()) > 10);
  await communes.selectOption(commune);
  await control(screen, `${key}.street`).fill(street);
}

/** What a field shows. */
export const typed = (screen, key) => control(screen, key).inputValue();

/** Runs in the page. */
function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** The error summary: every line is a link to a field that is there, and following it goes to that field. */
export async function summaryLeadsToFields(screen) {
  const summary = screen.page.locator(".error-summary");
  await see(summary.getByRole("heading", { name: /^Có \d+ chỗ cần sửa$/ }));
  const links = summary.getByRole("link");
  const targets = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href").split("#")[1]));
  assert(targets.length > 0, "the summary names the errors");
  for (const id of targets) {
    assert.equal(await screen.page.locator(`[id="${id}"]`).count(), 1, `the summary leads to #${id}`);
  }
  await until("the summary is on the screen", () => summary.evaluate(onScreen));
  await links.first().click();
  await until("the address names the field", () => screen.page.url().endsWith(`#${targets[0]}`));
  await until("the field is on the screen", () => screen.page.locator(`[id="${targets[0]}"]`).evaluate(onScreen));
  if (screen.stage.full) {
    await until("the cursor is in the field", () => screen.page.evaluate((id) => document.activeElement?.id === id, targets[0]));
  }
  return targets.length;
}

export const errorAt = (screen, key) => screen.page.locator(`[id="f-${key}-error"]`);
