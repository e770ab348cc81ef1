// Where things are, and the options that build and server share.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");
export const targetDir = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

// The keys of Leptos.toml, each with its LEPTOS_* variable on top, as the server reads them.
// LEPTOS_SITE_ROOT is left out of the build: the site belongs beside the executable.
export function leptosOptions() {
  const options = {};
  for (const line of readFileSync(`${root}/Leptos.toml`, "utf8").split("\n")) {
    const pair = line.match(/^([a-z-]+)\s*=\s*"?([^"]*?)"?\s*$/);
    if (!pair) continue;
    const variable = `LEPTOS_${pair[1].toUpperCase().replaceAll("-", "_")}`;
    options[pair[1]] = process.env[variable] ?? pair[2];
  }
  return options;
}
