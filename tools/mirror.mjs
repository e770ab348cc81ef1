#!/usr/bin/env node
// Brings a folder to the state of this checkout: node tools/mirror.mjs FOLDER
//
// Cargo takes for fresh what is older than its build, and writes the path of the checkout into what it builds. In a
// mirror that stays in one place only what changed gets a new time, so that a fresh clone costs what its change costs.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(dirname(import.meta.filename), "..");
const mirror = resolve(process.argv[2] ?? fail("usage: node tools/mirror.mjs FOLDER"));
const list = `${mirror}.files`;

const asked = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
const files = execFileSync("git", asked, { cwd: root, encoding: "utf8" }).split("\0").filter((file) => file && isFile(join(root, file)));
const before = existsSync(list) && existsSync(mirror) ? JSON.parse(readFileSync(list, "utf8")) : null;
// A folder that nobody remembers filling may hold anything.
if (!before && existsSync(mirror) && readdirSync(mirror).length > 0) fail(`${mirror} is not empty and no mirror`);

// Both, should this end halfway.
writeFileSync(list, JSON.stringify([...new Set([...(before ?? []), ...files])]));
const stay = new Set(files);
for (const gone of (before ?? []).filter((file) => !stay.has(file))) rmSync(join(mirror, gone), { force: true });
const changed = files.filter((file) => !same(join(root, file), join(mirror, file)));
for (const file of changed) {
  if (!isFile(join(mirror, file))) rmSync(join(mirror, file), { recursive: true, force: true });
  mkdirSync(dirname(join(mirror, file)), { recursive: true });
  copyFileSync(join(root, file), join(mirror, file));
  chmodSync(join(mirror, file), statSync(join(root, file)).mode);
}
writeFileSync(list, JSON.stringify(files));
console.log(`${changed.length} of ${files.length} files changed`);

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

function same(one, other) {
  return isFile(other) && statSync(one).mode === statSync(other).mode && readFileSync(one).equals(readFileSync(other));
}

function fail(words) {
  console.error(words);
  process.exit(2);
}
