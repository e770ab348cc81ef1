// The folder of static files: hashed names, and compressed copies for those who accept them.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build as bundle } from "esbuild";
import { root } from "./options.mjs";

const COMPRESSED = new Set([".css", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"]);

// Browsers of 2021: what phones in use have.
const BROWSERS = ["chrome94", "firefox93", "safari15"];

// Writes the site and hash.txt below `out`. Returns the hashed files by kind: { js, wasm, css }.
export async function buildSite({ options, wasm, out, release }) {
  const site = `${out}/site`;
  const pkg = `${site}/${options["site-pkg-dir"]}`;
  const styles = await bundleStyles(options["style-file"], pkg);
  const sources = { js: readFileSync(wasm.js), wasm: readFileSync(wasm.wasm), css: styles.css };

  const files = new Map([...styles.assets, ...publicFiles(options["assets-dir"], site, styles.inputs)]);
  const hashed = {};
  const hashes = [];
  for (const [kind, content] of Object.entries(sources)) {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
    hashed[kind] = `${pkg}/${options["output-name"]}.${hash}.${kind}`;
    files.set(hashed[kind], content);
    hashes.push(`${kind}: ${hash}\n`);
  }
  await writeAll(files, release);
  removeOthers(site, files);
  write(`${out}/hash.txt`, hashes.join(""));
  linkFromCheckout(site);
  return hashed;
}

// Fonts and pictures that the styles name get hashed names beside them.
async function bundleStyles(entry, pkg) {
  const result = await bundle({
    entryPoints: [`${root}/${entry}`],
    outdir: pkg,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: BROWSERS,
    assetNames: "[name]-[hash]",
    loader: { ".svg": "file", ".woff2": "file", ".png": "file", ".webp": "file" },
    logLevel: "warning",
  });
  const isEntry = (file) => file.path === resolve(pkg, basename(entry));
  return {
    css: Buffer.from(result.outputFiles.find(isEntry).contents),
    assets: result.outputFiles.filter((file) => !isEntry(file)).map((file) => [file.path, Buffer.from(file.contents)]),
    inputs: new Set(Object.keys(result.metafile.inputs).map((path) => resolve(root, path))),
  };
}

// What the styles already carry is not published a second time under its plain name.
function publicFiles(assets, site, bundled) {
  const dir = `${root}/${assets}`;
  return filesBelow(dir)
    .filter((path) => !bundled.has(path))
    .map((path) => [`${site}/${relative(dir, path)}`, readFileSync(path)]);
}

// Adds each compressed copy to `files` too. A copy that is newer than unchanged content is kept.
async function writeAll(files, release) {
  const copies = [...files].filter(([path]) => COMPRESSED.has(extname(path)));
  for (const [path, content] of files) write(path, content);
  await Promise.all(copies.flatMap(([path, content]) => [
    compressed(files, `${path}.br`, path, () => promisify(brotliCompress)(content, brotliOptions(content, release))),
    compressed(files, `${path}.gz`, path, () => promisify(gzip)(content, { level: release ? 9 : 1 })),
  ]));
}

async function compressed(files, copy, original, compress) {
  files.set(copy, null);
  if (existsSync(copy) && statSync(copy).mtimeMs >= statSync(original).mtimeMs) return;
  write(copy, await compress());
}

function brotliOptions(content, release) {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: release ? 11 : 4,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  };
}

// Unchanged files keep their time. A rename, because a server may be reading the old one.
function write(path, content) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

function removeOthers(site, files) {
  for (const path of filesBelow(site)) {
    if (!files.has(path)) rmSync(path);
  }
}

function filesBelow(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name));
}

// target/site, as Leptos.toml has it, is the site that was built last: for a server started by hand.
function linkFromCheckout(site) {
  const link = `${root}/target/site`;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync(site, link);
}

export function printSizes(hashed) {
  for (const path of Object.values(hashed)) {
    const kilobytes = (file) => `${(statSync(file).size / 1000).toFixed(1)} kB`.padStart(10);
    console.log(`  ${basename(path).padEnd(32)} ${kilobytes(path)} raw ${kilobytes(`${path}.br`)} brotli`);
  }
}
