#!/usr/bin/env node
// How the board of an organisation bears many dossiers: milliseconds for a page, the plan of its query, and how much
// the memory of the server grows while all of them leave as a file.
//
//   MOTCUA_BIN=<server> LEPTOS_SITE_ROOT=<site> node bench/board.mjs [dossiers] [runs]
//
// Files a few dossiers through the server, then copies them with python3's sqlite3 until there are 100,000.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SIGNATURE } from "../end2end/lib/cases.mjs";
import { Post } from "../end2end/lib/post.mjs";
import { startServer } from "../end2end/lib/server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { request } = createRequire(join(root, "end2end/package.json"))("playwright-core");
/** By so many MiB the server may grow while everything is downloaded. */
const ROOM = 64;
const [dossiers, runs] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 15)];
const UNIT = "H09.41.10";
const PAGES = [
  ["first page, newest first", ""],
  ["most urgent first", "?sort=deadline"],
  ["late", "?status=late"],
  ["to be done now", "?status=act&sort=deadline"],
  ["one procedure, one status", "?procedure=2.000884&status=in_progress"],
  ["due within 3 days", "?days=3"],
  ["a word that few have", "?q=nguoi+99999"],
  ["a word that all have", "?q=chung+thuc"],
  ["a word that none has", "?q=khongcoai"],
];

/** Programs for python3, which brings SQLite along. */
const COPY = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
count = int(sys.argv[2])
names = [row[1] for row in db.execute("PRAGMA table_info(dossier)")]
rows = [dict(zip(names, row)) for row in db.execute("SELECT * FROM dossier ORDER BY code")]
hour = 3600000
def copies():
    for number in range(count):
        row = dict(rows[number % len(rows)])
        row["code"] = "H09.41.10-%06d-%04d" % (200101 + number // 9999, number % 9999)
        row["draft_id"] = "copy-%d" % number
        back = (number % 8760) * hour
        row["filed_at"] -= back
        row["attention_at"] += (number % 2000) * hour - 1000 * hour
        row["person_id"] = ["demo-mai", "demo-phuc", "demo-quyen"][number % 3]
        row["search"] = row["search"] + " nguoi %d" % number
        yield [row[name] for name in names]
db.executemany("INSERT INTO dossier (%s) VALUES (%s)" % (",".join(names), ",".join("?" * len(names))), copies())
db.commit()
`;
const MIDDLE = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
key, code = db.execute("SELECT filed_at, code FROM dossier ORDER BY filed_at DESC, code DESC LIMIT 1 OFFSET (SELECT count(*) / 2 FROM dossier)").fetchone()
print("after~%d~%s" % (key, code))
`;
const PLAN = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
print("Plans of SQLite " + sqlite3.sqlite_version)
for name, query in [
    ("page", "SELECT filed_at, code FROM dossier WHERE organisation_id = 'x' AND filed_at <= 1 AND (filed_at < 1 OR code < 'c') ORDER BY filed_at DESC, code DESC LIMIT 51"),
    ("count", "SELECT count(*) FROM dossier WHERE organisation_id = 'x' AND search LIKE '%a%'"),
    ("most urgent", "SELECT attention_at, code FROM dossier WHERE organisation_id = 'x' AND status IN (5, 6, 9) ORDER BY attention_at, code LIMIT 6"),
]:
    for row in db.execute("EXPLAIN QUERY PLAN " + query):
        print("  %s: %s" % (name, row[3]))
`;

const folder = mkdtempSync(join(tmpdir(), "motcua-board-"));
const server = await startServer({ bin: process.env.MOTCUA_BIN, root, folder });
const context = await request.newContext({ baseURL: server.base, timeout: 300_000 });
try {
  await seed();
  console.log(`| page of ${dossiers} dossiers | median ms | slowest ms |\n|---|---|---|`);
  for (const [name, query] of PAGES) await page(name, query);
  const middle = await deep();
  await page("a page in the middle", `?at=${middle}`);
  console.log(`\n${python(PLAN)}`);
  for (const kind of ["csv", "xlsx"]) await taken(kind);
} finally {
  await context.dispose();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Dossiers in four states, filed for a demo organisation, then their copies. */
async function seed() {
  const stage = { base: server.base, unit: { code: UNIT }, officerId: (officer) => `${UNIT}-${officer}` };
  const owner = new Post(stage, context);
  await owner.become({ id: "demo-mai" });
  await owner.form("/fn/act_for", { organisation: "demo-co-khi" });
  const codes = [];
  for (let count = 0; count < 4; count += 1) codes.push(await owner.apply(SIGNATURE));
  const officer = new Post(stage, await request.newContext({ baseURL: server.base }));
  await officer.becomeOfficer("mot-cua");
  await officer.form("/fn/accept", { code: codes[1] });
  await officer.form("/fn/refuse", { code: codes[2], reason: "Không đúng nơi" });
  await officer.form("/fn/ask_supplement", { code: codes[3], "reasons[requester_name]": "Ghi đủ họ tên." });
  python(COPY, String(dossiers - codes.length));
}

function python(program, ...args) {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", program, join(folder, "motcua.db"), ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`);
  return stdout;
}

async function page(name, query) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    const answer = await context.get(`/business${query}`);
    await answer.body();
    if (answer.status() !== 200) throw new Error(`${query}: ${answer.status()}`);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  console.log(`| ${name} | ${times[Math.floor(runs / 2)].toFixed(0)} | ${times.at(-1).toFixed(0)} |`);
}

/** The place of a line half-way down. */
async function deep() {
  return python(MIDDLE).trim();
}

/** Downloads everything and watches the server's memory. */
async function taken(kind) {
  const memory = (what) => Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;
  const before = memory("VmRSS");
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memory("VmRSS"))), 20);
  const began = performance.now();
  const answer = await context.get(`/business/export.${kind}`, { headers: { "accept-encoding": "identity" } });
  const body = await answer.body();
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const rows = kind === "csv" ? body.toString("utf8").split("\r\n").length - 2 : "all";
  console.log(`${kind}: ${rows} rows, ${(body.length / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s; the server grew from ${before.toFixed(0)} to ${most.toFixed(0)} MiB, by ${(most - before).toFixed(0)}`);
  if (most - before > ROOM) {
    console.error(`${kind}: more than ${ROOM} MiB`);
    process.exitCode = 1;
  }
}
