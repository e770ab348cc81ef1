// The calendar of a year: one person proposes it and changes days, cannot confirm it alone, a second person confirms it,
// and until then no deadline is computed with it.

import assert from "node:assert/strict";
import { Post } from "../lib/post.mjs";
import { absent, gone, see } from "../lib/see.mjs";
import { choosePassword, givePassword } from "../pages/account.mjs";

export const name = "calendars";

const GIVEN = "Tam-thoi-7351";
const OWN = "Chim-se-bay-42";
/** Calendars belong to the whole province, so each mode has a year of its own. 8 March is a weekday in all of them. */
const YEARS = { nojs: 2028, nowasm: 2029, full: 2030 };
const SOURCE = "Thông báo số 1/TB-BNV";

export async function run(stage) {
  const year = YEARS[stage.mode];
  const path = `/admin/calendars/${year}`;
  const proposer = await officer(stage, `lich.mot.${stage.mode}`, "administrator", path);
  const second = await officer(stage, `lich.hai.${stage.mode}`, "leader", path);

  await see(proposer.page.getByText("Năm này chưa có lịch đã xác nhận"));
  refuses(stage, year);
  await proposes(proposer, year);
  const seen = await isReadBy(second);
  await cannotConfirmAlone(proposer, year, seen);
  refuses(stage, year);

  await second.follow(second.button("Đã so, xác nhận"));
  await see(second.page.getByText(/Bản 1, xác nhận bởi Cán bộ lich\.hai/));
  await absent(second.page.getByRole("heading", { name: /^Đề xuất/ }), "a proposal that was confirmed");
  // The day after the 7th is off now.
  assert.equal(due(stage, year), `${year}-03-09T17:00:00+07:00`);

  await proposer.open("/admin/calendars");
  const line = proposer.page.getByRole("row", { name: new RegExp(`^${year}`) });
  await see(line.getByText("Bản 1"));
  await see(line.getByText(SOURCE));
}

/** Somebody who signs in for the first time, on the page of the year. */
async function officer(stage, username, role, path) {
  stage.server.command(
    ["officer", "add", username, "--name", `Cán bộ ${username}`, "--role", role, "--unit", stage.unit.code, "--password-stdin"],
    `${GIVEN}\n`,
  );
  const screen = await stage.desk();
  await screen.open(`/sign-in?next=${path}`);
  await givePassword(screen, username, GIVEN);
  await choosePassword(screen, OWN);
  await screen.arrive(new RegExp(`^${path}`), /^Lịch làm việc năm/);
  return screen;
}

async function proposes(screen, year) {
  const { page } = screen;
  await screen.follow(screen.button("Bắt đầu đề xuất"));
  await see(page.getByRole("heading", { name: "Đề xuất, bản 1" }));
  // A slip of the finger is taken back.
  await addsDayOff(screen, `${year}-03-07`, "Nhầm ngày");
  await screen.follow(page.getByRole("row", { name: /Nhầm ngày/ }).getByRole("button"));
  await gone(page.getByRole("row", { name: /Nhầm ngày/ }));
  await addsDayOff(screen, `${year}-03-08`, "Nghỉ hoán đổi");
  await page.locator("#worked-saturday").fill(saturdayAfter(year));
  await screen.follow(screen.button("Thêm thứ Bảy"));
  await see(page.getByRole("row", { name: /Làm bù/ }));
  await page.locator("#source").fill(SOURCE);
  await screen.follow(screen.button("Lưu căn cứ"));
  await see(page.getByText(`Căn cứ: ${SOURCE}`));
  // Only a Saturday can be worked instead: it is said, and the proposal stays.
  screen.stage.watch.tolerate(422);
  await page.locator("#worked-saturday").fill(`${year}-03-08`);
  await screen.follow(screen.button("Thêm thứ Bảy"));
  await see(page.getByRole("alert"));
  await see(page.getByRole("row", { name: /Nghỉ hoán đổi/ }));
}

async function addsDayOff(screen, date, words) {
  const { page } = screen;
  await page.locator("#day-off").fill(date);
  await page.locator("#name-vi").fill(words);
  await screen.follow(screen.button("Thêm ngày nghỉ"));
  await see(page.getByRole("row", { name: new RegExp(words) }));
}

function saturdayAfter(year) {
  const day = new Date(Date.UTC(year, 2, 8));
  day.setUTCDate(day.getUTCDate() + 6 - day.getUTCDay());
  return day.toISOString().slice(0, 10);
}

/** What the second person compares; answers the mark of what they saw. */
async function isReadBy(screen) {
  const { page } = screen;
  await screen.reload();
  await see(page.getByRole("row", { name: /Nghỉ hoán đổi/ }));
  await see(page.getByText(`Căn cứ: ${SOURCE}`));
  await absent(screen.button("Thêm ngày nghỉ"), "changing, for a leader");
  return page.locator("form input[name=seen]").inputValue();
}

/** Neither on the page nor by the form that another person has. */
async function cannotConfirmAlone(screen, year, seen) {
  await see(screen.page.getByText("Bạn đã sửa bản này, nên một quản trị viên hoặc lãnh đạo khác"));
  await absent(screen.button("Đã so, xác nhận"), "confirming what one has changed");
  const status = await Post.of(screen).status("/fn/confirm_calendar", { year: String(year), seen });
  assert(status >= 400 && status < 500, `one's own confirmation is refused: ${status}`);
}

/** When a working day from 7 March ends, as a server of the same database computes it. */
function due(stage, year) {
  const asked = ["--received", `${year}-03-07T09:00`, "--period", "1", "--unit", "working_days"];
  const answer = stage.server.command(["clock", "due", ...asked, "--database-url", stage.server.database]);
  return JSON.parse(answer).due;
}

function refuses(stage, year) {
  assert.throws(() => due(stage, year), new RegExp(`clock\\.no_calendar ${year}`), "an unconfirmed year is not computed with");
}
