// An officer's first day: the given password, one's own, codes on the phone, a second device, a result approved.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { OFFICERS, PEOPLE, drafted } from "../lib/post.mjs";
import { absent, pictureLoads, see, until } from "../lib/see.mjs";
import { code } from "../lib/totp.mjs";
import { choosePassword, devices, giveCode, givePassword, openAccount } from "../pages/account.mjs";
import { offered } from "../pages/desk.mjs";
import { becomeOfficer, signOut } from "../pages/people.mjs";

export const name = "first_day";

const GIVEN = "Tam-thoi-7351";
const OWN = "Chim-se-bay-42";

export async function run(stage) {
  // Wrong passwords, codes and old proofs belong to this day.
  for (const status of [401, 422]) stage.watch.tolerate(status);
  const username = `ly.van.${stage.mode}`;
  const added = ["officer", "add", username, "--name", "Lý Văn Sơn", "--title", "Phó Chủ tịch", "--role", "leader"];
  stage.server.command([...added, "--unit", stage.unit.code, "--password-stdin"], `${GIVEN}\n`);

  const screen = await stage.desk();
  await firstSignIn(screen, username);
  await choosesAPassword(screen, username);
  const { secret, recovery, used } = await turnsCodesOn(screen);
  await signsInWithACode(screen, { username, secret, used });
  await signsOutElsewhere(stage, screen, { username, recovery });

  const later = await stage.server.later(11);
  await approvesLater(stage, screen, later);
  await demoLeaderClicks(stage, later);
}

async function firstSignIn(screen, username) {
  const { page } = screen;
  await screen.open("/sign-in");
  await givePassword(screen, username, "khong phai");
  await see(page.locator(".error-summary", { hasText: "không đúng" }));
  await givePassword(screen, username.toUpperCase(), GIVEN);
  await see(page.getByRole("heading", { name: "Chọn mật khẩu của riêng bạn" }));
  await screen.open("/desk");
  await see(page.getByRole("heading", { name: "Cần đăng nhập" }));
  await screen.follow(page.getByRole("main").getByRole("link", { name: "Đăng nhập" }));
  await see(page.getByRole("heading", { name: "Chọn mật khẩu của riêng bạn" }));
}

async function choosesAPassword(screen, username) {
  const { page } = screen;
  for (const [password, again, field, words] of [
    ["Ngan-1", "Ngan-1", "new-password", "8 đến 128"],
    ["khong du kieu", "khong du kieu", "new-password", "ba loại"],
    ["Matkhau@123", "Matkhau@123", "new-password", "phổ biến"],
    [`X-${username}-9`, `X-${username}-9`, "new-password", "tên đăng nhập"],
    [GIVEN, GIVEN, "new-password", "10 lần gần đây"],
    [OWN, "Chim-se-bay-43", "password-again", "không giống nhau"],
  ]) {
    await choosePassword(screen, password, again);
    await see(page.locator(`#${field}-error`, { hasText: words }));
    const control = page.locator(`#${field}`);
    assert.equal(await control.getAttribute("aria-invalid"), "true");
    assert((await control.getAttribute("aria-describedby")).includes(`${field}-error`), "the field names its error");
  }
  await choosePassword(screen, OWN);
  await screen.arrive(/^\/desk$/, "Bàn làm việc");
  await see(page.locator("header summary", { hasText: "Lý Văn Sơn" }));
}

async function turnsCodesOn(screen) {
  const { page, stage } = screen;
  await openAccount(screen);
  await screen.follow(screen.button("Bật xác thực hai lớp"));
  await see(page.locator("#enrolment-secret"));
  await pictureLoads(page.locator(".enrolment-qr"));
  const secret = await page.locator("#enrolment-secret").innerText();
  const recovery = await page.locator(".recovery-codes li").allInnerTexts();
  assert.equal(new Set(recovery).size, 10, "ten recovery codes");

  const enrol = async (digits) => {
    await page.locator("#enrolment-code").fill(digits);
    await screen.follow(screen.button("Dùng mã này từ nay"));
  };
  await enrol(code(secret, stage.server.now() - 3_600_000));
  await see(page.locator("#enrolment-code-error", { hasText: "Mã không đúng" }));
  assert.equal(await page.locator("#enrolment-secret").innerText(), secret, "a mistake does not begin anew");
  const used = stage.server.now();
  await enrol(code(secret, used));
  await see(page.locator(".success", { hasText: "Đã bật xác thực hai lớp" }));
  await see(page.getByText("Còn 10 mã dự phòng."));
  await absent(page.locator(".recovery-codes"), "the recovery codes once they count");
  return { secret, recovery, used };
}

async function signsInWithACode(screen, { username, secret, used }) {
  const { page } = screen;
  await signOut(screen);
  await screen.open("/sign-in?next=/desk/account");
  await givePassword(screen, username, OWN);
  await see(page.getByRole("heading", { name: "Bước 2: mã xác thực" }));
  await giveCode(screen, code(secret, used));
  await see(page.locator("#code-error", { hasText: "đã dùng" }));
  // The next code is taken a little early, as from a phone whose clock is ahead.
  await giveCode(screen, code(secret, used + 30_000));
  await screen.arrive(/^\/desk\/account$/, "Tài khoản");
}

async function signsOutElsewhere(stage, screen, { username, recovery }) {
  const { page } = screen;
  const phone = await stage.phone();
  await phone.open("/sign-in?next=/desk/account");
  await givePassword(phone, username, OWN);
  await giveCode(phone, recovery[0].toUpperCase());
  await phone.arrive(/^\/desk\/account$/, "Tài khoản");
  await see(phone.page.getByText("Còn 9 mã dự phòng."));

  await screen.reload();
  await until("two devices are listed", async () => (await devices(screen).count()) === 2);
  const shown = await devices(screen).allInnerTexts();
  assert.equal(shown.filter((device) => device.includes("Máy này")).length, 1, `this one is marked: ${shown}`);
  assert(shown.every((device) => /^Chrome trên /.test(device)), `in words: ${shown}`);
  await screen.follow(screen.button("Đăng xuất ở mọi nơi khác"));
  await see(page.locator(".success", { hasText: "Đã đăng xuất ở nơi khác." }));
  await until("one device is left", async () => (await devices(screen).count()) === 1);
  await phone.reload();
  await see(phone.page.getByRole("heading", { name: "Cần đăng nhập" }));
}

async function approvesLater(stage, screen, later) {
  const { page } = screen;
  const dossier = await drafted(stage, PEOPLE.nam, SIGNATURE);
  await screen.open(`/desk/${dossier}`);
  await see(screen.button("Duyệt kết quả"));
  assert(await page.locator("#proof").isHidden(), "no question right after signing in");
  if (stage.full) {
    // The proof may grow old while the page is open: then the field comes without the page being loaded.
    const tooOld = { status: 401, contentType: "application/json", body: '"proof_needed"' };
    await page.route("**/fn/approve_result", (route) => route.fulfill(tooOld), { times: 1 });
    await screen.follow(screen.button("Duyệt kết quả"));
    await see(page.locator("#proof"));
  }
  // The same data eleven minutes on.
  await screen.open(`${later}/desk/${dossier}`);
  await see(page.getByText("Đã quá 10 phút"));
  const approve = async (proof) => {
    await page.locator("#proof").fill(proof);
    await screen.follow(screen.button("Duyệt kết quả"));
  };
  await approve("khong phai");
  await see(page.locator(".error-summary"));
  await approve(OWN);
  await see(page.getByText(/^Duyệt:/));
  assert.deepEqual(await offered(screen), []);
}

async function demoLeaderClicks(stage, later) {
  const dossier = await drafted(stage, PEOPLE.nam, SIGNATURE);
  const screen = await stage.desk();
  await becomeOfficer(screen, OFFICERS.leader);
  await screen.open(`${later}/desk/${dossier}`);
  await see(screen.page.locator(".action-panel .warning-note", { hasText: "Bản thử nghiệm" }));
  await screen.follow(screen.button("Duyệt kết quả"));
  await see(screen.page.getByText(/^Duyệt:/));
}
