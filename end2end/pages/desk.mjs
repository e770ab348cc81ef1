// The officers' desk.

import assert from "node:assert/strict";
import { see } from "../lib/see.mjs";

export async function openDossier(screen, code) {
  await screen.follow(screen.page.locator(`a[href="/desk/${code}"]`));
  await screen.arrive(new RegExp(`^/desk/${code}$`));
  await see(screen.page.locator(".desk-head"));
}

/** The inbox is in order of deadline. */
export async function inOrder(screen) {
  await see(screen.page.getByRole("table"));
  const deadlines = await screen.page.locator("table tbody time").evaluateAll((times) => times.map((time) => time.dateTime));
  const sorted = [...deadlines].sort();
  assert.deepEqual(deadlines, sorted, "the most urgent comes first");
}

export const status = (screen, word) => see(screen.page.locator(".desk-head .tag", { hasText: word }));

/** What can be pressed; folded forms are named by their fold. */
export async function offered(screen) {
  const panel = screen.page.locator(".action-panel");
  if ((await panel.count()) === 0) return [];
  const buttons = await panel.locator("form > .button-row > button").allTextContents();
  return buttons.map((name) => name.trim()).filter(Boolean);
}

/** Opens a folded form. */
export async function unfold(screen, summary) {
  await screen.page.locator("summary", { hasText: summary }).first().click();
}

/** Titles of the statutory papers, on paper in capitals and on pages not. */
export const MAU_01 = /^giấy tiếp nhận hồ sơ/i;
export const MAU_02 = /^phiếu yêu cầu bổ sung/i;
export const MAU_03 = /^phiếu từ chối tiếp nhận/i;
export const MAU_04 = /^văn bản xin lỗi/i;
export const MAU_05 = /^thông báo dừng giải quyết/i;

/** The latest paper with this title, as a path. */
export async function issuedPaper(screen, title) {
  const link = screen.page.getByRole("link", { name: title });
  await see(link);
  return link.last().getAttribute("href");
}
