#!/usr/bin/env node
// Builds what ./run serves: node tools/build.mjs --profile debug|release
// Lints the browser's half:  node tools/build.mjs --lint
//
//   <target>/<profile>/motcua     the server
//   <target>/<profile>/hash.txt   the content hashes, which leptos reads beside the running executable
//   <target>/<profile>/site/      public/ as it is, and pkg/ with hashed names: Wasm, its glue, styles, fonts
//
// This is cargo-leptos' job, done in three short files because cargo-leptos is some 600 crates: eleven
// minutes of compiling on two cores, before the first line of ours. What it would do for us besides is a
// cargo build for each side, wasm-bindgen, wasm-opt and hashing; its configuration stays in Leptos.toml.

import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { leptosOptions, root, targetDir } from "./options.mjs";
import { buildSite, printSizes } from "./site.mjs";
import { buildWasm, lintWasm } from "./wasm.mjs";

const { values } = parseArgs({ options: { profile: { type: "string", default: "release" }, lint: { type: "boolean" } } });
if (values.lint) {
  await timed("Wasm lints", lintWasm);
  process.exit(0);
}

const release = values.profile === "release";
if (!release && values.profile !== "debug") {
  console.error("usage: node tools/build.mjs --profile debug|release");
  process.exit(2);
}

const options = leptosOptions();
const out = `${targetDir}/${values.profile}`;

const wasm = await timed("Wasm", () => buildWasm({ name: options["output-name"], release }));
const site = await timed("site", () => buildSite({ options, wasm, out, release }));
await timed("server", buildServer);
printSizes(site);

function buildServer() {
  // For looking into it, and what the tests have compiled already.
  const profile = release ? ["--release"] : ["--features", "otel"];
  execFileSync("cargo", ["build", "-p", "server", "--bin", "motcua", ...profile], { cwd: root, stdio: "inherit" });
}

async function timed(name, work) {
  const began = Date.now();
  try {
    return await work();
  } catch (error) {
    console.error(`✗ ${name}: ${error.message}`);
    process.exit(1);
  } finally {
    console.log(`  ${name} … ${Math.round((Date.now() - began) / 1000)} s`);
  }
}
