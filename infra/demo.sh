#!/usr/bin/env bash
# Fills a running relay with the people of the Lake Dialogue, by the published command alone, and then plays them, so that a newcomer
# who opens one of the links it prints meets people who talk. Links are on standard output, progress and failures on standard error.
set -euo pipefail

usage() {
  cat <<'TXT'
usage: bash infra/demo.sh [--homes DIR] [--people N] [--no-play] [BEGIN-LINK]

Opens the Lake Dialogue with BEGIN-LINK, which `bash infra/run.sh` printed when it started on a fresh data directory: two organizers
and two facilitators sign its Charter in two languages, six people of each side, an interpreter and a rapporteur are admitted, each by
three signatures, and they talk in a plenary, a caucus of each side and private lines. Without BEGIN-LINK it starts a relay of its own,
which ends with it.

  --homes DIR   where the people's homes go (default: artifacts/demo); must not exist
  --people N    2 to 12 people of the two sides (default: 12); with fewer than 4 there is no rapporteur
  --no-play     end when all is there; needs BEGIN-LINK. Otherwise the script plays the officers and admits, without comparing any
                digits, whoever opens a link it printed, until Ctrl-C

THIS IS A DEMONSTRATION. All homes have one passphrase, which is printed; nobody compares anything. Never use such a relay in earnest.
TXT
}

say() { printf 'demo: %3d s  %s\n' "$SECONDS" "$*" >&2; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }
misuse() { printf 'demo: %s\n\n' "$*" >&2; usage >&2; exit 2; }

begin='' homes='' people=12 play=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --homes | --people)
      [ -n "${2:-}" ] || misuse "$1 needs a value"
      case "$1" in
        --homes) homes=$2 ;;
        --people) people=$2 ;;
      esac
      shift 2 ;;
    --no-play) play=''; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) misuse "unknown option: $1" ;;
    *) [ -z "$begin" ] || misuse 'one link only'; begin=$1; shift ;;
  esac
done
{ [[ $people =~ ^[0-9]{1,2}$ ]] && [ $((10#$people)) -ge 2 ] && [ $((10#$people)) -le 12 ]; } || misuse "--people is a number from 2 to 12, not: $people"
people=$((10#$people))
[ -z "$begin" ] || [[ $begin == http*://*/#pass=* ]] || misuse 'BEGIN-LINK is what follows "Begin: " when a relay starts on a fresh data directory'
[ -n "$play$begin" ] || misuse '--no-play needs BEGIN-LINK: the relay that this script starts ends with it'

homes=${homes:+$(realpath -m -- "$homes")}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
homes=${homes:-$root/artifacts/demo}
dialogue=$root/artifacts/dialogue
[ ! -e "$homes" ] || fail "$homes exists already: the people are there, or something else. Remove it, or name another with --homes"
[ -z "$begin" ] || [ -x "$dialogue" ] || fail "$dialogue is missing: run bash infra/run.sh --build-only"
command -v node >/dev/null || fail 'node is needed, as for building the web client'

# --- end -------------------------------------------------------------------------------------------------------

# Every lane is a process group of its own, so that its commands end with it.
set -m
is_done='' relay=''
mkdir -p -- "$(dirname "$homes")"
(umask 077 && mkdir -- "$homes")
log=$homes/demo.log

end() {
  local code=$? group
  set +e
  trap '' INT TERM
  # The relay last: whoever is still writing ends first.
  for group in $(jobs -p | grep -vx -- "${relay:-none}") $relay; do
    kill -TERM -- "-$group"
    wait "$group"
  done 2>/dev/null
  if [ -z "$is_done" ]; then
    if [ "$code" -ne 130 ] && [ -s "$log" ]; then
      printf 'demo: the last that the command wrote:\n' >&2
      tail -n 4 "$log" >&2
    fi
    rm -rf -- "$homes"
    printf 'demo: not finished; %s is removed. A Begin link works once: start the relay on a fresh data directory before trying again\n' "$homes" >&2
  fi
  exit "$code"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- words -----------------------------------------------------------------------------------------------------

passphrase='demonstration only: six herons'
# Home, name, side; the first of each side come first when there are fewer.
hill=('h1|Sana' 'h2|Marek' 'h3|Leyla' 'h4|Tomas' 'h5|Maryam' 'h6|Viktor')
coast=('c1|سمير' 'c2|داليا' 'c3|يوسف' 'c4|هالة' 'c5|إدريس' 'c6|رانيا')
team=('i1|Karim|interpreter' 'r1|Noor|rapporteur')
[ "$people" -ge 4 ] || team=("${team[0]}")
hill=("${hill[@]:0:$(((people + 1) / 2))}") coast=("${coast[@]:0:$((people / 2))}")
sides=("${hill[@]/%/|hill}" "${coast[@]/%/|coast}")
everybody=("${sides[@]}" "${team[@]}")
name_of() { local rest=${1#*|}; printf '%s' "${rest%%|*}"; }

# Day 2: how re-entry was, and what each side needs.
plenary_talk=(
  'f1|Welcome home, all of you. How was re-entry?'
  'h1|Easier than last time. My students asked where I had been; I said: at a lake.'
  'c1|أتعبتني الأسئلة في البيت، لكنني سعيد بالعودة إلى هذا الحديث.'
  'i1|Interpreter, for سمير: the questions at home tired me, but I am glad to be back in this conversation.'
  'h2|I am still learning this telephone. Felix was patient with me.'
  'c2|أشكر الميسّرين على الميثاق باللغتين. قرأته مرتين.'
  'i1|Interpreter, for داليا: I thank the facilitators for the Charter in both languages. I read it twice.'
  'f2|At noon both sides put their needs beside each other here. Nothing is agreed until everything is agreed.'
  'h1|Need of Hill: to know the level of the lake before the harvest, not after it.'
  'c1|حاجة الساحل: أن نعرف متى تُفتح البوابات، قبل أسبوع على الأقل.'
)
hill_talk=(
  'f1|Needs, fears, constraints: please one line each until noon. Only this side reads here.'
  'h1|Need: measurements that both sides believe.'
  'h2|Fear: that numbers are used against us in an election.'
  'h1|Constraint: nothing that looks like a border on a map.'
)
coast_talk=(
  'f2|Needs, fears, constraints: please one line each until noon. Only this side reads here.'
  'c1|حاجة: إنذار قبل فتح البوابات.'
  'c2|خوف: أن يُفهم الحديث اعترافاً بشيء.'
  'c1|قيد: لا أستطيع توقيع أي شيء باسم الوزارة.'
)
welcome_talk=(
  'f1|A guest has joined us: everybody saw the line in the bar above. Guests read nothing from before.'
  'c2|أخبرنا: ماذا ترى من الضفة الأخرى؟'
  'i1|Interpreter, for داليا: tell us, what do you see from the other shore?'
  'h2|And how did you compare the digits? I needed three tries.'
)

# --- people ----------------------------------------------------------------------------------------------------

export DIALOGUE_PASSPHRASE=$passphrase DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 DOTNET_TieredPGO=0

# Somebody's command; what it says besides its answer is kept for the case that it fails.
as() {
  local home=$homes/$1
  shift
  "$dialogue" --home "$home" "$@" 2>>"$log" || { printf 'failed: dialogue --home %s %s\n' "$home" "$1" >>"$log"; return 1; }
}

# What a script of node says of the JSON on standard input, which it gets as `all`.
picked() { node -e 'const all = JSON.parse(require("fs").readFileSync(0)); for (const line of [eval(process.argv[1])].flat()) console.log(line);' "$@"; }

# Several at a time, each by itself: homes are locked, so one lane works on one home.
lanes=()
lane() { "$@" & lanes+=($!); }
gather() {
  local one failed=''
  for one in "${lanes[@]}"; do wait "$one" || failed=yes; done
  lanes=()
  [ -z "$failed" ] || fail "$1"
}

# The rest of the commands, for every word of a list, two at a time.
for_each() {
  local command=$1 list=$2 one running=0
  while read -r one; do
    [ -n "$one" ] || continue
    lane "$command" "$one"
    running=$((running + 1))
    if [ $running -ge "$workers" ]; then
      wait "${lanes[$((${#lanes[@]} - running))]}" || fail "$3"
      running=$((running - 1))
    fi
  done <<<"$list"
  gather "$3"
}
workers=$(($(nproc) + 1))
lines() { printf '%s\n' "$@"; }

found() {
  as f1 create "$begin" --title 'Lake Dialogue' --party 'hill:Hill Institute' --party 'coast:Coast Forum' --name Ingrid --rules 1+1+1 >/dev/null
  local who
  for who in 'f2|--role facilitator|Felix' 'oh|--role organizer --side hill|Oren' 'oc|--role organizer --side coast|Carla'; do
    local words
    IFS='|' read -r home words name <<<"$who"
    # shellcheck disable=SC2086 # two options with their values
    link=$(as f1 founder invite $words)
    lane as "$home" join "$link" --name "$name" >/dev/null
  done
  gather 'the founders could not join'
  as f1 founder list >/dev/null
  as f1 charter draft - >"$homes/charter.json"
  picked '(() => {
    all.groundRules = {
      en: "We speak for ourselves only. Nothing said here is quoted outside. Talking is not recognising.",
      ar: "نتحدث بصفتنا الشخصية فقط. لا يُقتبس خارجاً ما يقال هنا. الحديث ليس اعترافاً.",
    };
    return JSON.stringify(all.draft ? { ...JSON.parse(all.draft), groundRules: all.groundRules } : all);
  })()' <"$homes/charter.json" >"$homes/charter-two-languages.json"
  as f1 charter propose "$homes/charter-two-languages.json" >/dev/null
  for home in f2 oh oc; do lane sign_all '' "$home" --compared; done
  gather 'the founders could not sign'
  # The first founder's device mints what the others spend on invitations and channels.
  as f1 sync >/dev/null
  for home in f2 oh oc; do lane as "$home" sync >/dev/null; done
  gather 'the founders could not take their Charter'
  rm -- "$homes"/charter*.json
}

# Signs whatever waits for a signature of this office, which the first argument says in the words of `papers`.
sign_all() {
  local office=$1 home=$2 waiting id
  shift 2
  waiting=$(as "$home" papers --json | picked 'all.filter((one) => one.missing.join().includes(process.argv[2])).map((one) => one.id)' "$office")
  for id in $waiting; do as "$home" sign "$id" "$@" >/dev/null; done
}

# One link for each of a list, in the order of the list.
invite_all() {
  local host=$1 one home name side
  shift
  for one in "$@"; do
    IFS='|' read -r home name side <<<"$one"
    case "$side" in
      hill | coast) as "$host" invite --role participant --party "$side" ;;
      *) as "$host" invite --role "$side" ;;
    esac >"$homes/$home.link"
  done
}

ask_admission() { as "${1%%|*}" join "$(<"$homes/${1%%|*}.link")" --name "$(name_of "$1")" >/dev/null && rm -- "$homes/${1%%|*}.link"; }

vetting=(--standing non-official --acceptable 'known to both organizers' --counsel yes --list 2026-11 --review 2027-05-01)
# The host proposes everybody who asks; without the digits, since the same person plays both.
propose_all() {
  local asked id
  asked=$(as "$1" requests --json | picked 'all.filter((one) => one.paper === "").map((one) => one.id)')
  for id in $asked; do as "$1" admit "$id" --compared --window 0 "${vetting[@]}" >/dev/null; done
}

synced() { as "${1%%|*}" sync >/dev/null; }

open_channels() {
  local one lines_of=("$@")
  for one in "${lines_of[@]}"; do
    local home title options
    IFS='|' read -r home title options <<<"$one"
    # shellcheck disable=SC2086 # options with their values; names have no spaces
    as "$home" channel create "$title" $options >/dev/null
  done
}

# A talk in its order.
talk() {
  local channel=$1 one
  shift
  for one in "$@"; do
    [ ! -d "$homes/${one%%|*}" ] || as "${one%%|*}" send "$channel" -- "${one#*|}" >/dev/null
  done
}

members() { local one; for one in "$@"; do printf ' --member %s' "$(name_of "$one")"; done; }

# --- what happens ----------------------------------------------------------------------------------------------

if [ -z "$begin" ]; then
  say 'starting a relay (infra/run.sh --port 0)'
  mkfifo "$homes/relay-says"
  bash "$root/infra/run.sh" --port 0 --data "$homes/relay" >"$homes/relay-says" 2>>"$log" &
  relay=$!
  read -r begin <"$homes/relay-says" || fail 'the relay did not start'
  begin=${begin#Begin: }
fi
address=${begin%%/#*}
say "two organizers and two facilitators found the dialogue at $address, with a Charter in English and Arabic"
found
say "$((${#everybody[@]})) people are invited, each by the organizer of their side or a facilitator"
lane invite_all oh "${hill[@]/%/|hill}"
lane invite_all oc "${coast[@]/%/|coast}"
lane invite_all f1 "${team[@]}"
gather 'could not invite'
for_each ask_admission "$(lines "${everybody[@]}")" 'could not ask for admission'
say 'an organizer of each side and a facilitator sign for each'
for home in oh oc f1; do lane propose_all "$home"; done
gather 'could not propose'
lane sign_all '(organizer, hill)' oh
lane sign_all '(organizer, coast)' oc
lane sign_all '(facilitator)' f2
gather 'could not sign'
for home in oh oc f1 f2; do lane as "$home" sync >/dev/null; done
gather 'the signatures did not come'
for_each synced "$(lines "${everybody[@]}")" 'could not fetch the admission'
say 'the facilitators open the plenary, a caucus of each side and a private line with each'
facilitated=() half=0
for one in "${sides[@]}"; do
  half=$((1 - half))
  facilitated+=("f$((half + 1))|$(name_of "$one")|--kind private-line --member $(name_of "$one") --member $([ $half = 1 ] && echo Ingrid || echo Felix)")
done
mapfile -t first < <(lines "${facilitated[@]}" | grep '^f1')
mapfile -t second < <(lines "${facilitated[@]}" | grep '^f2')
lane open_channels 'f1|Plenary|--kind plenary --all' "f1|Hill caucus|--caucus hill$(members "${hill[@]}") --member Karim" "${first[@]}"
lane open_channels "f2|Coast caucus|--caucus coast$(members "${coast[@]}") --member Karim" 'f2|Team|--kind team --member Ingrid --member Karim' "${second[@]}"
gather 'could not open the channels'
say 'they talk'
for_each synced "$(lines f2 i1 "${hill[@]:0:2}" "${coast[@]:0:2}")" 'could not enter the channels'
talk Plenary "${plenary_talk[@]}"
lane talk 'Hill caucus' "${hill_talk[@]}"
gather 'could not write'
lane talk 'Coast caucus' "${coast_talk[@]}"
gather 'could not write'
as h1 send Sana -- 'Marek worries about being quoted. Would one of you ring him?' >/dev/null

# --- what a newcomer is told ------------------------------------------------------------------------------------

guest_link() { as "$1" invite --role participant --party "$2"; }
people_lines() {
  local one home name side
  for one in "${everybody[@]}"; do
    IFS='|' read -r home name side <<<"$one"
    printf '    %s %s (%s)\n' "$home" "$name" "$side"
  done
}

hill_guest=$(guest_link oh hill)
coast_guest=$(guest_link oc coast)
is_done=yes
say 'all is there'
cat <<TXT

THIS IS A DEMONSTRATION: everybody below has the passphrase
    $passphrase
and nothing at $address is private.

Somebody's view at the command line, for example Sana's:
    export DIALOGUE_PASSPHRASE='$passphrase'
    $dialogue --home '$homes/h1' channels
    $dialogue --home '$homes/h1' read Plenary

Homes, in $homes:
    oh Oren, oc Carla (organizers) · f1 Ingrid, f2 Felix (facilitators)
$(people_lines)

Come as a guest: open one link in a browser, give any name and any passphrase. A link serves one person.
    of Hill:  $hill_guest
    of Coast: $coast_guest
TXT

# --- play ------------------------------------------------------------------------------------------------------

# Lets in whoever asks an organizer, brings them into the plenary and greets them.
receive() {
  local host=$1 office=$2 other=$3 greeter=$4 greeting=$5 name left
  while read -r name; do
    say "somebody asks; $host, $other and f2 sign, as if the digits had been compared"
    propose_all "$host"
    sign_all "$office" "$other"
    sign_all '(facilitator)' f2
    as "$host" sync >/dev/null
    # Their device fetches the admission and gets ready by itself.
    for ((left = 30; left > 0; left--)); do
      as f1 channel add Plenary --json -- "$name" 2>/dev/null | picked 'all.added' | grep -xF -- "$name" >/dev/null && break
      sleep 1
    done
    [ $left -gt 0 ] || { say 'the guest did not come in'; continue; }
    say 'a guest is in the plenary'
    as "$greeter" send Plenary -- "$greeting" >/dev/null
    talk Plenary "${welcome_talk[@]}"
  done < <(as "$host" requests --json | picked 'all.filter((one) => one.paper === "").map((one) => one.name)')
}

[ -n "$play" ] || exit 0
say 'playing the officers until Ctrl-C'
while sleep 2; do
  receive oh '(organizer, coast)' oc h1 'Welcome to the lake.'
  receive oc '(organizer, hill)' oh c1 'أهلاً بك على ضفة البحيرة.'
done
