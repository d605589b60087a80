#!/bin/sh
# Steps of a pipeline for one Pulumi stack, for any CI. Requires POSIX sh, node, pulumi and this package.

usage() {
  cat <<'TEXT'
Usage: pipeline.sh COMMAND [-s STACK] [-C FOLDER] [-o OUT] [-P POLICY_PACK] [-p PLAN] [-b BASE] [-- ARGUMENTS]

Commands:
  preview   write what a change would do, as a review comment      OUT/review.md, OUT/review.json, OUT/review.env, OUT/preview.json
  review    do the same for an existing preview                    OUT/review.md    (ARGUMENTS: its file)
  rehearse  preview on the emulator: no account, no secrets        OUT/review.md
  plan      write what an update will do, to review and keep       OUT/plan.json, OUT/plan.md, and the files of preview
  up        update: exactly PLAN, or a plan that it creates        OUT/up.txt, OUT/outcome.md
            (plan and up say what was changed by hand before       OUT/drift.txt)
  drift     list changes made in the account by hand               OUT/drift.md
  verify    check that results still arrive                        OUT/verify.txt, added to OUT/outcome.md

Options:
  -s STACK        stack (default: the selected one; for rehearse: rehearsal)
  -C FOLDER       folder of the Pulumi project (default: the current folder)
  -o OUT          output folder (default: pipeline-out, in the project's folder)
  -P POLICY_PACK  policy pack for preview, rehearse, plan and up
  -p PLAN         plan that up applies
  -b BASE         folder of the project as it was before the change, installed: rehearse deploys it on the emulator first
  ARGUMENTS       passed to the tool that the command runs: pulumi (plan, up) or twilio-intelligence (all others);
                  of preview and rehearse, those after a second "--" go to pulumi:  -- --fail-on high -- --refresh

Exit code: 0 success, 2 needs attention (a risk as high as --fail-on, drift, an unexpected result), 1 failed.
Credentials come from the stack's config, or from TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_API_SECRET; those of an account
emea from TWILIO_INTELLIGENCE_ACCOUNT_EMEA_API_KEY and so on.
TEXT
}

set -eu

fail() {
  echo "pipeline.sh: $*" >&2
  exit 1
}

# Finds the command in the version that the project's lock file pins.
find_cli() {
  command -v node >/dev/null || fail "node is not on the path: install Node 22.19 or later"
  cli=$(node -p '
    const path = require("node:path");
    const file = require.resolve("pulumi-twilio-intelligence/package.json", { paths: [process.cwd()] });
    path.join(path.dirname(file), require(file).bin["twilio-intelligence"]);
  ' 2>/dev/null) || fail "pulumi-twilio-intelligence is not installed in $(pwd): run \"npm ci\" first"
}

twilio_intelligence() {
  node "$cli" "$@"
}

# Always fails with 1, because 2 means that something needs attention.
run_pulumi() {
  pulumi "$@" --non-interactive --color never || return 1
}

# Runs a command, shows its output as it comes, and writes it to a file. The first signal cancels the command, once and gently: Pulumi ends
# what it has begun, records it and releases its lock, but a second signal makes it stop at once. So the command is in a process group of
# its own, and the listeners stay: without one, the signal that the group and the shell both send would end Node. A shell starts commands in the background with SIGINT ignored, and Node does not.
runner='
  const [file, command, ...args] = process.argv.slice(1);
  const log = require("node:fs").createWriteStream(file);
  // An update must not die with whoever reads its output.
  for (const stream of [process.stdout, process.stderr, log]) stream.on("error", () => {});
  let cancelled = false;
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {
    if (cancelled) return;
    cancelled = true;
    console.error("pipeline.sh: cancelled. The command ends what it has begun.");
    child.kill("SIGINT");
  });
  const stdio = ["ignore", "pipe", "pipe"];
  const child = require("node:child_process").spawn(command, args, { stdio, detached: true });
  for (const name of ["stdout", "stderr"]) {
    child[name].on("data", (chunk) => {
      process[name].write(chunk);
      log.write(chunk);
    });
  }
  child.on("error", (error) => console.error(`pipeline.sh: ${error.message}`));
  child.on("close", (code) => log.end(() => process.exit(code === null || code < 0 ? 1 : code)));
'

shown() {
  file=$1
  shift
  node -e "$runner" "$file" "$@" &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
  code=0
  wait "$child" || code=$?
  # A signal ends the wait before the command.
  while kill -0 "$child" 2>/dev/null; do
    code=0
    wait "$child" || code=$?
  done
  trap - INT TERM HUP
  return "$code"
}

# The same for Pulumi. Says what to do about a lock.
shown_pulumi() {
  file=$1
  shift
  shown "$file" pulumi "$@" --non-interactive --color never && return 0
  if grep -q -e 'currently locked by' -e '[Aa]nother update is currently in progress' "$file"; then
    {
      echo 'pipeline.sh: another update holds the stack, or one that was killed did not release it. Wait for the other update. If there is none, run'
      echo "  pulumi cancel${stack:+ --stack $stack}"
      echo 'and then the pipeline again. "docs/pipelines.md" says more about cancelled jobs.'
    } >&2
  fi
  return 1
}

# Encodes a project and a stack for the first line of a comment, as the review does.
encoded() {
  printf %s "$1" | sed 's/--/-%2D/g'
}

# Writes the comment that stands if the run ends before there is a review, whatever the reason. It replaces the comment of an earlier run.
write_unreviewed() {
  {
    echo "<!-- twilio-intelligence review: $(encoded "$1") -->"
    echo '### Twilio Intelligence: this change could not be reviewed'
    echo
    echo 'The run ended before there was a review. Its log has the reason. Nothing is known about the risks of this change.'
  } >"$out/review.md"
}

# Writes the comment for every exit code, and what the next steps of a pipeline decide by.
write_review() {
  marker=$1
  shift
  code=0
  twilio_intelligence review --marker "$marker" --save-json "$out/review.json" "$@" >"$out/review.part" || code=$?
  if grep -q '^<!-- twilio-intelligence review: ' "$out/review.part"; then mv "$out/review.part" "$out/review.md"; fi
  rm -f "$out/review.part"
  write_results
  [ "$code" = 0 ] || cat "$out/review.md" >&2
  return "$code"
}

# Writes one NAME=VALUE a line. Without a review its status is "failed", and nothing else is known.
write_results() {
  node -e '
    const { existsSync, readFileSync } = require("node:fs");
    const [file] = process.argv.slice(1);
    const review = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { status: "failed" };
    const names = review.status === "failed" ? ["status"] : ["status", "changes", "risk", "empty"];
    for (const name of names) console.log(`${name}=${review[name]}`);
  ' "$out/review.json" >"$out/review.env"
}

# Whether one of the arguments is "--", which begins those for pulumi.
has_dashes() {
  for one in "$@"; do
    [ "$one" != -- ] || return 0
  done
  return 1
}

# Previews a stack. Arguments: of the review, and after "--" of pulumi.
review_stack() {
  of=$1
  stack=$2
  shift 2
  has_dashes "$@" || set -- "$@" --
  write_review "$of" --save-preview "$out/preview.json" "$@" ${stack:+--stack "$stack"} ${policy:+--policy-pack "$policy"}
}

preview() {
  review_stack "$project/$name" "$stack" "$@"
}

# Compares the account with the stack. A plan holds what it changes: what somebody else changed beside that does not stop it.
compare_account() {
  code=0
  twilio_intelligence drift ${stack:+--stack "$stack"} >"$out/drift.txt" 2>&1 || code=$?
  case $code in
    0) differs='' ;;
    2) differs='The account differs from the stack. What this update does not list as changed stays as it is there:' ;;
    *) differs='The account could not be compared with the stack:' ;;
  esac
}

plan() {
  compare_account
  code=0
  preview -- --save-plan "$out/plan.json" "$@" || code=$?
  {
    [ -z "$differs" ] || {
      echo "**$differs**"
      echo
      fenced "$out/drift.txt" 100000
      echo
    }
    cat "$out/review.md"
  } >"$out/plan.md"
  # What failed is on the terminal already.
  [ "$code" != 0 ] || cat "$out/plan.md"
  return "$code"
}

up() {
  if [ -z "$plan" ]; then
    plan "$@"
    plan=$out/plan.json
  else
    compare_account
    [ -z "$differs" ] || {
      echo "$differs"
      echo
      cat "$out/drift.txt"
      echo
    } >&2
  fi
  write_outcome 'the update of' 'began, and its end is not known. The log of the run has it'
  code=0
  shown_pulumi "$out/up.txt" up --yes --skip-preview --plan "$plan" \
    ${stack:+--stack "$stack"} ${policy:+--policy-pack "$policy"} "$@" || code=$?
  # From the errors on, where there are any; else the counts.
  sed -n '/^Diagnostics:/,$p' "$out/up.txt" >"$out/up.end"
  [ -s "$out/up.end" ] || sed -n '/^Resources:/,$p' "$out/up.txt" >"$out/up.end"
  [ -s "$out/up.end" ] || tail -n 40 "$out/up.txt" >"$out/up.end"
  if [ "$code" = 0 ]; then
    write_outcome 'the stack' 'is updated'
  else
    write_outcome 'the update of' 'failed'
    printf '%s\n\n' 'What it did before it failed stays, and the state has it.' >>"$out/outcome.md"
  fi
  fenced "$out/up.end" 50000 >>"$out/outcome.md"
  rm -f "$out/up.end"
  return "$code"
}

# Writes how an update ended, for a comment or an issue: words before the name of the stack, and behind it.
write_outcome() {
  {
    echo "<!-- twilio-intelligence deployment: $(encoded "$project/$name") -->"
    echo "### Twilio Intelligence: $1 \`$project/$name\` $2"
    echo
  } >"$out/outcome.md"
}

# Prints the beginning of a file, redacted as a review is, in a fence that is longer than any run of its character in the file: what the
# file holds cannot end it.
fenced() {
  node -e '
    const { dirname, join } = require("node:path");
    const [cli, file, most] = process.argv.slice(1);
    let redacted = (text) => text;
    // An older version of the package has no such file.
    try { redacted = require(join(dirname(cli), "shared", "redacted.js")).redactedText; } catch {}
    const text = redacted(require("node:fs").readFileSync(file, "utf8")).slice(0, most).trimEnd();
    const fence = "~".repeat(Math.max(4, ...(text.match(/~+/g) ?? []).map(({ length }) => length + 1)));
    console.log(`${fence}text\n${text}\n${fence}`);
  ' "$cli" "$1" "$2"
}

drift() {
  code=0
  shown "$out/drift.txt" node "$cli" drift ${stack:+--stack "$stack"} "$@" || code=$?
  {
    echo "<!-- twilio-intelligence drift: $(encoded "$project/$name") -->"
    case $code in
      0) echo "The account matches the stack \`$name\` of \`$project\`." ;;
      2) echo "The account differs from the stack \`$name\` of \`$project\`. The end of the report says how to undo or keep each change." ;;
      *) echo "The account could not be compared with the stack \`$name\` of \`$project\`." ;;
    esac
    echo
    # GitHub accepts 65,536 characters in an issue.
    fenced "$out/drift.txt" 60000
  } >"$out/drift.md"
  return "$code"
}

verify() {
  code=0
  shown "$out/verify.txt" node "$cli" verify ${stack:+--stack "$stack"} "$@" || code=$?
  [ -f "$out/outcome.md" ] || return "$code"
  {
    echo
    case $code in
      0) echo 'Verified: the results of its rules arrive as expected.' ;;
      2) echo '**Not every result arrives as expected:**' ;;
      *) echo '**Whether results arrive could not be verified:**' ;;
    esac
    echo
    [ "$code" = 0 ] || fenced "$out/verify.txt" 10000
  } >>"$out/outcome.md"
  return "$code"
}

# Restores the config files of the project: the engine writes to them.
end_rehearsal() {
  if [ -n "$emulator" ]; then kill "$emulator" 2>/dev/null || true; fi
  restore_config . head.yaml
  if [ -n "$base" ]; then restore_config "$base" base.yaml; fi
  rm -rf "$scratch"
}

# Prints the prefix of the environment variables of each named account: of those that the stack's config names, and of those that the
# environment has.
account_prefixes() {
  pulumi config get twilio-intelligence:accounts --stack "$stack" --non-interactive >"$scratch/accounts.json" 2>/dev/null || true
  node -e '
    const text = require("node:fs").readFileSync(process.argv[1], "utf8").trim();
    let named = {};
    // What is no JSON is refused by the preview.
    try { named = JSON.parse(text || "{}"); } catch {}
    const prefixOf = (name) => `TWILIO_INTELLIGENCE_ACCOUNT_${name.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}_`;
    const variable = /^(TWILIO_INTELLIGENCE_ACCOUNT_[A-Z0-9_]+_)(?:ACCOUNT_SID|API_KEY|API_SECRET|AUTH_TOKEN)$/;
    const inEnvironment = Object.keys(process.env).flatMap((name) => variable.exec(name)?.[1] ?? []);
    for (const prefix of new Set([...Object.keys(named).map(prefixOf), ...inEnvironment])) console.log(prefix);
  ' "$scratch/accounts.json"
}

# Prints the settings of the emulator, whose first line is given, for the shell. Each named account is one of its accounts.
emulator_settings() {
  node -e '
    const [line, ...prefixes] = process.argv.slice(1);
    const { url, accounts, ...only } = JSON.parse(line);
    const all = accounts ?? [only];
    console.log(`export TWILIO_INTELLIGENCE_BASE_URL="${url}"`);
    ["TWILIO_", ...prefixes].forEach((prefix, at) => {
      console.log(`unset ${prefix}AUTH_TOKEN`);
      const { accountSid, apiKey, apiSecret } = all[at];
      console.log(`export ${prefix}ACCOUNT_SID="${accountSid}" ${prefix}API_KEY="${apiKey}" ${prefix}API_SECRET="${apiSecret}"`);
    });
  ' "$@"
}

# Keeps the config file of a folder, to which the engine writes, until the rehearsal ends.
keep_config() {
  if [ -f "$1/$config" ]; then cp "$1/$config" "$scratch/$2"; fi
}

restore_config() {
  if [ -f "$scratch/$2" ]; then cp "$scratch/$2" "$1/$config"; else rm -f "$1/$config"; fi
}

# Fails if the program of BASE has resources of other providers: the emulator does not stand in for them.
only_ours() {
  (cd "$base" && pulumi preview --json --stack "$stack" --non-interactive) >"$scratch/base.json" 2>"$scratch/base.txt" || {
    cat "$scratch/base.json" >>"$scratch/base.txt"
    return 1
  }
  node -e '
    const { steps = [] } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const isOurs = (type) => /^pulumi-nodejs:dynamic\/twilio-intelligence:|^pulumi:/.test(type);
    const others = steps.flatMap(({ newState }) =>
      newState?.custom && !isOurs(newState.type.split("$").pop()) ? [newState.type] : []);
    if (others.length === 0) process.exit();
    console.log(`It has resources that are not of this package, which would be created for real: ${[...new Set(others)].join(", ")}`);
    process.exit(1);
  ' "$scratch/base.json" >"$scratch/base.txt"
}

# Deploys the program as it was before the change. Without it, everything would show as new.
rehearse_base() {
  only_ours && (cd "$base" && pulumi up --yes --skip-preview --stack "$stack" --non-interactive --color never) >"$scratch/base.txt" 2>&1 && return 0
  echo "pipeline.sh: the program of $base could not be deployed on the emulator, so the review is of an empty account:" >&2
  cat "$scratch/base.txt" >&2
  base_note='The program before the change could not be deployed on the emulator, so everything shows as new. The log has the reason.'
}

# Previews the whole program against accounts on this machine: empty ones, or those that the program of BASE makes. Config that the
# program needs, but no secrets, can be in Pulumi.STACK.yaml.
rehearse() {
  stack=${stack:-rehearsal}
  # A local state has no organisations.
  stack=${stack##*/}
  scratch=$(mktemp -d)
  mkdir "$scratch/state"
  mkfifo "$scratch/ready"
  emulator=''
  config=Pulumi.$stack.yaml
  keep_config . head.yaml
  if [ -n "$base" ]; then keep_config "$base" base.yaml; fi
  trap 'code=$?; end_rehearsal; ended "$code"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  PULUMI_BACKEND_URL=file://$scratch/state
  PULUMI_CONFIG_PASSPHRASE=rehearsal
  export PULUMI_BACKEND_URL PULUMI_CONFIG_PASSPHRASE
  run_pulumi stack init "$stack" >"$scratch/init.txt" 2>&1 || fail "$(cat "$scratch/init.txt")"
  prefixes=$(account_prefixes)
  count=$(($(echo "$prefixes" | grep -c .) + 1)) || true
  node "$cli" emulator --port 0 --json --accounts "$count" >"$scratch/ready" &
  emulator=$!
  read -r line <"$scratch/ready" || fail "the emulator did not start"
  # Each prefix is one word.
  emulator_settings "$line" $prefixes >"$scratch/settings.sh"
  unset TWILIO_CONVERSATIONS_BASE_URL TWILIO_MEMORY_BASE_URL PULUMI_ACCESS_TOKEN
  . "$scratch/settings.sh"
  base_note=''
  if [ -n "$base" ]; then rehearse_base; fi
  code=0
  review_stack "$project/$stack" "$stack" "$@" || code=$?
  [ -z "$base_note" ] || printf '\n%s\n' "$base_note" >>"$out/review.md"
  return "$code"
}

case ${1-} in
  preview | review | rehearse | plan | up | drift | verify) command=$1 ;;
  -h | --help | help)
    usage
    exit 0
    ;;
  *)
    usage >&2
    exit 1
    ;;
esac
shift

stack='' folder=. out='' policy='' plan='' base=''
while getopts s:C:o:P:p:b: option; do
  case $option in
    s) stack=$OPTARG ;;
    C) folder=$OPTARG ;;
    o) out=$OPTARG ;;
    P) policy=$OPTARG ;;
    p) plan=$OPTARG ;;
    b) base=$OPTARG ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done
shift $((OPTIND - 1))

# 2 is kept for what needs attention: a shell ends with it, or with the number of a signal, in other cases too.
ended() {
  code=$1
  case $code in 0 | 2 | 130 | 143) ;; *) code=1 ;; esac
  exit "$code"
}
trap 'ended $?' EXIT

cd "$folder" || fail "there is no folder $folder"
out=${out:-pipeline-out}
# What an earlier run, or a commit, left here must not be taken for the result of this one.
for left in review.md review.json review.env preview.json plan.md up.txt drift.txt drift.md verify.txt; do rm -f "$out/$left"; done
case $command in up) rm -f "$out/outcome.md" ;; esac
# A plan is for the update that follows.
case $command-$plan in plan-* | up-) rm -f "$out/plan.json" ;; esac
[ -f Pulumi.yaml ] || fail "there is no Pulumi.yaml in $(pwd): name the project's folder with -C"
[ -z "$base" ] || [ -f "$base/Pulumi.yaml" ] || fail "there is no Pulumi.yaml in $base: name the project's folder before the change with -b"
[ -z "$plan" ] || [ -f "$plan" ] || fail "there is no plan $plan: create one with \"pipeline.sh plan\""
project=$(tr -d '\r\357\273\277' <Pulumi.yaml | sed -n "s/^[\"']\{0,1\}name[\"']\{0,1\}[[:space:]]*:[[:space:]]*//p" |
  sed "s/[[:space:]]#.*//; s/[\"',]//g; s/[[:space:]]*\$//" | head -n 1)
[ -n "$project" ] || fail "Pulumi.yaml in $(pwd) has no line that begins with name:"
# Name of the stack in comments and issues, without its organisation and project.
name=${stack##*/}
if [ "$command" = rehearse ]; then name=${name:-rehearsal}; fi
# The same for a success and a failure, so that both are one comment.
[ -n "$name" ] || name=$(pulumi stack --show-name --non-interactive 2>/dev/null) || name=''
name=${name:-selected}
mkdir -p "$out" && [ -w "$out" ] || fail "the folder $out cannot be written to: name another one with -o"
case $command in
  preview | review | rehearse | plan) write_unreviewed "$project/$name" ;;
  up) write_outcome 'the update of' 'did not begin' ;;
esac
find_cli

case $command in
  review) write_review "$project/$name" "$@" ;;
  *) "$command" "$@" ;;
esac
