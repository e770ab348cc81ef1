#!/usr/bin/env node
// The journeys of citizens and officers, each without JavaScript, with Wasm blocked, and in full.
//
//   MOTCUA_BIN=<server> LEPTOS_SITE_ROOT=<site> node end2end/run.mjs [word...]
//
// Words choose: `run.mjs apply nojs` runs one journey in one mode. MOTCUA_TEST_POSTGRES names a PostgreSQL server to run on
// instead of SQLite. MOTCUA_CHROMIUM names the browser. What a failed journey saw is in end2end/results, in a folder for each
// database. The last line is `N passed, M failed`.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.mjs";
import { makeFiles } from "./lib/files.mjs";
import { describeIssuers } from "./lib/issuers.mjs";
import { freePort, startServer } from "./lib/server.mjs";
import { MODES, Stage } from "./lib/stage.mjs";

const AT_ONCE = 2;
// The order in which they start, so that the two workers end together.
const LONGEST_FIRST = ["smtp", "staff", "editor", "builder", "keyboard", "first_day", "lifecycle", "idle", "api", "business", "passkeys", "identity", "apply", "decide", "escaping", "supplement", "messages", "bulk", "notices", "calendars", "amounts", "sign", "counter", "resume", "refuse", "track", "rate", "withdraw", "offline", "underway", "search", "preferences"];
const here = dirname(fileURLToPath(import.meta.url));
const results = join(here, "results", process.env.MOTCUA_TEST_POSTGRES ? "postgres" : "sqlite");

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  const { MOTCUA_BIN: bin, LEPTOS_SITE_ROOT: site } = process.env;
  if (!bin || !site) throw new Error("MOTCUA_BIN names the server and LEPTOS_SITE_ROOT the site that it serves");
  const hasWasm = readdirSync(join(site, "pkg")).some((file) => file.endsWith(".wasm"));
  if (!hasWasm) throw new Error(`${site}/pkg holds no Wasm: build the site first`);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const folder = mkdtempSync(join(tmpdir(), "motcua-journeys-"));
  const { issuers, businesses, env } = await describeIssuers(folder, freePort);
  const server = await startServer({ bin, root: dirname(here), folder, env });
  let browser;
  try {
    browser = await launch();
    const stage = { browser, base: server.base, server, files: await makeFiles(browser), issuers, businesses };
    const queue = await chosen(words);
    if (queue.length === 0) throw new Error(`no journey is called ${words.join(" ")}`);
    const outcomes = await runAll(queue, stage);
    outcomes.push(told("the server itself", server.faults(), 0));
    return concluded(outcomes);
  } finally {
    await browser?.close();
    await server.stop();
    writeFileSync(join(results, "server.log"), server.log());
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every journey in every mode, or those that the words name. */
async function chosen(words) {
  const files = readdirSync(join(here, "journeys"));
  const journeys = await Promise.all(files.map((file) => import(`./journeys/${file}`)));
  const modes = words.filter((word) => MODES.includes(word));
  const names = words.filter((word) => !MODES.includes(word));
  const wanted = (list, word) => list.length === 0 || list.includes(word);
  const all = journeys.flatMap((journey) => (journey.modes ?? MODES).map((mode) => ({ journey, mode })));
  const place = ({ journey }) => LONGEST_FIRST.indexOf(journey.name);
  return all
    .filter(({ journey, mode }) => wanted(names, journey.name) && wanted(modes, mode))
    .sort((a, b) => place(a) - place(b));
}

async function runAll(queue, stage) {
  const outcomes = [];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes.push(await runOne(next, stage));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcomes;
}

async function runOne({ journey, mode }, shared) {
  const stage = new Stage({ ...shared, mode });
  const label = `${journey.name}, ${mode}`;
  const began = Date.now();
  let problems = [];
  try {
    await journey.run(stage);
  } catch (error) {
    problems.push(error.stack ?? String(error));
  }
  problems = [...problems, ...stage.watch.problems];
  if (problems.length > 0) await keepScreens(stage, `${journey.name}-${mode}`);
  await stage.close();
  return told(label, problems, (Date.now() - began) / 1000);
}

/** What each window showed when the journey failed. */
async function keepScreens(stage, name) {
  for (const [index, screen] of stage.screens.entries()) {
    const place = join(results, `${name}-${index + 1}`);
    await screen.page.screenshot({ path: `${place}.png`, fullPage: true, timeout: 5_000 }).catch(() => {});
    const html = await screen.page.content().catch((error) => String(error));
    writeFileSync(`${place}.html`, `<!-- ${screen.page.url()} -->\n${html}`);
  }
}

function told(label, problems, seconds) {
  const ok = problems.length === 0;
  console.log(`${ok ? "✓" : "✗"} ${label} … ${seconds.toFixed(1)} s`);
  for (const problem of problems) console.log(problem.replaceAll(/^/gm, "    "));
  return ok;
}

function concluded(outcomes) {
  const failed = outcomes.filter((ok) => !ok).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
