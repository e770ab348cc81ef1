// The other language, dark mode and what can be read in it, an officer's password, and signing out.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { pale } from "../lib/contrast.mjs";
import { OFFICERS, PEOPLE, Post, filed } from "../lib/post.mjs";
import { see } from "../lib/see.mjs";
import { signOut } from "../pages/people.mjs";

export const name = "preferences";

export async function run(stage) {
  await language(await stage.phone());
  await darkness(stage);
  await legible(stage);
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

/** In light and dark all text stands out from what is behind it. */
async function legible(stage) {
  const code = await filed(stage, PEOPLE.lan, SIGNATURE);
  for (const colorScheme of ["light", "dark"]) {
    const reads = async (screen, path) => {
      await screen.open(path);
      await see(screen.page.locator("main h1"));
      assert.deepEqual(await screen.page.evaluate(pale), [], `${path} can be read, ${colorScheme}`);
    };
    const phone = await stage.phone({ colorScheme });
    await reads(phone, "/");
    const applicant = Post.of(phone);
    await applicant.become(PEOPLE.lan);
    const draft = (await applicant.form("/fn/start_draft", { code: SIGNATURE.procedure })).split("/").pop();
    await reads(phone, `/drafts/${draft}/s/paper?check=1`);
    await see(phone.page.locator(".field.invalid"));
    await reads(phone, `/track/${code}`);
    const desk = await stage.desk({ colorScheme });
    await Post.of(desk).becomeOfficer(OFFICERS.oneStop);
    await reads(desk, "/desk");
    await see(desk.page.locator("table tbody tr"));
    await reads(desk, `/desk/${code}`);
  }
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
