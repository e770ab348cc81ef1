// A server of our own for one run: fresh database and files, demo people, a clock that stands on a known day.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** A Wednesday morning in working hours, so that no date depends on the day of the run. */
export const NOW = "2026-11-18T09:00:00+07:00";

export async function startServer({ bin, root, folder }) {
  mkdirSync(folder, { recursive: true });
  const address = `127.0.0.1:${await freePort()}`;
  const env = {
    ...process.env,
    MOTCUA_DATABASE_URL: `sqlite:${join(folder, "motcua.db")}`,
    MOTCUA_FILES_URL: `file:${join(folder, "files")}`,
    MOTCUA_MAIL_URL: `file:${join(folder, "mail")}`,
    MOTCUA_ADDR: address,
    MOTCUA_DEMO: "1",
    MOTCUA_DEMO_CLOCK: NOW,
  };
  once(bin, ["migrate"], { cwd: root, env });
  once(bin, ["catalogue", "load", "--data", join(root, "data")], { cwd: root, env });

  const log = join(folder, "server.log");
  const out = openSync(log, "w");
  const server = spawn(bin, ["serve"], { cwd: root, env, stdio: ["ignore", out, out] });
  process.on("exit", () => server.kill("SIGKILL"));
  const base = `http://${address}`;
  await healthy(base, server, log);
  return { base, faults: () => faults(server, log), log: () => readFileSync(log, "utf8"), stop: () => stopped(server) };
}

/** What no journey may cause: an end, a panic, a use case that broke. */
function faults(server, log) {
  const lines = readFileSync(log, "utf8").split("\n").filter((line) => /panicked| ERROR /.test(line));
  if (running(server)) return lines;
  return [...lines, `the server ended during the journeys: ${server.signalCode ?? `exit code ${server.exitCode}`}`];
}

const running = (server) => server.exitCode === null && server.signalCode === null;

function once(bin, args, options) {
  const { status, error, stderr } = spawnSync(bin, args, { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`motcua ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function healthy(base, server, log) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (!running(server)) throw new Error(`the server ended at once:\n${readFileSync(log, "utf8")}`);
    const answer = await fetch(`${base}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not answer within a minute:\n${readFileSync(log, "utf8")}`);
}

function stopped(server) {
  if (!running(server)) return undefined;
  return new Promise((resolve) => {
    server.on("exit", resolve);
    server.kill("SIGTERM");
  });
}
