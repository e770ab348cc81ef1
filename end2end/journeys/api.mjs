// The programs of a company: a token from the page, filing by the example client, a webhook that is signed and replayed.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startIssuer } from "../lib/issuers.mjs";
import { OFFICERS, Post } from "../lib/post.mjs";
import { startReceiver } from "../lib/receiver.mjs";
import { absent, see, until } from "../lib/see.mjs";

export const name = "api";

const CLIENT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "examples", "motcua_client.py");

/** Copies from the original register, for a relative. */
const PROCEDURE = "2.000908";
const ANSWERS = {
  applicant_relation: "family",
  requester_name: "Nguyễn Thị Hoa",
  requester_birth_date: "1995-03-08",
  record_name: "Bằng tốt nghiệp",
  holder_name: "Nguyễn Văn An",
  copies_count: "2",
};

export async function run(stage) {
  const folder = mkdtempSync(join(tmpdir(), "motcua-client-"));
  const issuer = await startIssuer({ base: stage.base, issuer: stage.business });
  const receiver = await startReceiver();
  try {
    const desk = await stage.desk();
    await signsIn(desk);
    const env = { MOTCUA_URL: stage.base, MOTCUA_TOKEN: await makesToken(desk) };
    env.MOTCUA_WEBHOOK_SECRET = await addsWebhook(desk, receiver);
    const code = await files(stage, env, folder);
    await isTold(env, receiver, code);
    await replays(desk, receiver);
    await downloads(stage, env, folder, code);
    await revokes(desk, env);
  } finally {
    receiver.stop();
    await issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the example client and answers how it ended. */
function client(env, args, typed = "") {
  return new Promise((resolve) => {
    const child = execFile("python3", [CLIENT, ...args], { env: { ...process.env, ...env } }, (error, out, said) =>
      resolve({ status: error ? error.code : 0, out, said }),
    );
    child.stdin.end(typed);
  });
}

async function does(env, args, typed) {
  const { status, out, said } = await client(env, args, typed);
  assert.equal(status, 0, `${args.join(" ")}: ${said}`);
  return out;
}

async function signsIn(screen) {
  const { page, stage } = screen;
  await screen.open("/sign-in?next=/business/api");
  const leave = async (act) => {
    page.followed.allowLoad();
    await Promise.all([page.waitForEvent("domcontentloaded"), act()]);
  };
  await leave(() => page.locator(`a[href^="/sign-in/${stage.business.id}?"]`).click());
  await leave(() => page.getByRole("button", { name: "Đồng ý" }).click());
  await screen.arrive(/^\/business\/api$/, "Kết nối phần mềm");
  if (stage.full) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await see(page.locator("#main").getByText(stage.business.claims.organisation_name));
}

async function makesToken(screen) {
  const { page } = screen;
  await page.getByLabel("Tên khóa").fill("Phần mềm kế toán");
  screen.stage.watch.tolerate(422);
  await screen.follow(screen.button("Tạo khóa"));
  await see(page.getByText("Hãy chọn ít nhất một việc mà khóa được làm."));
  assert.equal(await page.getByLabel("Tên khóa").inputValue(), "Phần mềm kế toán", "what was typed is still there");
  await page.getByLabel("Xem hồ sơ, tải giấy tờ và kết quả").check();
  await page.getByLabel("Nộp và bổ sung hồ sơ").check();
  await screen.follow(screen.button("Tạo khóa"));
  return shownOnce(screen, /^mc_[0-9a-z]{52}$/);
}

/** A secret that is on the page, and is not there any more when the page is opened again. */
async function shownOnce(screen, form) {
  const secret = screen.page.locator("#fresh-secret");
  await see(secret);
  const value = (await secret.innerText()).trim();
  assert.match(value, form);
  await screen.reload();
  await see(screen.page.getByRole("heading", { level: 1, name: "Kết nối phần mềm" }));
  await absent(secret, "a secret that was shown before");
  return value;
}

async function addsWebhook(screen, receiver) {
  const { page } = screen;
  await page.getByLabel("Địa chỉ nhận tin").fill("https://10.0.0.1/");
  await screen.follow(screen.button("Thêm webhook"));
  await see(page.getByText("Đây không phải địa chỉ https trên Internet").first());
  await page.getByLabel("Địa chỉ nhận tin").fill(receiver.url);
  await screen.follow(screen.button("Thêm webhook"));
  return shownOnce(screen, /^whsec_[0-9A-Za-z+/]{43}=$/);
}

/** Twice with the same key, as after a crash. */
async function files(stage, env, folder) {
  const answers = join(folder, "answers.json");
  const scan = join(folder, "quan hệ.pdf");
  writeFileSync(answers, JSON.stringify(ANSWERS));
  writeFileSync(scan, stage.files.pdf.buffer);
  const args = ["file", PROCEDURE, stage.unit.code, "--answers", answers, "--paper", `relation_paper=${scan}`];
  const wrong = await client(env, ["--lang", "en", "file", PROCEDURE, stage.unit.code, "--answers", answers]);
  assert.equal(wrong.status, 1, "without its paper it is not filed");
  assert.match(wrong.said, /422 incomplete[\s\S]*#\/papers\/relation_paper: Attach/);
  const receipt = JSON.parse(await does(env, [...args, "--key", "mot"]));
  assert.deepEqual(JSON.parse(await does(env, [...args, "--key", "mot"])), receipt, "begun again after a crash");
  assert.equal(receipt.files[0].sha256, stage.files.pdf.sha256);
  assert(receipt.code.startsWith(stage.unit.code), receipt.code);
  assert.match(await does(env, ["follow", receipt.code]), /filed 10 %[\s\S]*Phần mềm kế toán, Công ty Gỗ/);
  assert.match(await does(env, ["changes"]), new RegExp(`${receipt.code} filed`));
  return receipt.code;
}

/**
 * A message comes at least once. Twice when the server of another journey, whose clock is ahead on the same data, takes a
 * claim for old.
 */
async function isTold(env, receiver, code) {
  await until("the message came", () => receiver.messages.length > 0);
  const [message] = receiver.messages;
  const { type, data } = JSON.parse(message.body);
  assert.deepEqual({ type, code: data.code, status: data.status }, { type: "dossier.filed", code, status: "filed" });
  const args = ["verify", message.id, message.timestamp, message.signature];
  assert.equal(await does(env, args, message.body), "good\n");
  const forged = await client(env, args, message.body.replace("filed", "accepted"));
  assert.equal(forged.out, "bad\n");
}

async function replays(screen, receiver) {
  const { page } = screen;
  await screen.open("/business/api");
  await screen.follow(page.getByRole("link", { name: receiver.url }));
  await screen.arrive(/^\/business\/api\/webhooks\/[^/]+$/, "Nhật ký webhook");
  const line = page.locator(".message", { hasText: "dossier.filed" });
  await see(line.getByText("Đã nhận"));
  await see(line.getByText("trả lời 204"));
  const before = receiver.messages.length;
  await screen.follow(line.getByRole("button", { name: /^Gửi lại/ }));
  await until("the message came again", () => receiver.messages.length > before);
  const [first, again] = [receiver.messages[0], receiver.messages.at(-1)];
  assert.deepEqual([again.id, again.body], [first.id, first.body], "the same message");
  await until("the log shows both tries", async () => {
    await screen.open(new URL(page.url()).pathname);
    return (await line.getByText("trả lời 204").count()) > before;
  });
  await screen.follow(screen.button("Gửi tin thử"));
  await until("the test came", () => receiver.messages.some(({ body }) => JSON.parse(body).type === "test"));
}

async function downloads(stage, env, folder, code) {
  const officer = await Post.alone(stage);
  await officer.becomeOfficer(OFFICERS.oneStop);
  await officer.form("/fn/accept", { code });
  await officer.form("/fn/issue_receipt", { code });
  const to = join(folder, "papers");
  await does(env, ["download", code, "--to", to]);
  const saved = readdirSync(to).sort();
  assert.equal(saved.length, 2, saved.join(", "));
  assert.match(saved[1], /^02-mau-01-2025-/);
  for (const file of saved) assert.equal(readFileSync(join(to, file)).subarray(0, 5).toString("latin1"), "%PDF-");
  assert.match(await does(env, ["follow", code]), /^H\S+ accepted \d+ %/);
}

async function revokes(screen, env) {
  const { page } = screen;
  await screen.open("/business/api");
  const token = page.locator("#tokens li", { hasText: "Phần mềm kế toán" });
  await screen.follow(token.getByRole("button", { name: /^Thu hồi/ }));
  await see(token.getByText("Đã thu hồi"));
  const refused = await client(env, ["changes"]);
  assert.equal(refused.status, 1);
  assert.match(refused.said, /401 token_invalid/);
}
