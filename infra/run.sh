#!/usr/bin/env bash
# Installs what is missing, builds, and starts a complete relay. Progress goes to stderr; stdout carries
# only what the relay prints: one line, `Begin: …` or `Relay: …`.
set -euo pipefail

usage() {
  cat <<'TXT'
usage: bash infra/run.sh [--port P] [--data DIR] [--public-url URL] [--tls-cert F --tls-key F]
                         [--build-only] [--clean]

Installs what is missing, builds the relay (artifacts/relay), the web client that it serves and the `dialogue`
command (artifacts/dialogue), and starts the relay.

  --port P           listen on this port (appsettings.json: 8080), on 127.0.0.1 unless configured otherwise
  --data DIR         keep the relay's store here (default: artifacts/data), readable by its owner only
  --public-url URL   the address that links carry, when it differs from the one listened on
  --tls-cert F       PEM certificate, with --tls-key F its PEM key: serve https
  --build-only       install and build, start nothing
  --clean            first remove artifacts/, what npm installed and built in clients/web, and the data
                     directory, without asking; a data directory outside artifacts/ only if a relay used it

Every setting of src/SecureDialogue.Server/appsettings.json can also be given by environment, as Relay__Port=8081.
TXT
}

say() { printf 'run: %s\n' "$*" >&2; }
fail() { printf 'run: %s\n' "$*" >&2; exit 1; }
misuse() { printf 'run: %s\n\n' "$*" >&2; usage >&2; exit 2; }

port='' data="${Relay__DataDirectory:-}" public_url='' tls_cert='' tls_key='' build_only='' clean=''
while [ $# -gt 0 ]; do
  case "$1" in
    --port | --data | --public-url | --tls-cert | --tls-key)
      [ -n "${2:-}" ] || misuse "$1 needs a value"
      case "$1" in
        --port) port=$2 ;;
        --data) data=$2 ;;
        --public-url) public_url=$2 ;;
        --tls-cert) tls_cert=$2 ;;
        --tls-key) tls_key=$2 ;;
      esac
      shift 2 ;;
    --build-only) build_only=yes; shift ;;
    --clean) clean=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) misuse "unknown option: $1" ;;
  esac
done
[[ -z $port ]] || { [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -le 65535 ]; } || misuse "--port is a number from 0 to 65535, not: $port"
[ "${tls_cert:+given}" = "${tls_key:+given}" ] || misuse '--tls-cert and --tls-key go together'
for f in "$tls_cert" "$tls_key"; do
  [[ -z $f || -r $f ]] || fail "cannot read $f"
done

# Paths are the caller's; make them absolute before going to the repository.
data=${data:+$(realpath -m -- "$data")}
tls_cert=${tls_cert:+$(realpath -- "$tls_cert")}
tls_key=${tls_key:+$(realpath -- "$tls_key")}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
artifacts=$root/artifacts
data=${data:-$artifacts/data}
marker=relay.lock
publish=$artifacts/publish
web=$root/clients/web
# The relay's Relay:WebDirectory.
wwwroot=$publish/SecureDialogue.Server/release/wwwroot

# --- clean -----------------------------------------------------------------------------------------------------

remove_all() {
  local gone=()
  case "$data/" in
    "$artifacts"/*) ;;
    *)
      if [ -e "$data/$marker" ]; then
        gone+=("$data")
      elif [ -e "$data" ]; then
        fail "will not remove $data: it has no $marker, so it is no data directory of a relay"
      fi ;;
  esac
  local made
  for made in "$artifacts" "$web/dist" "$web/node_modules"; do
    [ ! -e "$made" ] || gone+=("$made")
  done
  if [ ${#gone[@]} -eq 0 ]; then
    say 'nothing to remove'
  else
    say "removing: ${gone[*]}"
    rm -rf -- "${gone[@]}"
  fi
}

# --- install ---------------------------------------------------------------------------------------------------

has_library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -E "$1" >/dev/null; }

# The newest package of that name that this release of the distribution has: names carry versions.
find_package() { apt-cache search --names-only "$1" | awk '{print $1}' | sort -V | tail -n 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@" >&2 </dev/null; else sudo "$@" >&2; fi
}

# What Vite asks for.
node_needed=20.19
is_enough() { [ "$(printf '%s\n' "$node_needed" "$1" | sort -V | head -n 1)" = "$node_needed" ]; }
has_node() { command -v npm >/dev/null && command -v node >/dev/null && is_enough "$(node --version | tr -d v)"; }

# The version of Node.js that apt would install, without epoch and revision; 0 when it knows none.
node_of_apt() { apt-cache policy nodejs | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9.]+).*/\2/p' | grep . || echo 0; }

no_node() {
  fail "Node.js $node_needed or newer with npm is needed to build the web client; here is ${1:-none}. Install Node.js 22 or 24 from nodejs.org or NodeSource, then run this again"
}

install_missing() {
  dotnet --version >/dev/null 2>&1 ||
    fail 'the .NET 10 SDK is missing: install the package dotnet-sdk-10.0 of your distribution or of Microsoft, then run this again'

  local patterns=()
  if ! has_node; then
    # An own installation that is too old stays the first in PATH whatever apt does.
    [ -z "$(command -v node)" ] || no_node "$(node --version)"
    patterns+=('^nodejs$' '^npm$')
  fi
  has_library 'libsodium\.so\.(23|26)' || patterns+=('^libsodium[0-9]+(t64)?$')
  has_library 'libicuuc\.so\.[0-9]' || patterns+=('^libicu[0-9]+(t64)?$')
  if [ ${#patterns[@]} -eq 0 ]; then
    say 'nothing to install'
    return
  fi

  command -v apt-get >/dev/null || fail "libsodium, ICU and Node.js $node_needed or newer are needed: install them with the package manager of this system, then run this again"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail 'packages must be installed: run this once as root, or install sudo'

  local pattern package packages=() updated=''
  for pattern in "${patterns[@]}"; do
    package=$(find_package "$pattern")
    if [ -z "$package" ] && [ -z "$updated" ]; then
      say 'will run: apt-get update (its lists name none of the packages needed)'
      as_root apt-get update -qq
      updated=yes
      package=$(find_package "$pattern")
    fi
    [ -n "$package" ] || fail "apt knows no package like $pattern"
    [ "$package" != nodejs ] || is_enough "$(node_of_apt)" || no_node "none, and apt has $(node_of_apt)"
    packages+=("$package")
  done
  say "will install: ${packages[*]}"
  # Lists older than the archive name versions that are gone: then once more with new ones.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq "${packages[@]}" ||
    { [ -z "$updated" ] && say 'once more after apt-get update' && as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq "${packages[@]}"; } ||
    fail 'apt-get could not install what is missing'
  say 'installed'
}

# --- build -----------------------------------------------------------------------------------------------------

# Without a runtime identifier, which would break the locked restore. Lock and pipe are not handed to build servers.
publish_project() {
  say "building $(basename "$1") (Release)"
  MSBUILDDISABLENODEREUSE=1 dotnet publish "$1" -c Release --nologo -v quiet -tl:off >&2 </dev/null 9>&- ||
    fail "could not build $1"
}

is_built() {
  local stamp=$publish/.stamp
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(dotnet --version)" ] && [ -e "$artifacts/dialogue" ] && [ -e "$artifacts/relay" ] &&
    [ -e "$publish/SecureDialogue.Server/release/SecureDialogue.Server.dll" ] &&
    [ -z "$(find src clients/SecureDialogue.* ./*.props global.json .editorconfig -newer "$stamp" -print -quit)" ]
}

# What the web client is built from: tests and what a build makes do not count.
web_sources() { find "$web" \( -name node_modules -o -name dist -o -name generated -o -path "$web/tests" \) -prune -o -type f "$@"; }

# Tools and the list of files, so that a file that went away is noticed as well.
web_state() { node --version && web_sources -print | sort | cksum; }

is_web_built() {
  local stamp=$publish/.web-stamp
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(web_state)" ] && [ -e "$wwwroot/index.html" ] &&
    [ -z "$(web_sources -newer "$stamp" -print -quit)" ]
}

install_web() {
  if node "$web/build/installed.js"; then return; fi
  say 'will install under clients/web/node_modules: the packages of its package-lock.json, running nothing of them'
  (cd "$web" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2 </dev/null 9>&- ||
    fail 'npm could not install the packages of the web client'
}

build_web() {
  say 'building the web client'
  rm -f "$publish/.web-stamp"
  web_state >"$publish/.web-stamp-new"
  (cd "$web" && npm run --silent build -- --logLevel warn && node build/publish.js "$wwwroot") >&2 </dev/null 9>&- ||
    fail 'could not build clients/web'
  mv "$publish/.web-stamp-new" "$publish/.web-stamp"
}

build() {
  mkdir -p "$publish"
  exec 9>"$artifacts/.build-lock"
  flock -n 9 || { say 'waiting for another build'; flock 9; }
  local started=$SECONDS built=()
  if ! is_built; then
    rm -f "$publish/.stamp"
    dotnet --version >"$publish/.stamp-new"
    publish_project src/SecureDialogue.Server/SecureDialogue.Server.csproj
    publish_project clients/SecureDialogue.Cli/SecureDialogue.Cli.csproj
    ln -sfn publish/SecureDialogue.Cli/release/dialogue "$artifacts/dialogue"
    ln -sfn publish/SecureDialogue.Server/release/SecureDialogue.Server "$artifacts/relay"
    mv "$publish/.stamp-new" "$publish/.stamp"
    built+=('the relay and artifacts/dialogue')
  fi
  install_web
  if ! is_web_built; then
    build_web
    built+=('the web client')
  fi
  if [ ${#built[@]} -eq 0 ]; then
    say 'already built'
  else
    say "built in $((SECONDS - started)) s: $(printf '%s, ' "${built[@]}" | sed 's/, $//')"
  fi
  exec 9>&-
}

# --- start -----------------------------------------------------------------------------------------------------

start() {
  mkdir -p -- "$data"
  chmod 0700 -- "$data"
  local server=$publish/SecureDialogue.Server/release
  local arguments=("--Relay:DataDirectory=$data")
  [ -z "$port" ] || arguments+=("--Relay:Port=$port")
  [ -z "$public_url" ] || arguments+=("--Relay:PublicUrl=$public_url")
  [ -z "$tls_cert" ] || arguments+=("--Relay:TlsCertificate=$tls_cert" "--Relay:TlsKey=$tls_key")
  say "starting the relay; its store is in $data"
  # exec: whoever stops this script stops the relay itself.
  exec dotnet "$server/SecureDialogue.Server.dll" "${arguments[@]}"
}

[ -z "$clean" ] || remove_all
install_missing
build
[ -n "$build_only" ] || start
