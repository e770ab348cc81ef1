// A server of our own for one run: fresh database and files, demo people, a clock that stands on a known day.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** A Wednesday morning in working hours, so that no date depends on the day of the run. */
export const NOW = "2026-11-18T09:00:00+07:00";

/** Where servers listen. */
const ADDRESS = "127.0.0.1";

export async function startServer({ bin, root, folder, env: more }) {
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    MOTCUA_MAIL_URL: `file:${join(folder, "mail")}`,
    ...more,
    MOTCUA_DATABASE_URL: database(folder),
    MOTCUA_FILES_URL: `file:${join(folder, "files")}`,
    MOTCUA_DEMO: "1",
  };
  const at = { cwd: root, env };
  once(bin, ["migrate"], at);
  once(bin, ["catalogue", "load", "--data", join(root, "data")], at);

  const first = await serve({ bin, at, log: join(folder, "server.log"), clock: NOW });
  const started = Date.now();
  /** What the server's clock shows, in milliseconds. */
  const now = () => Date.parse(NOW) + Date.now() - started;
  const others = [];
  return {
    base: first.base,
    pid: first.server.pid,
    database: env.MOTCUA_DATABASE_URL,
    now,
    /** A command of the operator, with what is typed into it. */
    command: (args, typed) => once(bin, args, { ...at, input: typed }),
    /**
     * Another server on the same data, whose clock is ahead by so many minutes; by a name where a bare address will not
     * do, as for passkeys.
     */
    later: async (minutes, host = ADDRESS) => {
      const log = join(folder, `later-${others.length}.log`);
      const other = await serve({ bin, at, log, clock: inVietnam(now() + minutes * 60_000), host });
      others.push(other);
      return other.base;
    },
    faults: () => [first, ...others].flatMap(faults),
    log: () => [first, ...others].map((one) => readFileSync(one.log, "utf8")).join("\n"),
    stop: () => Promise.all([first, ...others].map(({ server }) => stopped(server))),
  };
}

/** How many databases this run has made. */
let databases = 0;

/** A fresh database: a file, or one on the server that MOTCUA_TEST_POSTGRES names. */
function database(folder) {
  const server = process.env.MOTCUA_TEST_POSTGRES;
  if (!server) return `sqlite:${join(folder, "motcua.db")}`;
  databases += 1;
  const name = `journeys_${process.pid}_${databases}`;
  const made = spawnSync("psql", ["--quiet", "--command", `CREATE DATABASE ${name}`, server], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no database for the journeys: ${made.error?.message ?? made.stderr}`);
  return server.replace(/\/[^/]*$/, `/${name}`);
}

/** None outlives the run. */
const children = new Set();
process.on("exit", () => {
  for (const server of children) server.kill("SIGKILL");
});

async function serve({ bin, at, log, clock, host = ADDRESS }) {
  const port = await freePort();
  const base = `http://${host}:${port}`;
  const env = { ...at.env, MOTCUA_ADDR: `${ADDRESS}:${port}`, MOTCUA_BASE_URL: base, MOTCUA_DEMO_CLOCK: clock };
  const out = openSync(log, "w");
  const server = spawn(bin, ["serve"], { ...at, env, stdio: ["ignore", out, out] });
  children.add(server);
  await healthy(base, server, log).catch((error) => {
    // Nobody else knows it, and it would keep the run from ending.
    server.kill("SIGKILL");
    throw error;
  });
  return { server, base, log };
}

const inVietnam = (moment) => `${new Date(moment + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

/** What no journey may cause: an end, a panic, a use case that broke. */
function faults({ server, log }) {
  const lines = readFileSync(log, "utf8").split("\n").filter((line) => /panicked| ERROR /.test(line));
  if (running(server)) return lines;
  return [...lines, `the server ended during the journeys: ${server.signalCode ?? `exit code ${server.exitCode}`}`];
}

const running = (server) => server.exitCode === null && server.signalCode === null;

function once(bin, args, options) {
  const { status, error, stdout, stderr } = spawnSync(bin, args, { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`motcua ${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** The system may give a port twice that nobody listens on yet. */
const given = new Set();

export async function freePort() {
  let port;
  do {
    port = await unusedPort();
  } while (given.has(port));
  given.add(port);
  return port;
}

function unusedPort() {
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
