#!/usr/bin/env bash
# Tests Crossover on the shipped experiments as a new user types it, from a copy of the checkout in a
# folder with a space in its name. It needs the shared data beside the checkout.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/checks.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
data=$(cd ../shared/data && pwd)
checkout="$work/new user/crossover"
crossover=$checkout/crossover
experiments=$checkout/experiments
written='crossover: results in [^ ]+'
table='strategy .*hybrid .*'
line="[^"$'\n'"]*"

same_bytes_on_every_jdk() {
  same_on_every_jdk "$checkout" --version
  same_on_every_jdk "$checkout" --help >/dev/null
  ok 'version and help are the same on every JDK'
  same_on_every_jdk "$checkout" check "$experiments/quickstart.yaml" >/dev/null
  ok 'what a file means is the same on every JDK'
  same_on_every_jdk "$checkout" run "$experiments/quickstart.yaml" --out out >"$work/quickstart"
  ok 'the quickstart prints and writes the same on every JDK'
}

same_bytes_on_any_number_of_threads() {
  local threads place
  for threads in 1 2; do
    place=$work/threads-$threads
    mkdir "$place"
    run env -C "$place" "$crossover" run "$experiments/quickstart.yaml" --out out --threads $threads
    expect "$threads thread(s): a table, and where the results are" 0 "$table" "$written"
    cp "$work/out" "$place/stdout"
    echo "$code" >"$place/exit-code"
  done
  same_results "$work/threads-1" "$work/threads-2" || broken 'one thread and two find the same'
  cmp "$work/quickstart" "$work/threads-1/stdout" || broken 'as many threads as there are find the same'
  ok 'one thread, two, and as many as there are find the same'
}

starts_fast_on_every_jdk() {
  local home spent
  while read -r home; do
    export JAVA_HOME=$home
    spent=$(cpu_ms "$crossover" --version)
    [ "$spent" -le 500 ] || broken "on $(java_major "$home"): --version takes $spent ms of CPU, above 500"
    ok "on $(java_major "$home"): --version takes $spent ms of CPU"
    spent=$(cpu_ms "$crossover" check "$experiments/quickstart.yaml")
    [ "$spent" -le 1200 ] || broken "on $(java_major "$home"): check takes $spent ms of CPU, above 1200"
    ok "on $(java_major "$home"): check takes $spent ms of CPU"
  done < <(jdks)
}

runs_the_articles_experiment() {
  run timeout 60 "$crossover" run "$experiments/article-chat.yaml" --out "$work/article"
  expect 'ten million requests a month within 60 s' 0 "$table" "$written"
  [[ $(<README.md) == *"${out%%$'\n\n'*}"* ]] || broken 'the README shows what this prints'
  ok 'the README shows what this prints'
}

replays_a_trace() {
  local trace=$data/traces/azure2023/AzureLLMInferenceTrace_conv.csv
  ln -s "$data/.." "$work/new user/shared"
  run env -C "$checkout" ./crossover run experiments/azure-conv-replay.yaml --out "$work/azure" \
    --set traffic.replay.file=../shared/data/traces/azure2023/AzureLLMInferenceTrace_conv.csv
  expect 'a trace named from the working folder is replayed' 0 "$table" "$written"
  local rows
  rows=$(awk 'END { print NR - 1 }' "$trace")
  awk -F, -v rows="$rows" 'NR > 1 && $4 != rows { exit 1 } END { if (NR != 4) exit 1 }' \
    "$work/azure/summary.csv" || broken "each strategy sees the $rows rows of the trace"
  ok "each strategy sees the $rows rows of the trace"
}

describes_fits_and_writes_traffic() {
  local trace=$work/small.csv.gz sizes='300 requests in 84.224s: 3.562/s'
  run "$crossover" traffic describe chat-weekly --horizon 1h
  expect 'a shipped profile is described' 0 'chat-weekly: .*volume.*requests in 1h.*burstiness.*tokens.*shared prompts.*' ''
  run "$crossover" traffic generate steady --requests 300 --output "$trace"
  expect 'a trace is written' 0 '' ''
  gzip --test "$trace" || broken 'its name says that it is compressed, and it is'
  run "$crossover" traffic describe "$trace"
  expect 'and described as what was written' 0 ".*  $sizes.*" ''
  run "$crossover" traffic generate steady --requests 300
  printf '%s\n' "$out" | cmp - <(gzip -dc "$trace") || broken 'standard output has the same rows'
  ok 'standard output has the same rows'
  run "$crossover" traffic fit "$trace" --name again
  expect 'a trace is fitted, and told how well' 0 '.*name: again.*rate: .*' 'how well it fits.*Kolmogorov-Smirnov.*'
  printf '%s\n' "$out" >"$work/again.yaml"
  code=0
  "$crossover" traffic describe - --horizon 10m <"$work/again.yaml" >"$work/out" 2>"$work/err" || code=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
  expect 'a fitted profile on standard input is described' 0 'again.*fitted to small\.csv\.gz.*  [0-9,]+ requests in 10m.*' ''
}

# waiting NAME TRAFFIC: an experiment of ten minutes whose requests wait for one another, on a hosted API.
waiting() {
  printf '%s\n' "name: $1" 'horizon: 10m' "traffic: {$2, prompt: 100, output: 20}" \
    'strategies: [{name: hosted, hosted: {model: openai/gpt-4o-mini}}]' >"$work/$1.yaml"
  run "$crossover" run "$work/$1.yaml" --out "$work/$1" --requests
  expect "$1: a table, and where the results are" 0 'strategy .*hosted .*' "$written"
}

# column NAME RUN: the column of the run's requests, sorted, each value once.
column() {
  gzip -dc "$work/$2/requests.csv.gz" |
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }' |
    sort -nu | paste -sd' '
}

runs_sessions_and_closed_loops() {
  waiting sessions 'rate: 1/s, session: {turns: 3, think_time: 5s}'
  [ "$(column prompt_tokens sessions)" = '100 220 340' ] ||
    broken 'a turn has the prompts of 100 and answers of 20 before it in its prompt'
  ok 'a turn has the prompts of 100 and answers of 20 before it in its prompt'
  waiting loop 'closed_loop: {concurrency: 4, requests: 50}'
  awk -F, 'NR == 2 && ($4 != 50 || $5 != 50 || $10 != 5000) { exit 1 }' "$work/loop/summary.csv" ||
    broken 'a closed loop sends its 50 requests and no more'
  ok 'a closed loop sends its 50 requests and no more'
}

says_what_is_wrong() {
  local typo="$work/typo.yaml"
  sed 's/max_num_seqs/max_num_sqes/' "$experiments/quickstart.yaml" >"$typo"
  run "$crossover" check "$typo"
  expect 'a typo is one line, with its place and the key that was meant' 2 '' \
    "$typo:[0-9]+:[0-9]+: strategies\.self-hosted\.vllm\.engine\.max_num_sqes: $line Maybe max_num_seqs\?"
  run "$crossover" run "$experiments/article-code-tool.yaml" --out "$work/article"
  expect "another experiment's folder is refused" 2 '' "$work/article: holds a run of other inputs$line"
  run "$crossover" run "$work/absent.yaml"
  expect 'a missing file is named' 2 '' "$line/absent\.yaml$line"
}

repeats_what_vllm_did() {
  local recordings=$checkout/sim-engine/src/test/resources/conformance engine
  for engine in core reference; do
    run "$crossover" transcript --check --engine $engine \
      "$recordings/cases" "$recordings/traces" "$recordings/traces-2026-03"
    expect "every recording is repeated by $engine" 0 "($line: identical, [0-9]+ steps"$'\n?'")+" ''
  done
  sed 's/"preemptions":0/"preemptions":1/' "$recordings/cases/stop-eos.json" >"$work/changed.json"
  run "$crossover" transcript --check "$work/changed.json"
  expect 'a changed recording is found out' 1 "$work/changed\.json: differs at the end in preemptions$line.*" ''
}

# sweep FOLDER: some seconds of work on six points.
sweep() {
  exec "$crossover" run "$experiments/quickstart.yaml" --out "$1" --replications 8 \
    --set traffic.rate=0.2M/month,0.4M/month,0.6M/month,0.8M/month,1M/month,1.2M/month </dev/null
}

# interrupted_sweep FOLDER: sends the interrupt as soon as a point is kept. Without job control the
# shell would start the sweep deaf to it.
interrupted_sweep() {
  local sweeping waited
  set -m
  sweep "$1" >"$work/out" 2>"$work/err" &
  set +m
  sweeping=$!
  for ((waited = 0; waited < 600; waited++)); do
    [ -z "$(ls "$1/points" 2>/dev/null)" ] || break
    sleep 0.05
  done
  kill -INT "$sweeping"
  wait "$sweeping"
}

goes_on_after_an_interrupt() {
  (sweep "$work/whole") >"$work/whole.out" 2>/dev/null
  code=0
  interrupted_sweep "$work/halved" || code=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
  expect 'an interrupt ends a run by 130' 130 '' "($line)?"
  [ ! -e "$work/halved/results.json" ] || broken 'an interrupted run has no results'
  [ -n "$(ls "$work/halved/points")" ] || broken 'an interrupted run keeps its finished points'
  ok 'an interrupted run has finished points and no results'
  (sweep "$work/halved") >"$work/halved.out" 2>/dev/null
  cmp "$work/whole.out" "$work/halved.out" && cmp "$work/whole/results.json" "$work/halved/results.json" ||
    broken 'a run that goes on finds what an undisturbed one finds'
  ok 'a run that goes on finds what an undisturbed one finds'
}

needs_no_standard_input() {
  code=0
  "$crossover" check "$experiments/quickstart.yaml" >"$work/out" 2>"$work/err" <&- || code=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
  expect 'standard input may be closed' 0 'quickstart: .*no errors' ''
}

unset CROSSOVER_JAVA_OPTS
copy_checkout "$checkout"
same_bytes_on_every_jdk
same_bytes_on_any_number_of_threads
starts_fast_on_every_jdk
runs_the_articles_experiment
replays_a_trace
describes_fits_and_writes_traffic
runs_sessions_and_closed_loops
says_what_is_wrong
repeats_what_vllm_did
goes_on_after_an_interrupt
needs_no_standard_input
