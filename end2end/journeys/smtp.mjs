// Mails by a real mail server: whole and in secret, and in the end once each although it is busy, silent or forgetful.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SIGNATURE } from "../lib/cases.mjs";
import { BUSY, FORGETFUL, IN_THE_OPEN, MailServer, SILENT, UNKNOWN, WRONG_PASSWORD, read } from "../lib/mailserver.mjs";
import { PEOPLE, Post } from "../lib/post.mjs";
import { until } from "../lib/see.mjs";
import { startServer } from "../lib/server.mjs";

export const name = "smtp";
/** The browser makes no difference to mails. */
export const modes = ["nojs"];

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const CONFIRMATION =
  "Có người đề nghị nhận tin của Một Cửa tại địa chỉ này. Nếu là bạn, mở liên kết sau rồi bấm Xác nhận.";

/** Who files and is told by mail, and what no mail may tell of the person and the dossier. */
const CITIZEN = PEOPLE.hoa;
const ADDRESS = "nguoi-nop@example.vn";
const { requester, paper } = SIGNATURE.sections;
const PERSONAL = [CITIZEN.name, "074195000321", "0901 000 001", requester.requester_name, paper.paper_name, "Chứng thực chữ ký"];

/** Where the mails go that the next two connections bring. */
const FIRST = "mot@example.vn";
const SECOND = "hai@example.vn";

/** The app leaves a silent mail server after a minute, which is longer than `until` waits. */
const LEFT_BY_THEN = 120_000;

export async function run(stage) {
  const folder = mkdtempSync(join(tmpdir(), "motcua-smtp-"));
  let mailServer;
  let server;
  try {
    mailServer = await MailServer.start(folder);
    server = await startServer({ bin: process.env.MOTCUA_BIN, root: ROOT, folder, env: mailServer.env });
    Object.assign(stage, { base: server.base, server });
    await sendsAll(stage, mailServer);
  } finally {
    mailServer?.stop();
    if (server) stage.watch.problems.push(...server.faults());
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sendsAll(stage, mailServer) {
  await servesBesideASilentOne(stage, mailServer);
  // The sender of that server waits for an answer. Another server on the same data sends, and serves no page.
  await stage.server.later(0);
  const phone = await stage.phone();
  await keepsWhatFailsAtTheDoor(phone, mailServer);
  await keepsWhatFails(phone, mailServer);
  await isTold(phone, mailServer);
  // A third one sends what has waited for its first pause.
  await stage.server.later(2);
  await Promise.race([mailServer.silence.end, setTimeout(LEFT_BY_THEN, undefined, { ref: false })]);
  await arrivesInTheEnd(phone, mailServer);
  await areKnown(mailServer);
  staysSecret(stage, mailServer);
}

/** Somebody gives an address, to which a link goes. */
async function gives(stage, person, address) {
  const post = await Post.alone(stage);
  await post.become({ id: person });
  await post.form("/fn/set_email", { email: address });
  return post;
}

async function servesBesideASilentOne(stage, mailServer) {
  const applicant = await gives(stage, PEOPLE.lan.id, SILENT);
  await until("the mail server falls silent", () => mailServer.silence !== undefined);
  const code = await applicant.apply(SIGNATURE);
  const shown = await applicant.request.get(`/track/${code}`);
  assert.equal(shown.status(), 200);
  assert(mailServer.silence.lasts, "it was filed and shown while the mail server said nothing");
}

/** Nothing is said in the open, and a password that was refused is no fault of the mail. */
async function keepsWhatFailsAtTheDoor(phone, mailServer) {
  mailServer.moods.push(IN_THE_OPEN, WRONG_PASSWORD);
  await gives(phone.stage, "demo-quyen", FIRST);
  await gives(phone.stage, "demo-tam", SECOND);
  await becomes(phone, FIRST, "Chờ gửi", "Lần thử 1: không kết nối được tới máy chủ thư");
  await becomes(phone, SECOND, "Chờ gửi", "Lần thử 1: máy chủ thư trả lời 535");
}

async function keepsWhatFails(phone) {
  await gives(phone.stage, PEOPLE.nam.id, BUSY);
  await gives(phone.stage, "demo-mai", FORGETFUL);
  await gives(phone.stage, "demo-phuc", UNKNOWN);
  await becomes(phone, BUSY, "Chờ gửi", "Lần thử 1: máy chủ thư trả lời 451");
  await becomes(phone, FORGETFUL, "Chờ gửi", "Lần thử 1: không kết nối được tới máy chủ thư");
  await becomes(phone, UNKNOWN, "Thôi gửi", "Lần thử 1: máy chủ thư trả lời 550");
}

/** What the page of mails says of the only mail to an address. */
async function becomes(phone, address, ...words) {
  const line = phone.page.locator(".message", { hasText: address });
  await until(`the mail to ${address} is shown as ${words}`, async () => {
    await phone.open("/admin/mail");
    const shown = await line.innerText();
    return words.every((word) => shown.includes(word)) || assert.fail(shown);
  });
}

async function isTold(phone, mailServer) {
  const { page, stage } = phone;
  const applicant = Post.of(phone);
  await applicant.become(CITIZEN);
  await phone.open("/my/settings");
  await page.getByLabel("Địa chỉ mới").fill(ADDRESS);
  await phone.follow(phone.button("Gửi liên kết xác nhận"));
  const asked = await arrived(mailServer, 1);
  assert.equal(asked.subject, "Một Cửa: xác nhận địa chỉ thư điện tử");
  assert(asked.body.startsWith(CONFIRMATION), asked.body);
  await phone.open(link(asked, stage));
  await phone.follow(phone.button("Xác nhận"));
  await phone.arrive(/^\/my\/settings$/, "Cách nhận thông báo");

  const code = await applicant.apply(SIGNATURE);
  const told = await arrived(mailServer, 2);
  assert.equal(told.subject, `Một Cửa: có tin mới về hồ sơ ${code}`);
  assert.match(told.body, /^Hệ thống đã nhận hồ sơ của bạn\. Bộ phận Một cửa kiểm tra chậm nhất lúc .*\/2026/);
  await phone.open(link(told, stage));
  await phone.arrive(new RegExp(`^/track/${code}$`));
}

/** The last of so many mails to the citizen: whole, from the office, and with nothing in it about a person. */
async function arrived(mailServer, count) {
  const mine = () => mailServer.mails.filter(({ to }) => to === ADDRESS);
  await until(`${count} mails to the citizen arrived`, () => mine().length === count);
  const mail = mine().at(-1);
  const [{ headers, body, defects }] = await read([mail]);
  assert.deepEqual(defects, []);
  assert.equal(mail.from, "motcua@example.vn", "the envelope is of the office too");
  assert.equal(headers.from, mailServer.env.MOTCUA_MAIL_FROM);
  assert.equal(headers.to, ADDRESS);
  assert.match(headers["message-id"], /^<[^@]+@example\.vn>$/);
  assert.equal(headers["auto-submitted"], "auto-generated", "nobody who is away answers it");
  const told = [...Object.values(headers), body].join("\n");
  for (const word of PERSONAL) assert(!told.includes(word), `a mail tells ${word}: ${told}`);
  return { subject: headers.subject, body };
}

/** The only link of a mail that is a line of its own. */
function link({ body }, { base }) {
  const found = body.split(/\r?\n/).filter((line) => line.startsWith(base));
  assert.equal(found.length, 1, body);
  return found[0];
}

/** Each once, but for what was taken and not answered, and what was refused for good. */
async function arrivesInTheEnd(phone, mailServer) {
  for (const address of [FIRST, SECOND, BUSY, FORGETFUL, SILENT]) await becomes(phone, address, "Đã gửi");
  await becomes(phone, UNKNOWN, "Thôi gửi");
  const { mails, tries } = mailServer;
  const to = (address) => mails.filter((mail) => mail.to === address);
  for (const address of [FIRST, SECOND, BUSY, SILENT]) assert.equal(to(address).length, 1, address);
  assert.equal(to(FORGETFUL).length, 2, "what was taken is not sent a third time");
  assert.equal(tries[UNKNOWN], 1, "what was refused for good is not sent again");
}

/** A mailbox knows what it has already. */
async function areKnown({ mails }) {
  const [mail, again] = await read(mails.filter(({ to }) => to === FORGETFUL));
  assert.equal(again.headers["message-id"], mail.headers["message-id"]);
  assert.equal(again.body, mail.body);
  const ids = (await read(mails)).map(({ headers }) => headers["message-id"]);
  assert.equal(new Set(ids).size, mails.length - 1, `all others differ: ${ids}`);
}

/** Nobody overheard a mail, and no log names who got one, although the mail server's refusals do. */
function staysSecret(stage, mailServer) {
  for (const { to, secret, user } of mailServer.mails) assert(secret && user, `in secret and signed in: ${to}`);
  const log = stage.server.log();
  assert.match(log, /a mail was not taken/);
  for (const address of Object.keys(mailServer.tries)) assert(!log.includes(address), `the log names ${address}`);
}
