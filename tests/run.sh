#!/usr/bin/env bash
# Installs what the tests need, builds once, and runs the suites one after the other.
# The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
set -euo pipefail

usage() {
  cat <<'TXT'
usage: bash tests/run.sh [--quick | --long] [suite…]

  --quick   leave out tests of category Long and Hours, and, unless they are named, the suites that start whole
            programs for each test: endtoend, adversary and browser (at most 6 minutes)
  --long    also run tests of category Hours (fuzzing and faults)
            a file of web tests says its category in its name: x.long.test.ts, x.hours.spec.ts
  suite     only these (default: all)

A suite fails when it runs no test, skips one while CI is set, or takes more than 1.5 times its share of seconds;
at 3 times its share it is ended.
TXT
}

# suite | test project under tests/ | share in seconds. A standards test holds their sum to what a full run may take.
suites=(
  'shell||10'
  'package||10'
  'standards|SecureDialogue.Standards.Tests|10'
  'sodium|SecureDialogue.Sodium.Tests|5'
  'mls|SecureDialogue.Mls.Tests|80'
  'wire|SecureDialogue.Wire.Tests|5'
  'server|SecureDialogue.Server.Tests|85'
  'client|SecureDialogue.Client.Tests|20'
  'endtoend|SecureDialogue.EndToEnd.Tests|450'
  'adversary|SecureDialogue.Adversary.Tests|65'
  'web||290'
  'browser||950'
)

say() { printf 'tests: %s\n' "$*"; }
fail() { printf 'tests: %s\n' "$*" >&2; exit 1; }

filter='Category!=Hours' factor=1 quick='' wanted=() left_out=(--exclude '**/*.hours.*')
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=yes filter='Category!=Hours&Category!=Long' left_out+=(--exclude '**/*.long.*') ;;
    --long) filter='' factor=60 left_out=() ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *)
      printf '%s\n' "${suites[@]%%|*}" | grep -xF -- "$1" >/dev/null || { printf 'tests: no suite is called %s\n\n' "$1" >&2; usage >&2; exit 2; }
      wanted+=("$1") ;;
  esac
  shift
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=$PWD/artifacts/tests
# Unicode normalisation is tested: hosts use ICU, whatever the image says.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

passed_total=0 failed_total=0 failures=() child=''
trap '[ -z "$child" ] || kill -TERM -- "-$child" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

if [ -n "$quick" ] && [ ${#wanted[@]} -eq 0 ]; then
  mapfile -t wanted < <(printf '%s\n' "${suites[@]%%|*}" | grep -vxE 'endtoend|adversary|browser')
fi

is_wanted() { [ ${#wanted[@]} -eq 0 ] || printf '%s\n' "${wanted[@]}" | grep -xF -- "$1" >/dev/null; }

# --- prepare ---------------------------------------------------------------------------------------------------

# Command, then the packages that bring it.
install_command() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  say "will install: $*"
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq </dev/null
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq "$@" </dev/null ||
    fail "apt-get could not install $*"
}

# The tests make a cluster of their own: Debian's is not made, let alone started.
install_postgres() {
  if [ -n "$(find /usr/lib/postgresql -path '*/bin/initdb' -print -quit 2>/dev/null)" ] || command -v initdb >/dev/null; then return; fi
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${root[@]}" mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' | "${root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  install_command initdb postgresql
}

# Packages of npm for tests alone, from a lock file into artifacts/; nothing of them is run while installing.
#   folder of the lock file, folder under artifacts/, what it brings
install_locked() {
  local source=$1 target=artifacts/$2
  { command -v node && command -v npm && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; } >/dev/null 2>&1 ||
    fail 'the tests need Node.js 20.19 or newer with npm, as the product does; please install it'
  if [ -d "$target/node_modules" ] && cmp -s "$source/package-lock.json" "$target/package-lock.json"; then return; fi
  say "will install under $target: $3 and the packages of its lock file"
  mkdir -p "$target"
  cp "$source/package.json" "$source/package-lock.json" "$target/"
  (cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null) ||
    { rm -f "$target/package-lock.json"; fail "npm could not install $3"; }
}

# The engine of the web client, the other peer, in one file; with the packages that infra/run.sh installed.
bundle_peer() {
  (cd clients/web && node build/bundle.js tests/interop/peer.ts ../../artifacts/interop/web.mjs node) </dev/null ||
    fail 'the engine of the web client could not be bundled for the interop tests'
}

prepare() {
  local started=$SECONDS
  # The published relay and command, as a user builds them; installs libsodium and ICU too.
  bash infra/run.sh --build-only
  local locked=()
  [ "${CI:-}" != true ] || locked=(--locked-mode)
  say 'restoring'
  MSBUILDDISABLENODEREUSE=1 dotnet restore SecureDialogue.sln "${locked[@]}" -v quiet -tl:off </dev/null || fail 'restore failed'
  say 'building (Debug)'
  MSBUILDDISABLENODEREUSE=1 dotnet build SecureDialogue.sln -c Debug --no-restore -v quiet -tl:off </dev/null || fail 'the build failed'
  say "built in $((SECONDS - started)) s"
}

# --- run -------------------------------------------------------------------------------------------------------

# Keeps what failed for the last lines, where a reader of a cut log still finds it: suite, names from standard input.
remember_failures() {
  local name
  while read -r name; do failures+=("$1: $name"); done
}

# Prints one suite's line and adds it up: name, share, seconds, passed, failed, skipped, [what else is wrong…].
report() {
  local name=$1 share=$2 seconds=$3 passed=$4 failed=$5 skipped=$6 wrongs=()
  shift 6
  wrongs=("$@")
  [ $((passed + failed)) -gt 0 ] || wrongs+=('ran no test')
  [ "$skipped" -eq 0 ] || [ -z "${CI:-}" ] || wrongs+=("skipped $skipped while CI is set")
  [ $((2 * seconds)) -le $((3 * share)) ] || wrongs+=("took more than 1.5 x its share")
  local wrong
  for wrong in "${wrongs[@]}"; do
    say "FAILED $name: $wrong"
    failures+=("$name: $wrong")
    failed=$((failed + 1))
  done
  say "$(printf '%-10s %5d passed %3d failed %3d skipped %5d s of %d' "$name" "$passed" "$failed" "$skipped" "$seconds" "$share")"
  passed_total=$((passed_total + passed))
  failed_total=$((failed_total + failed))
}

# One attribute of the TRX file's <Counters …/> element.
counter() { grep -o '<Counters [^>]*' "$1" | grep -oE " $2=\"[0-9]+\"" | grep -oE '[0-9]+'; }

# Runs a command to its end, or to 3 x the share, and sets code, seconds and, for what ended it, wrongs.
#   suite, share, log, a pattern of log lines that are tests done, command…
supervise() {
  local name=$1 share=$2 log=$3 done_line=$4 started=$SECONDS next=30
  shift 4
  code=0 wrongs=()

  # Job control gives the suite a process group of its own, so that what it leaves behind can be ended with it.
  set -m
  timeout -k 10 $((3 * share)) "$@" >>"$log" 2>&1 </dev/null &
  child=$!
  set +m
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.3
    if [ $((SECONDS - started)) -ge $next ]; then
      say "$name: $((SECONDS - started)) s, $(grep -cE "$done_line" "$log" || true) tests done"
      next=$((next + 30))
    fi
  done
  wait "$child" || code=$?

  # Servers that the suite has told to end take a moment.
  for _ in {1..20}; do
    kill -0 -- "-$child" 2>/dev/null || break
    sleep 0.1
  done
  if kill -TERM -- "-$child" 2>/dev/null; then say "$name: ended processes that its tests left behind"; fi
  child=''
  seconds=$((SECONDS - started))
  if [ $code -eq 124 ] || [ $code -eq 137 ]; then
    wrongs+=('ended at 3 x its share')
    tail -n 5 "$log"
  fi
}

run_project() {
  local name=$1 project=$2 share=$(($3 * factor)) code seconds wrongs
  local trx=$results/$name.trx log=$results/$name.log
  local arguments=(test "artifacts/bin/$project/debug/$project.dll" --results-directory "$results"
    --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=normal')
  [ -z "$filter" ] || arguments+=(--filter "$filter")
  rm -f "$trx" "$log"
  say "$name: started, share $share s"
  supervise "$name" "$share" "$log" '^  (Passed|Failed) ' dotnet "${arguments[@]}"
  local total=0 executed=0 passed=0 failed=0

  if [ -s "$trx" ] && grep -q '<Counters ' "$trx"; then
    total=$(counter "$trx" total) executed=$(counter "$trx" executed) passed=$(counter "$trx" passed)
    failed=$((executed - passed))
  fi
  # Failures with message and stack, and what tests chose to tell about their coverage.
  awk '/^  Failed /{on=1} /^  (Passed|Skipped) |^Test Run |^Total tests/{on=0} on' "$log"
  remember_failures "$name" < <(sed -n 's/^  Failed //p' "$log")
  [ ! -s "$trx" ] || grep -oE '(not yet|measured): [^<&]*' "$trx" | sort -u || true
  if [ ${#wrongs[@]} -eq 0 ] && { grep -q '^Test Run Aborted' "$log" || { [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; }; }; then
    wrongs+=("the test host ended with code $code")
    tail -n 20 "$log"
  fi
  report "$name" "$share" "$seconds" "$passed" "$failed" $((total - executed)) "${wrongs[@]}"
}

# How often the element stands in a JUnit file.
elements() { { grep -oE "<$2[ />]" "$1" || true; } | wc -l; }

# Tests of clients/web: suite, share, scripts of its package.json that count as one test each, then vitest's projects.
run_vitest() {
  local name=$1 share=$(($2 * factor)) checks=$3 code seconds wrongs
  shift 3
  local junit=$results/$name.xml log=$results/$name.log spent=0 total=0 passed=0 failed=0 skipped=0 check project
  local arguments=(run --reporter=default --reporter=junit "--outputFile.junit=$junit" "${left_out[@]}") all_wrongs=()
  for project in "$@"; do arguments+=(--project "$project"); done
  rm -f "$junit" "$log"
  say "$name: started, share $share s"

  for check in $checks; do
    local from=1
    [ ! -e "$log" ] || from=$(($(wc -l <"$log") + 1))
    supervise "$name" "$share" "$log" '^$' npm --prefix clients/web run --silent "$check"
    spent=$((spent + seconds)) all_wrongs+=("${wrongs[@]}")
    if [ "$code" -eq 0 ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      say "FAILED $name: npm run $check"
      failures+=("$name: npm run $check")
      tail -n +"$from" "$log" | tail -n 40
    fi
  done

  supervise "$name" "$share" "$log" '✓|×' env --chdir=clients/web NO_COLOR=1 node node_modules/vitest/vitest.mjs "${arguments[@]}"
  spent=$((spent + seconds)) all_wrongs+=("${wrongs[@]}")
  if [ -s "$junit" ]; then
    total=$(elements "$junit" testcase) skipped=$(elements "$junit" skipped)
    local bad
    # A test that failed twice over, by assertion and by error, is one.
    bad=$(awk '/<testcase[ >]/{seen=0} /<(failure|error)[ >]/{if (!seen) count++; seen=1} END{print count+0}' "$junit")
    passed=$((passed + total - skipped - bad)) failed=$((failed + bad))
    [ "$total" -gt 0 ] || all_wrongs+=('vitest ran no test')
    [ "$bad" -eq 0 ] || sed -n '/ Failed \(Tests\|Suites\) /,$p' "$log"
    remember_failures "$name" < <(sed -n 's/^ *FAIL  *//p' "$log" | sort -u)
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && [ ${#wrongs[@]} -eq 0 ]; then
      all_wrongs+=("vitest ended with code $code though no test failed")
      tail -n 40 "$log"
    fi
  elif [ ${#wrongs[@]} -eq 0 ]; then
    all_wrongs+=("vitest ended with code $code and left no results")
    tail -n 40 "$log"
  fi
  grep -oE '(not yet|measured): .*' "$log" | sort -u || true
  report "$name" "$share" "$spent" "$passed" "$failed" "$skipped" "${all_wrongs[@]}"
}

# Scripts pass shellcheck, files of Docker their linters, C# has the layout of .editorconfig.
run_shell() {
  local share=$1 started=$SECONDS passed=0 failed=0 script
  lint() {
    if "$@" </dev/null; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      failures+=("shell: $*")
    fi
  }
  while read -r script; do lint shellcheck "$script"; done < <(find . \( -name artifacts -o -name node_modules -o -name .git \) -prune -o \( -name '*.sh' -o -path ./.ci/run \) -print)
  lint artifacts/lint/node_modules/.bin/dockerfilelint infra/docker/Dockerfile
  lint artifacts/lint/node_modules/.bin/dclint --max-warnings 0 infra/docker
  lint dotnet format whitespace . --folder --verify-no-changes --exclude artifacts
  report shell "$share" $((SECONDS - started)) "$passed" "$failed" 0
}

# The libraries that others may use are packed as they would be published.
run_package() {
  local share=$1 started=$SECONDS passed=0 failed=0 library
  rm -rf artifacts/package
  for library in Sodium Mls; do
    if MSBUILDDISABLENODEREUSE=1 dotnet pack "src/SecureDialogue.$library" -c Release -v quiet -tl:off </dev/null &&
      [ -n "$(find artifacts/package -name "SecureDialogue.$library.*.nupkg" -print -quit)" ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      failures+=("package: $library")
    fi
  done
  report package "$share" $((SECONDS - started)) "$passed" "$failed" 0
}

mkdir -p "$results"
if is_wanted shell; then
  install_command shellcheck shellcheck
  install_locked tests/lint lint 'dockerfilelint 1.8.0, dclint 3.1.0'
fi
# CHROMIUM names another one; the fonts show every script that people write in.
if is_wanted browser && [ -z "${CHROMIUM:-}" ]; then install_command chromium chromium fonts-noto-core; fi
if [ "${wanted[*]}" != shell ]; then prepare; fi
if is_wanted mls; then
  install_locked tests/SecureDialogue.Mls.Tests/Interop/peer interop 'ts-mls 1.6.4'
  bundle_peer
fi
if is_wanted server || is_wanted endtoend; then
  install_postgres
  install_command redis-server redis-server
fi
# The fault tests preload a few lines of C into processes whose disk is slow or whose clock is wrong.
if is_wanted endtoend; then install_command gcc gcc libc6-dev; fi
for suite in "${suites[@]}"; do
  IFS='|' read -r name project share <<<"$suite"
  is_wanted "$name" || continue
  case "$name" in
    shell) run_shell "$share" ;;
    package) run_package "$share" ;;
    web) run_vitest web "$share" 'types lint unused cycles' node app ;;
    browser) run_vitest browser "$share" '' chromium ;;
    *) run_project "$name" "$project" "$share" ;;
  esac
done

for failure in "${failures[@]}"; do say "failed: $failure"; done
echo "$passed_total passed, $failed_total failed"
[ $failed_total -eq 0 ]
