#!/usr/bin/env bash
# Installs what the build lacks and exports the variables that every build uses.
#   source tools/setup.sh run|test     from ./run and ./test
#   tools/setup.sh env                 prints the exports for an interactive shell
# Everything lands in MOTCUA_CACHE, outside the checkout, so that a fresh clone is not a cold build.
set -euo pipefail

MOTCUA_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
setup_mode=${1:-run}
export MOTCUA_ROOT
export MOTCUA_CACHE=${MOTCUA_CACHE:-$HOME/.cache/motcua}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$MOTCUA_CACHE/target}
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED=true
export PATH=$MOTCUA_CACHE/bin:$HOME/.cargo/bin:$PATH

mkdir -p "$MOTCUA_CACHE/stamps"
# shellcheck source=tools/steps.sh
source "$MOTCUA_ROOT/tools/steps.sh"
# shellcheck source=tools/postgres.sh
source "$MOTCUA_ROOT/tools/postgres.sh"
# shellcheck source=tools/packages.sh
source "$MOTCUA_ROOT/tools/packages.sh"
# shellcheck source=tools/build-std.sh
source "$MOTCUA_ROOT/tools/build-std.sh"
# shellcheck source=tools/toolchain.sh
source "$MOTCUA_ROOT/tools/toolchain.sh"

setup_all() {
  require_command cargo "rustup's cargo (https://rustup.rs)"
  require_command node 'Node.js 20 or newer'
  install_packages "$setup_mode"
  choose_toolchain
  install_small_std
  install_wasm_bindgen
  own_the_cache
  install_npm "$MOTCUA_ROOT/tools"
  [[ $setup_mode != test || ! -e $MOTCUA_ROOT/end2end/package.json ]] || install_npm "$MOTCUA_ROOT/end2end"
}

# Cargo names what it compiles by the path inside the workspace, and takes it for fresh when it is newer than the
# sources. With another checkout in the same cache, that may be the other one's.
own_the_cache() {
  local owner=$CARGO_TARGET_DIR/checkout
  [[ $(cat "$owner" 2>/dev/null) != "$MOTCUA_ROOT" ]] || return 0
  mkdir -p "$CARGO_TARGET_DIR"
  find "$MOTCUA_ROOT"/{app,crates,frontend,server,data} -type f -exec touch {} +
  printf '%s\n' "$MOTCUA_ROOT" >"$owner"
}

# Two setups at once would install into each other's half-made files.
exec 9>"$MOTCUA_CACHE/setup.lock"
flock 9
if [[ $setup_mode == env ]]; then
  setup_all >&2
  export -p | grep -E ' (PATH|MOTCUA_CACHE|MOTCUA_[A-Z]+_SYSROOT|RUSTUP_TOOLCHAIN|CARGO_TARGET_[A-Z0-9_]+)='
else
  setup_all
fi
exec 9>&-
