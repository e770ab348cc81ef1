#!/usr/bin/env node
// The pictures of the README, taken of a server of its own.
//
//   MOTCUA_BIN=<server> LEPTOS_SITE_ROOT=<site> node end2end/pictures.mjs

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.mjs";
import { BIRTH } from "./lib/cases.mjs";
import { makeFiles } from "./lib/files.mjs";
import { OFFICERS, PEOPLE, Post } from "./lib/post.mjs";
import { startServer } from "./lib/server.mjs";
import { Stage } from "./lib/stage.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "motcua-pictures-"));
const server = await startServer({ bin: process.env.MOTCUA_BIN, root, folder, env: {} });
const browser = await launch();
try {
  const files = await makeFiles(browser);
  await taken(new Stage({ browser, base: server.base, server, mode: "full", files, issuers: {}, businesses: {} }));
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function taken(stage) {
  const phone = await stage.phone({ deviceScaleFactor: 1 });
  await phone.open("/");
  await picture(phone, "home");

  const applicant = Post.of(phone);
  await applicant.become(PEOPLE.hoa);
  const given = { ...BIRTH, files: [[BIRTH.paper.id, stage.files.photo]] };
  const draft = await applicant.write(given);
  await phone.open(`/drafts/${draft}/s/child`);
  await picture(phone, "apply");

  const [inCare, waiting] = [await applicant.apply(given), await applicant.apply(given)];
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/accept", { code: inCare });
  await office.form("/fn/transfer", { code: inCare, officer: stage.officerId(OFFICERS.handling) });
  await phone.open(`/track/${inCare}`);
  await picture(phone, "track");

  const desk = await stage.desk();
  await Post.of(desk).becomeOfficer(OFFICERS.oneStop);
  await desk.open(`/desk/${waiting}`);
  await picture(desk, "desk");
}

/** Once its own pictures and fonts have come. */
async function picture({ page }, name) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(root, "docs/images", `${name}.png`) });
}
