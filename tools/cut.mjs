// Takes out of the Wasm what nothing calls, though a pointer to it keeps it in: docs/decisions/0012.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

// RenderHtml::hydrate_async serves pages whose routes are loaded lazily. We have none, but each erased view points to one.
const UNCALLED = /::hydrate_async(::<.*>)?(::\{closure#\d+\})*$/;

// Names must be those that rustc gave (v0), and stand for one function each (rustflags in wasm.mjs).
export function cut(path) {
  const module = binaryen.readBinary(readFileSync(path));
  let found = 0;
  for (let place = 0; place < module.getNumFunctions(); place++) {
    const known = module.getFunctionByIndex(place);
    const { name, module: imported } = binaryen.getFunctionInfo(known);
    if (imported || !UNCALLED.test(name)) continue;
    binaryen.Function.setBody(known, module.unreachable());
    found++;
  }
  if (found === 0) throw new Error("no function hydrate_async: what Leptos leaves in has another name now");
  binaryen.setDebugInfo(true);
  writeFileSync(path, module.emitBinary());
  module.dispose();
}
