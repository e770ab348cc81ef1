// Signing in with a password, and the account page of an officer.

import { see } from "../lib/see.mjs";

/** Types name and password on the sign-in page and presses the button. */
export async function givePassword(screen, username, password) {
  const { page } = screen;
  await see(page.locator("#username"));
  await page.locator("#username").fill(username);
  await page.locator("#password").fill(password);
  await screen.follow(screen.page.locator("form", { has: page.locator("#username") }).getByRole("button"));
}

/** Types the new password twice and presses the button. */
export async function choosePassword(screen, password, again = password) {
  const { page } = screen;
  await see(page.locator("#new-password"));
  await page.locator("#new-password").fill(password);
  await page.locator("#password-again").fill(again);
  await screen.follow(screen.button("Đặt mật khẩu"));
}

/** The code, or a recovery code, after the password. */
export async function giveCode(screen, code) {
  await see(screen.page.locator("#code"));
  await screen.page.locator("#code").fill(code);
  await screen.follow(screen.button("Tiếp tục"));
}

/** By the menu in the masthead. */
export async function openAccount(screen) {
  await screen.page.locator("header summary").click();
  await screen.follow(screen.link("Tài khoản"));
  await screen.arrive(/^\/desk\/account$/, "Tài khoản");
}

/** The devices in the list of sessions, this one with its mark. */
export const devices = (screen) => screen.page.locator("#sessions li h3");
