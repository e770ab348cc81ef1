// The browser's half: frontend compiled to Wasm, with its JavaScript glue.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { build as bundle } from "esbuild";
import { cut } from "./cut.mjs";
import { root, targetDir } from "./options.mjs";

const TARGET = "wasm32-unknown-unknown";

// What rustc assumes of a browser, and phones of 2021 have.
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

// Speed first finds what size then need not keep; a larger limit of inlining repeats more, which compresses. Together 1.3 kB
// (brotli) less than -Oz alone; docs/decisions/0012 has what was tried.
const SMALL = ["-O2", "-Oz", "--one-caller-inline-max-function-size=60"];

// Bundled with the glue and run as soon as that is there, also where Wasm is blocked.
const WITHOUT_WASM = ["passkey", "signature"].map((name) => `${root}/app/js/${name}.js`);

// Returns the paths of the finished files: { js, wasm }.
export async function buildWasm({ name, release }) {
  const profile = release ? "wasm-release" : "wasm-dev";
  cargo(["build", "--profile", profile], [], release);

  const stage = `${targetDir}/${TARGET}/${profile}/stage`;
  const files = { js: `${stage}/${name}.js`, wasm: `${stage}/${name}.wasm` };
  const input = `${targetDir}/${TARGET}/${profile}/frontend.wasm`;
  const made = [input, ...WITHOUT_WASM, import.meta.filename, `${root}/tools/cut.mjs`];
  const stamp = digest(...made.map((file) => readFileSync(file)), toolVersion());
  if (existsSync(`${stage}/stamp`) && readFileSync(`${stage}/stamp`, "utf8") === stamp) return files;

  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--remove-producers-section", "--out-name", "glue", "--out-dir", stage, input]);
  cut(`${stage}/glue_bg.wasm`);
  optimise(`${stage}/glue_bg.wasm`, files.wasm, release);
  await bundle({
    entryPoints: [`${stage}/glue.js`],
    outfile: files.js,
    inject: WITHOUT_WASM,
    nodePaths: [`${root}/tools/node_modules`],
    bundle: true,
    format: "esm",
    minify: release,
    logLevel: "warning",
  });
  writeFileSync(`${stage}/stamp`, stamp);
  return files;
}

export function lintWasm() {
  cargo(["clippy", "--profile", "wasm-dev"], ["--", "-D", "warnings"], false);
}

function cargo(command, tail, release) {
  const env = { ...process.env, RUSTC_BOOTSTRAP: "1", CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: rustflags(release) };
  execFileSync("cargo", [...command, "-p", "frontend", "--lib", "--target", TARGET, ...tail], { cwd: root, stdio: "inherit", env });
}

// What cut.mjs reads in names: one function each, not one name for all that have the same code. Journeys run on a debug
// build, so it is cut as a release is.
const NAMED = "-Csymbol-mangling-version=v0 -Zmerge-functions=disabled";

// Nobody reads what Debug prints in a browser, nor where a panic was.
const SILENT = "-Zfmt-debug=none -Zlocation-detail=none";

// Added to the flags of .cargo/config.toml. The small standard library has no panic messages:
// everything linked to it must panic in the same way.
export function rustflags(release) {
  const { MOTCUA_SMALL_SYSROOT: small, MOTCUA_WASM_SYSROOT: plain } = process.env;
  if (!release) return plain ? `--sysroot=${plain} ${NAMED}` : NAMED;
  if (small) return `--sysroot=${small} -Zunstable-options -Cpanic=immediate-abort ${NAMED} ${SILENT}`;
  return plain ? `--sysroot=${plain} ${NAMED} ${SILENT}` : `${NAMED} ${SILENT}`;
}

function optimise(from, to, release) {
  if (!release) return renameSync(from, to);
  run(process.execPath, [`${root}/tools/node_modules/binaryen/bin/wasm-opt`, ...SMALL, ...FEATURES.map((f) => `--enable-${f}`), "-o", to, from]);
}

function toolVersion() {
  return execFileSync("wasm-bindgen", ["--version"], { encoding: "utf8" });
}

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: "inherit" });
}

function digest(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
