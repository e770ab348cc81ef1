// Signing in and out.

import { see } from "../lib/see.mjs";

/** Becomes a demo citizen on the sign-in page that is on the screen. */
export async function chooseCitizen(screen, person) {
  await screen.follow(screen.page.getByRole("button", { name: person.name }).first());
  await see(menu(screen, person));
}

/** Becomes a demo officer of this journey's one-stop. */
export async function becomeOfficer(screen, officer) {
  await screen.open("/sign-in");
  await chooseOfficer(screen, officer);
}

/** The same from any page, by the link in the banner. */
export async function changeOfficer(screen, officer) {
  await screen.follow(screen.link("Đổi người"));
  await screen.arrive(/^\/sign-in/, "Đăng nhập");
  await chooseOfficer(screen, officer);
}

async function chooseOfficer(screen, officer) {
  const button = screen.page.locator(`button[value="${screen.stage.officerId(officer)}"]`);
  const name = await button.locator("strong").innerText();
  await screen.follow(button);
  await screen.arrive(/^\/desk$/, "Bàn làm việc");
  await see(menu(screen, { name }));
}

const menu = (screen, person) => screen.page.locator("header summary", { hasText: person.name });

export async function signOut(screen) {
  await screen.page.locator("header summary").click();
  await screen.follow(screen.button("Đăng xuất"));
  await see(screen.page.locator("header").getByRole("link", { name: "Đăng nhập" }));
}
