#!/usr/bin/env bash
# Installs the peers of the relay's benchmark from the distribution, and keeps it from starting them as services.
#   install-peers.sh ejabberd|prosody|mosquitto…
set -euo pipefail

packages=()
for peer in "$@"; do
  case "$peer" in
    ejabberd) packages+=(ejabberd erlang-p1-sqlite3 sqlite3) ;;
    prosody) packages+=(prosody lua-dbi-sqlite3) ;;
    mosquitto) packages+=(mosquitto) ;;
    *) printf 'benchmark: no package is known for %s\n' "$peer" >&2; exit 2 ;;
  esac
done

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Debian starts what it installs unless this file says no; one that is there already is the owner's.
policy=/usr/sbin/policy-rc.d
made=''
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | as_root install -m 755 /dev/stdin "$policy"
  made=yes
fi
undo() { [ -z "$made" ] || as_root rm -f "$policy"; }
trap undo EXIT

printf 'benchmark: will install: %s\n' "${packages[*]}" >&2
as_root apt-get update -qq </dev/null >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq "${packages[@]}" </dev/null >&2

# Nor shall they come with the next boot, where there is systemd.
for service in ejabberd prosody mosquitto; do
  ! command -v systemctl >/dev/null || as_root systemctl disable "$service" >/dev/null 2>&1 || true
done
