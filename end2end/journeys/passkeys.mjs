// Passkeys: added beside the codes, signing in, an approval confirmed, a copy found out; without JavaScript the code
// stays, and the page says why. Then an administrator closes the account.

import assert from "node:assert/strict";
import { plugIn } from "../lib/authenticator.mjs";
import { SIGNATURE } from "../lib/cases.mjs";
import { PEOPLE, drafted } from "../lib/post.mjs";
import { absent, see } from "../lib/see.mjs";
import { code, nextCode } from "../lib/totp.mjs";
import { choosePassword, giveCode, givePassword } from "../pages/account.mjs";
import { signOut } from "../pages/people.mjs";

export const name = "passkeys";

const GIVEN = "Tam-thoi-7351";
const OWN = "Chim-se-bay-42";
const KEY = "Máy phòng 12";

export async function run(stage) {
  for (const status of [401, 422]) stage.watch.tolerate(status);
  const username = `khoa.${stage.mode}`;
  const add = (who, role) => stage.server.command(
    ["officer", "add", who, "--name", "Trần Thị Khóa", "--role", role, "--unit", stage.unit.code, "--password-stdin"],
    `${GIVEN}\n`,
  );
  add(username, "leader");
  // Browsers know no passkeys for a bare address.
  const base = await stage.server.later(0, "localhost");
  const screen = await stage.desk();
  const device = stage.mode === "nojs" ? null : await plugIn(screen);

  const secret = await turnsCodesOn(screen, base, username);
  if (!device) return withoutJavaScript(screen);
  await addsPasskey(screen, device);
  await signsIn(screen, device, base, username, secret);
  await approves(stage, screen);
  await removes(screen, base);
  await isClosed(stage, screen, { base, username, administrator: `dong.${stage.mode}`, add });
}

/** What the section says to somebody in whose browser nothing can listen. */
async function withoutJavaScript(screen) {
  const { page } = screen;
  await screen.open(new URL("/desk/account", page.url()).href);
  await see(page.locator("#passkeys").getByText("Khóa truy cập cần JavaScript"));
  assert(await page.getByRole("button", { name: "Thêm khóa truy cập" }).isHidden(), "what cannot work is not shown");
}

async function turnsCodesOn(screen, base, username) {
  const { page, stage } = screen;
  await screen.open(`${base}/sign-in?next=/desk/account`);
  await givePassword(screen, username, GIVEN);
  await choosePassword(screen, OWN);
  await see(page.locator("#passkeys").getByText("Bật xác thực hai lớp bằng mã"));
  await screen.follow(screen.button("Bật xác thực hai lớp"));
  const secret = await page.locator("#enrolment-secret").innerText();
  await page.locator("#enrolment-code").fill(code(secret, stage.server.now()));
  await screen.follow(screen.button("Dùng mã này từ nay"));
  await see(page.locator(".success", { hasText: "Đã bật xác thực hai lớp" }));
  return secret;
}

/** The glue comes when the browser is idle; then it says so. */
const listens = (page) => page.locator("html.passkeys").waitFor({ state: "attached" });

async function addsPasskey(screen, device) {
  const { page } = screen;
  await listens(page);
  await absent(page.locator("#passkeys .no-passkey:visible"), "an excuse where passkeys work");
  // A device that does not know its owner is no second factor.
  await device.verifies(false);
  await page.getByRole("button", { name: "Thêm khóa truy cập" }).click();
  await see(page.locator("#passkeys").getByText("Chưa nhận được khóa truy cập"));
  await device.verifies(true);
  await page.locator("#passkey-name").fill(KEY);
  await screen.follow(page.getByRole("button", { name: "Thêm khóa truy cập" }));
  await see(page.locator(".success", { hasText: "Đã thêm khóa truy cập" }));
  await see(page.locator("#passkeys h3", { hasText: KEY }));
  assert.equal((await device.credentials()).length, 1);
}

async function signsIn(screen, device, base, username, secret) {
  const { page, stage } = screen;
  await signOut(screen);
  const atStepTwo = async () => {
    await screen.open(`${base}/sign-in?next=/desk/account`);
    await givePassword(screen, username, OWN);
    await see(page.getByRole("heading", { name: "Bước 2: mã xác thực" }));
    await listens(page);
  };
  await atStepTwo();
  await screen.follow(screen.button("Dùng khóa truy cập"));
  await screen.arrive(/^\/desk\/account$/, "Tài khoản");
  await absent(page.locator("#passkeys dd", { hasText: "Chưa lần nào" }), "a passkey that was never used");

  // A copy of the authenticator counts again from the beginning: the code is asked for instead.
  await signOut(screen);
  await atStepTwo();
  await device.countTo(0);
  await screen.follow(screen.button("Dùng khóa truy cập"));
  await see(page.locator(".error-summary", { hasText: "Khóa truy cập không được chấp nhận" }));
  await giveCode(screen, await nextCode(secret, stage.server));
  await screen.arrive(/^\/desk\/account$/, "Tài khoản");
  await device.countTo(1_000);
}

async function approves(stage, screen) {
  const { page } = screen;
  const dossier = await drafted(stage, PEOPLE.nam, SIGNATURE);
  const later = await stage.server.later(11, "localhost");
  await screen.open(`${later}/desk/${dossier}`);
  await see(page.getByText("Đã quá 10 phút"));
  await listens(page);
  await screen.follow(screen.button("Hoặc dùng khóa truy cập"));
  await see(page.getByText(/^Duyệt:/));
}

async function removes(screen, base) {
  const { page } = screen;
  await screen.open(`${base}/desk/account`);
  await see(page.locator("#passkeys h3", { hasText: KEY }));
  await screen.follow(page.locator("#passkeys").getByRole("button", { name: /^Bỏ khóa này/ }));
  await see(page.locator(".success", { hasText: "Đã bỏ khóa truy cập" }));
  await absent(page.locator("#passkeys h3"), "a passkey");
}

async function isClosed(stage, officer, { base, username, administrator, add }) {
  add(administrator, "administrator");
  const screen = await stage.desk();
  const { page } = screen;
  await screen.open(`${base}/sign-in`);
  await givePassword(screen, administrator, GIVEN);
  await choosePassword(screen, OWN);
  await screen.arrive(/^\/admin\/officers$/, "Tài khoản cán bộ");
  const row = page.locator("tr", { has: page.getByText(username, { exact: true }) });
  await row.locator("summary").click();
  await screen.follow(row.getByRole("button", { name: /^Đóng tài khoản/ }));
  await see(row.getByText("Đã ngừng"));
  await officer.reload();
  await see(officer.page.getByRole("heading", { name: "Cần đăng nhập" }));
  await officer.open(`${base}/sign-in`);
  await givePassword(officer, username, OWN);
  await see(officer.page.locator(".error-summary", { hasText: "không đúng" }));
  await screen.follow(row.getByRole("button", { name: /^Mở lại/ }));
  await see(row.locator("summary"));
  await givePassword(officer, username, OWN);
  await see(officer.page.getByRole("heading", { name: "Bước 2: mã xác thực" }));
}
