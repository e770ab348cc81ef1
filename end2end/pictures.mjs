#!/usr/bin/env node
// The pictures of the README, taken of a server of its own.
//
//   MOTCUA_BIN=<server> LEPTOS_SITE_ROOT=<site> node end2end/pictures.mjs

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.mjs";
import { BIRTH, SIGNATURE } from "./lib/cases.mjs";
import { makeFiles } from "./lib/files.mjs";
import { OFFICERS, PEOPLE, Post } from "./lib/post.mjs";
import { startServer } from "./lib/server.mjs";
import { Stage } from "./lib/stage.mjs";

/** Who prepares versions of procedures. */
const KEEPER = { id: "H09.01-quan-tri-1" };

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
  await phone.open(`/drafts/${draft}/review`);
  await picture(phone, "review");

  const [inCare, waiting] = [await applicant.apply(given), await applicant.apply(given)];
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/accept", { code: inCare });
  await office.form("/fn/transfer", { code: inCare, officer: stage.officerId(OFFICERS.handling) });
  await phone.open(`/track/${inCare}`);
  await picture(phone, "track");
  await phone.open(`/track/${inCare}/receipt`);
  await picture(phone, "receipt");
  await rating(stage, phone, applicant, office);

  const desk = await stage.desk();
  await Post.of(desk).becomeOfficer(OFFICERS.oneStop);
  await desk.open(`/desk/${waiting}`);
  await picture(desk, "desk");

  await Post.of(desk).become(KEEPER);
  await Post.of(desk).form("/fn/begin_edition", { code: BIRTH.procedure, from: "2027-01-01" });
  await desk.open(`/admin/procedures/${BIRTH.procedure}/form`);
  await picture(desk, "form");
}

/** Ratings of dossiers that ended at once: enough that the figures are shown, and one that is still being given. */
async function rating(stage, phone, applicant, office) {
  const tokens = [];
  for (let n = 0; n < 6; n += 1) {
    const code = await applicant.apply(SIGNATURE);
    await office.form("/fn/refuse", { code, reason: "Nộp nhầm nơi." });
    const page = await (await applicant.request.get(`/track/${code}`)).text();
    tokens.push(/\/rate\/([0-9A-Za-z]+)/.exec(page)[1]);
  }
  const visitor = await Post.alone(stage);
  for (const token of tokens.slice(1)) await visitor.form("/fn/rate", { token, q1: "5", q2: "4", q3: "5", q4: "5", q5: "4" });
  await phone.open(`/rate/${tokens[0]}`);
  await picture(phone, "rate");
  await phone.open("/stats");
  await picture(phone, "stats");
}

/** Once its own pictures and fonts have come. */
async function picture({ page }, name) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(root, "docs/images", `${name}.png`) });
}
