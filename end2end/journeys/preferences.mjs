// The other language, dark mode, an officer's password, and signing out.

import assert from "node:assert/strict";
import { PEOPLE, Post } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { signOut } from "../pages/people.mjs";

export const name = "preferences";

export async function run(stage) {
  await language(await stage.phone());
  await darkness(stage);
  await password(await stage.desk());
  const phone = await stage.phone();
  await Post.of(phone).become(PEOPLE.hoa);
  await phone.open("/my");
  await signOut(phone);
  await phone.open("/my");
  await see(phone.page.getByText("Bạn chưa đăng nhập"));
}

async function language(screen) {
  const html = (lang) => see(screen.page.locator(`html[lang=${lang}]`));
  await screen.open("/procedures/1.001193");
  await html("vi");
  await screen.leave(screen.link("English"));
  await html("en");
  await screen.arrive(/^\/procedures\/1\.001193$/, "Register a birth");
  await screen.follow(screen.link("Apply online").first());
  await screen.arrive(/^\/apply\/1\.001193$/, "Register a birth");
  await see(screen.button("Start"));
  await screen.leave(screen.link("Tiếng Việt"));
  await html("vi");
  await screen.arrive(/^\/apply\/1\.001193$/, "Đăng ký khai sinh");
}

/** By the preference of the system; the picture is proof that the page draws. */
async function darkness(stage) {
  const brightness = async (colorScheme) => {
    const screen = await stage.phone({ colorScheme });
    await screen.open("/procedures/1.001193");
    const picture = await screen.page.screenshot();
    assert(picture.length > 10_000, "the page is not empty");
    const color = await screen.page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    });
    return (color[0] + color[1] + color[2]) / 3;
  };
  assert((await brightness("light")) > 200, "light is light");
  assert((await brightness("dark")) < 80, "dark is dark");
}

async function password(desk) {
  const { page, stage } = desk;
  stage.watch.tolerate(401);
  await desk.open("/desk");
  await desk.follow(page.getByRole("main").getByRole("link", { name: "Đăng nhập" }));
  await desk.arrive(/^\/sign-in\?next=/, "Đăng nhập");
  await page.getByLabel("Tên đăng nhập").fill("mot.cua");
  await page.getByLabel("Mật khẩu").fill("khong-phai");
  await desk.follow(page.getByRole("main").getByRole("button", { name: "Đăng nhập", exact: true }));
  await see(page.getByText("Tên đăng nhập hoặc mật khẩu không đúng."));
  await page.getByLabel("Tên đăng nhập").fill("mot.cua");
  await page.getByLabel("Mật khẩu").fill("Mot-Cua-2026");
  await desk.follow(page.getByRole("main").getByRole("button", { name: "Đăng nhập", exact: true }));
  await desk.arrive(/^\/desk$/, "Bàn làm việc");
  await signOut(desk);
  await desk.open("/desk");
  await see(page.getByRole("heading", { level: 1, name: "Cần đăng nhập" }));
}
