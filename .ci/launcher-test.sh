#!/usr/bin/env bash
# Tests ./crossover as a new user meets it: in a copy of the checkout whose path has a space.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/checks.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
checkout="$work/a copy"
crossover=$checkout/crossover
version='crossover [0-9]+\.[0-9]+\.[0-9]+'

built='crossover: Building Crossover \([^)]*\) \.\.\.'

# A folder with links to what the launcher may call, so that java, javac and mvn are not on the PATH.
tools=$work/tools
mkdir "$tools"
for tool in bash env cat cksum cp date dirname find ln mkdir mv ps readlink rm rmdir sleep tail uname; do
  ln -s "$(command -v "$tool")" "$tools/$tool"
done
jdk=$(jdk_in_use)
alone() { env -i HOME="$HOME" XDG_CACHE_HOME="$XDG_CACHE_HOME" PATH="$tools" "$@"; }

# A JDK's home without what the arguments name.
partial_jdk() {
  local home
  home=$(mktemp -d "$work/jdk.XXXX")
  mkdir "$home/bin"
  ln -s "$jdk/bin/java" "$home/bin/java"
  cp "$jdk/release" "$home/release"
  printf '%s' "$home"
}

refuses_what_is_missing() {
  copy_checkout "$checkout"
  run alone "$crossover" --version
  expect 'no java: says what to install' 2 '' 'crossover: there is no java .*JDK, 17 or newer, and Maven.*'
  run alone JAVA_HOME=/no/such/jdk "$crossover" --version
  expect 'a wrong JAVA_HOME: says so' 2 '' "crossover: JAVA_HOME is '/no/such/jdk', where .*"
  run alone JAVA_HOME="$jdk" "$crossover" --version
  expect 'no build and no Maven: says what to install' 2 '' 'crossover: .* there is no mvn .*Maven.*'
  local jre
  jre=$(partial_jdk)
  run alone JAVA_HOME="$jre" "$crossover" --version
  expect 'no build and no compiler: says what to install' 2 '' 'crossover: .* has no compiler.*JDK.*'
  printf 'JAVA_VERSION="1.8.0_392"\n' >"$jre/release"
  run env JAVA_HOME="$jre" "$crossover" --version
  expect 'Java 8: too old' 2 '' 'crossover: Java 1.8.0_392 in .* is too old.*'
}

two_at_once_build_once() {
  local first second=0
  "$crossover" --version >"$work/out1" 2>"$work/err1" </dev/null &
  first=$!
  "$crossover" --version >"$work/out2" 2>"$work/err2" </dev/null || second=$?
  code=0
  wait "$first" || code=$?
  code=$code$second
  out=$(sort -u "$work/out1" "$work/out2")
  err=$(grep -h Building "$work/err1" "$work/err2" || true)
  expect 'two at once on a fresh checkout: one builds, both work' 00 "$version" "$built"
}

starts_from_anywhere() {
  mkdir -p "$work/links/deep"
  ln -s "$crossover" "$work/links/absolute"
  ln -s ../absolute "$work/links/deep/relative"
  run "$crossover" --version
  expect 'a build is used again, and quietly' 0 "$version" ''
  run env -C / "$crossover" --version
  expect 'from another folder' 0 "$version" ''
  run "$work/links/deep/relative" --version
  expect 'through a chain of symbolic links' 0 "$version" ''
  run env -C "$checkout" CDPATH=/ bash crossover --version
  expect 'as an argument of bash' 0 "$version" ''
  run env -u JAVA_HOME PATH="$jdk/bin:$PATH" "$crossover" --version
  expect 'with the java on the PATH' 0 "$version" ''
  run alone JAVA_HOME="$(partial_jdk)" "$crossover" --version
  expect 'without Maven and without a compiler once built' 0 "$version" ''
  run alone LC_ALL=C JAVA_HOME="$jdk" "$crossover" 'où est-il'
  expect 'arguments arrive as they were, in the C locale too' 2 '' ".*'où est-il'.*"
}

rebuilds_when_a_source_changes() {
  local source=experiments/src/main/java/dev/crossover/experiments/cli
  mkdir -p "$checkout/models/gpus"
  touch "$checkout/experiments/new.yaml" "$checkout/models/gpus/new.yaml"
  run "$crossover" --version
  expect 'a changed YAML file needs no build' 0 "$version" ''
  printf 'package dev.crossover.experiments.cli;\nfinal class Added {}\n' >"$checkout/$source/Added.java"
  run "$crossover" --version
  expect 'a new source is built' 0 "$version" "$built"
  rm "$checkout/$source/Added.java"
  ln -s "4194304@$HOSTNAME" "$checkout/target/launcher/lock"
  run "$crossover" --version
  expect 'a removed source is noticed, and the lock of a dead process broken' 0 "$version" "$built"
  printf 'no java' >"$checkout/$source/Added.java"
  run "$crossover" --version
  expect 'a build that fails shows the end of its log' 3 '' "$built.*COMPILATION ERROR.*build\.log"
  rm "$checkout/$source/Added.java"
  run "$crossover" --version
  expect 'after the repair it works again' 0 "$version" "$built"
}

starts_fast_on_every_jdk() {
  local home spent
  while read -r home; do
    export JAVA_HOME=$home
    run "$crossover" --version
    expect "on $(java_major "$home"): nothing on standard error" 0 "$version" ''
    spent=$(cpu_ms "$crossover" --version)
    [ "$spent" -le 500 ] || broken "on $(java_major "$home"): --version takes $spent ms of CPU, above 500"
    ok "on $(java_major "$home"): --version takes $spent ms of CPU"
  done < <(jdks)
  [ "$(find "$XDG_CACHE_HOME" -name '*.jsa' | wc -l)" -eq "$(jdks | wc -l)" ] ||
    broken 'one class data archive per JDK'
  ok 'one class data archive per JDK'
}

unset CROSSOVER_JAVA_OPTS
refuses_what_is_missing
two_at_once_build_once
starts_from_anywhere
rebuilds_when_a_source_changes
starts_fast_on_every_jdk
