#!/usr/bin/env node
// The crate `forms` runs twice, in the server and in the browser. This judges random forms and answers with both builds
// and compares every byte of what they say: node tools/twins.mjs [cases] [first seed]
//
// A difference is made small and shown; then the command ends with 1.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { root, targetDir } from "./options.mjs";
import { rustflags } from "./wasm.mjs";

const TARGET = "wasm32-unknown-unknown";
const cases = Number(process.argv[2] ?? 100_000);
const first = Number(process.argv[3] ?? 0);

// As the tests build it, so that what they compiled serves.
const native = `${targetDir}/debug/twins`;
cargo(["--workspace", "--exclude", "frontend", "--features", "server/otel", "--bin", "twins"]);
const browser = browsersBuild();

let seed = first;
for await (const bytes of frames(spawn(native, [first, cases], { stdio: ["ignore", "pipe", "inherit"] }))) {
  if (!bytes.equals(browser.judge(browser.tape_of(seed)))) differ(seed);
  seed += 1;
}
if (seed !== first + cases) fail(`the server's build ended after ${seed - first} of ${cases} cases`);
console.log(`${cases} cases are judged alike, from seed ${first} on`);

function cargo(what, env = {}) {
  execFileSync("cargo", ["build", ...what], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
}

function browsersBuild() {
  cargo(["-p", "twins", "--lib", "--profile", "wasm-dev", "--target", TARGET], { RUSTC_BOOTSTRAP: "1", CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: rustflags(false) });
  const out = `${targetDir}/${TARGET}/wasm-dev/twins`;
  mkdirSync(out, { recursive: true });
  const input = `${targetDir}/${TARGET}/wasm-dev/twins.wasm`;
  const args = ["--target", "nodejs", "--no-typescript", "--out-name", "twins", "--out-dir", out, input];
  execFileSync("wasm-bindgen", args, { cwd: root, stdio: "inherit" });
  return createRequire(import.meta.url)(`${out}/twins.js`);
}

/** The results as the server's build writes them: a length of four bytes, little-endian, and so many bytes. */
async function* frames(child) {
  let rest = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    rest = Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4) {
      const end = at + 4 + rest.readUInt32LE(at);
      if (end > rest.length) break;
      yield rest.subarray(at + 4, end);
      at = end;
    }
    rest = rest.subarray(at);
  }
}

function differ(seed) {
  const tape = shrink(Buffer.from(browser.tape_of(seed)));
  const hex = tape.toString("hex");
  console.error(`Seed ${seed} is judged differently. The smallest case found:\n`);
  console.error(execFileSync(native, ["--show", hex], { encoding: "utf8" }));
  console.error(`server:  ${server(tape).toString("hex")}\nbrowser: ${Buffer.from(browser.judge(tape)).toString("hex")}`);
  fail(`Again: ${native} --show ${hex}`);
}

function server(tape) {
  return execFileSync(native, ["--tape", tape.toString("hex")], { maxBuffer: 1 << 26 });
}

/** Cuts the tape and sets choices to 0 as long as both builds still differ. */
function shrink(tape) {
  const differs = (tape) => !server(tape).equals(browser.judge(tape));
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (let length = tape.length & ~1; length >= 2; length = (length >> 1) & ~1) {
      for (let at = 0; at + length <= tape.length; at += length) {
        const without = Buffer.concat([tape.subarray(0, at), tape.subarray(at + length)]);
        if (differs(without)) {
          tape = without;
          smaller = true;
        }
      }
    }
    for (let at = 0; at + 1 < tape.length; at += 2) {
      if (tape.readUInt16LE(at) === 0) continue;
      const simpler = Buffer.from(tape);
      simpler.writeUInt16LE(0, at);
      if (differs(simpler)) {
        tape = simpler;
        smaller = true;
      }
    }
  }
  return tape;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
