// Preparing a version of a procedure: signing in as whoever keeps the catalogue, and beginning.

import { see } from "../lib/see.mjs";
import { choosePassword, givePassword } from "./account.mjs";

const GIVEN = "Tam-thoi-7351";
const OWN = "Chim-se-bay-42";

/** Makes an account of an administrator and signs in with it. */
export async function signInAsKeeper(stage, screen, username) {
  const added = ["officer", "add", username, "--name", "Quản Thị Trị", "--title", "Quản trị", "--role", "administrator"];
  stage.server.command([...added, "--unit", stage.unit.code, "--password-stdin"], `${GIVEN}\n`);
  await screen.open("/sign-in?next=/admin/procedures");
  await givePassword(screen, username, GIVEN);
  await choosePassword(screen, OWN);
  await screen.arrive(/^\/admin\/procedures$/, "Phiên bản thủ tục");
}

/** Begins a version of a procedure that counts from a day on. */
export async function beginEdition(screen, code, day) {
  const { page } = screen;
  await screen.follow(page.locator("tr", { hasText: code }).getByRole("link"));
  await screen.arrive(new RegExp(`^/admin/procedures/${code}$`));
  await page.getByLabel("Có hiệu lực từ ngày").fill(day);
  // By keyboard alone: the Enter key in the field begins.
  await screen.follow({ click: () => page.getByLabel("Có hiệu lực từ ngày").press("Enter") });
  await see(page.getByRole("heading", { name: "Bản soạn số 1" }));
  await see(page.getByText("Không còn lỗi. Có thể công bố."));
}
