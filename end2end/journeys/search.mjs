// Finding a procedure by name, misspelt, by code and by what happens in life.

import assert from "node:assert/strict";
import { see, texts } from "../lib/see.mjs";

export const name = "search";

export async function run(stage) {
  const screen = await stage.phone();
  await screen.open("/");
  await ask(screen, "giay khai sanh");
  assert.equal(await first(screen), "Đăng ký khai sinh");
  await ask(screen, "dang ky ket hon");
  assert.equal(await first(screen), "Đăng ký kết hôn");
  await ask(screen, "1.001193");
  assert.deepEqual(await results(screen), ["Đăng ký khai sinh"]);
  await ask(screen, "xyzzy qwrt");
  await see(screen.page.getByRole("heading", { name: /Không tìm thấy thủ tục nào/ }));
  assert((await results(screen)).length >= 16, "the whole catalogue stands below");

  await screen.follow(screen.page.getByRole("link", { name: "Một Cửa" }));
  await screen.arrive(/^\/$/, /Làm thủ tục/);
  await screen.follow(screen.page.getByRole("link", { name: /^Sinh con/ }));
  await screen.arrive(/^\/procedures\?event=having_a_child$/, "Thủ tục");
  await see(screen.page.locator(".result-count", { hasText: "Sinh con" }));
  await screen.follow(screen.page.locator(".result-list").getByRole("link", { name: "Đăng ký khai sinh" }));
  await screen.arrive(/^\/procedures\/1\.001193$/, "Đăng ký khai sinh");
  await plainWords(screen);
}

async function ask(screen, words) {
  await screen.page.getByRole("searchbox").fill(words);
  await screen.follow(screen.button("Tìm"));
  await screen.arrive(/^\/procedures\?q=/, "Thủ tục");
  await see(screen.page.getByText(`“${words}”`));
}

const results = (screen) => texts(screen.page.locator(".result-list h3"));
const first = async (screen) => (await results(screen))[0];

/** Fee, time, papers, office, result and legal basis of the birth registration. */
async function plainWords(screen) {
  const fact = (label, value) => see(screen.page.locator("dl.facts > div", { hasText: label }).filter({ hasText: value }));
  await fact("Lệ phí", "Miễn phí");
  await fact("Thời hạn", "Trong ngày");
  await fact("Nơi giải quyết", "Ủy ban nhân dân xã, phường");
  await fact("Kết quả", "Giấy khai sinh");
  await see(screen.page.locator(".paper-list li", { hasText: "Giấy chứng sinh" }));
  await see(screen.page.getByText("8.000 đ"));
  await screen.page.getByText("Căn cứ pháp lý").click();
  await see(screen.page.getByText("60/2014/QH13"));
  await see(screen.link("Nộp trực tuyến").first());
}
