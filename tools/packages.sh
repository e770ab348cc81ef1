# shellcheck shell=bash
# System, Rust and npm packages. Sourced by setup.sh.

die() {
  printf '✗ %s\n' "$*" >&2
  exit 1
}

require_command() {
  command -v "$1" >/dev/null || die "$1 is missing. Please install $2 first."
}

# apt_install NAME PACKAGE...: one step that installs Debian packages.
apt_install() {
  local name=$1
  shift
  command -v apt-get >/dev/null || die "Missing: $*. This is not Debian: please install what they hold with your system's own package manager."
  [[ $(id -u) -eq 0 ]] || command -v sudo >/dev/null || die "Missing: $*. Please run as root: apt-get install $*"
  step "$name" apt_get "$@" || die "apt-get could not install: $*"
}

apt_get() {
  as_root apt-get update -q
  as_root apt-get install -q -y --no-install-recommends "$@"
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# The browser without its own windows, which costs half of the processor that the whole one does. Its fonts are for the
# journeys' pictures: Liberation holds all of Vietnamese.
install_packages() {
  local missing=()
  command -v cc >/dev/null || missing+=(gcc libc6-dev)
  command -v npm >/dev/null || missing+=(npm)
  if [[ $1 == test && ! -x ${MOTCUA_CHROMIUM:-/usr/bin/chromium-headless-shell} ]]; then
    missing+=(chromium-headless-shell fonts-liberation)
  fi
  [[ $1 != test || -n $(postgres_programs) ]] || missing+=(postgresql)
  [[ ${#missing[@]} -eq 0 ]] || apt_install "packages: ${missing[*]}" "${missing[@]}"
}

# The command line tool and the library must be of exactly one version.
install_wasm_bindgen() {
  local version
  version=$(locked_version wasm-bindgen)
  [[ $(wasm-bindgen --version 2>/dev/null) != "wasm-bindgen $version" ]] || return 0
  step "wasm-bindgen $version" cargo_install_wasm_bindgen "$version" || die "wasm-bindgen $version could not be installed"
}

# Not --locked: the published lock file names a crate version that registries have withdrawn.
# Optimising the tool takes minutes and saves less than a second per build.
cargo_install_wasm_bindgen() {
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    CARGO_TARGET_DIR="$MOTCUA_CACHE/tools-target" \
    cargo install wasm-bindgen-cli --version "$1" --no-default-features --force --root "$MOTCUA_CACHE" || return
  rm -rf "$MOTCUA_CACHE/tools-target"
}

# locked_version CRATE: its version in Cargo.lock.
locked_version() {
  awk -v crate="name = \"$1\"" '$0 == crate { getline; gsub(/version = |"/, ""); print; exit }' "$MOTCUA_ROOT/Cargo.lock"
}

# install_npm DIR: node_modules lives in the cache under the hash of the lock file and is linked in.
install_npm() {
  local dir=$1 home
  home=$MOTCUA_CACHE/npm/$(sha256sum "$dir/package-lock.json" | cut -c1-16)
  if [[ ! -e $home/installed ]]; then
    step "npm packages of ${dir##*/}" npm_ci "$dir" "$home" || die "npm could not install the packages of $dir"
  fi
  if [[ -d $dir/node_modules && ! -L $dir/node_modules ]]; then
    rm -rf "$dir/node_modules"
  fi
  ln -sfn "$home/node_modules" "$dir/node_modules"
}

npm_ci() {
  mkdir -p "$2"
  cp "$1/package.json" "$1/package-lock.json" "$2/"
  (cd "$2" && npm ci --no-fund --no-audit && touch installed)
}
