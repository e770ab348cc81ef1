// Cuts out of the Wasm what nothing calls but the linker must keep.
//
// Every view that is erased to `AnyView` brings a table of functions. One of them takes a page over piece by piece as
// lazy routes arrive (`leptos::mount::hydrate_lazy`). This program has no lazy routes and never calls it, but a table of
// function pointers hides that. It is a tenth of the Wasm (docs/decisions/0012-cut-wasm.md).

import binaryen from "binaryen";

const NEVER_CALLED = /hydrate_async/;

/** The module with these bodies gone: whoever calls one after all stops at once, in the tests too. Takes names from the
 * name section, so it comes before they are stripped. */
export function cut(bytes) {
  const module = binaryen.readBinary(bytes);
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index));
  const dead = functions.filter((one) => NEVER_CALLED.test(binaryen.getFunctionInfo(one).name));
  if (dead.length === 0) throw new Error("no function to cut: the names are gone, or Leptos calls it differently");
  for (const one of dead) binaryen.Function.setBody(one, module.unreachable());
  return module.emitBinary();
}
