#!/usr/bin/env node
// ./run as a stranger uses it, in the profile that ./test has built: from nothing to a page with its assets, then stopped
// and started once more on what is there.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./options.mjs";

const PATIENCE = 300_000;
const STEPS = ["build", "migrate", "catalogue"];

const folder = mkdtempSync(join(tmpdir(), "motcua-run-"));
let running;
try {
  const address = `127.0.0.1:${await freePort()}`;
  const first = await served(address);
  await asksForAssets(`http://${address}`);
  const draft = await begins(`http://${address}`);
  await stopped(first);
  const again = await served(address);
  const kept = await fetch(`http://${address}${draft.path}`, { headers: { cookie: draft.cookie } });
  assert.equal(kept.status, 200, "what was begun is still there");
  await stopped(again);
  console.log("served twice, and nothing was lost between");
} finally {
  if (running) process.kill(-running.pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

/** Starts ./run, sees it tell each step with its time, and waits until it serves. */
async function served(address) {
  const env = {
    ...process.env,
    MOTCUA_PROFILE: "debug",
    MOTCUA_ADDR: address,
    MOTCUA_DATABASE_URL: `sqlite:${join(folder, "motcua.db")}`,
    MOTCUA_FILES_URL: `file:${join(folder, "files")}`,
    MOTCUA_MAIL_URL: `file:${join(folder, "mail")}`,
  };
  const run = spawn(join(root, "run"), { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running = run;
  let said = "";
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (bytes) => (said += bytes));
  const end = Date.now() + PATIENCE;
  while (!(await answers(address))) {
    if (run.exitCode !== null) running = undefined;
    if (run.exitCode !== null || Date.now() > end) throw new Error(`./run does not serve:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const step of STEPS) assert.match(said, new RegExp(`^✓ ${step} … \\d+ s$`, "m"), `it tells of ${step}`);
  assert.ok(said.includes(`http://${address}`), "it tells where it serves");
  return run;
}

async function answers(address) {
  try {
    return (await fetch(`http://${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** What a page loads is compressed, named by its content, and kept for good. */
async function asksForAssets(base) {
  const page = await (await fetch(base)).text();
  const assets = [...new Set(page.match(/\/pkg\/[^"'\s)]+\.(?:js|wasm|css)/g))];
  for (const kind of ["js", "wasm", "css"]) assert.ok(assets.some((asset) => asset.endsWith(kind)), `the page names its ${kind}`);
  for (const asset of assets) {
    const { status, headers } = await fetch(base + asset, { headers: { "accept-encoding": "br" } });
    assert.equal(status, 200, asset);
    assert.match(asset, /\.[0-9a-zA-Z_-]{8,}\.(js|wasm|css)$/, "named by its content");
    assert.equal(headers.get("content-encoding"), "br", asset);
    assert.match(headers.get("cache-control"), /max-age=31536000, immutable/, asset);
  }
}

/** A draft, begun by a visitor. */
async function begins(base) {
  const answer = await fetch(`${base}/fn/start_draft`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: base, accept: "text/html" },
    body: "code=2.000908",
  });
  const cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
  const path = answer.headers.get("location");
  assert.match(path ?? "", /^\/drafts\//, `a draft begins (${answer.status})`);
  return { cookie, path };
}

/** As Ctrl-C does. */
async function stopped(run) {
  const ended = new Promise((resolve) => run.once("exit", (code) => resolve(code)));
  const late = setTimeout(() => process.kill(-run.pid, "SIGKILL"), PATIENCE);
  run.kill("SIGINT");
  const code = await ended;
  clearTimeout(late);
  running = undefined;
  assert.equal(code, 0, "it stops in peace");
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
