# shellcheck shell=bash
# Checks of the program as its user meets it, sourced by .ci/run and .ci/launcher-test.sh.

# Copies the tracked files, as they stand in the working tree, into the folder $1.
copy_checkout() {
  mkdir -p "$1"
  git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$1"
}

# The JDK in use and then one of each other major version under /usr/lib/jvm, one home a line.
jdks() {
  local home seen=' '
  for home in "$(jdk_in_use)" /usr/lib/jvm/*; do
    if [ ! -x "$home/bin/javac" ] || [ ! -r "$home/release" ]; then continue; fi
    case $seen in *" $(java_major "$home") "*) continue ;; esac
    [ "$(java_major "$home")" -ge 17 ] || continue
    seen="$seen$(java_major "$home") "
    printf '%s\n' "$home"
  done
}

jdk_in_use() {
  local javac
  if [ -n "${JAVA_HOME:-}" ]; then
    printf '%s\n' "$JAVA_HOME"
  else
    javac=$(readlink -f "$(command -v javac)")
    printf '%s\n' "${javac%/bin/javac}"
  fi
}

java_major() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# same_on_every_jdk FOLDER ARGUMENT...: runs the launcher of the checkout FOLDER with the arguments
# on every JDK, each in an empty folder of its own, and fails unless the exit code, standard output
# and every results.json are the same bytes. On success it prints what the first JDK printed.
same_on_every_jdk() {
  local checkout=$1 home place first=''
  shift
  local folder
  folder=$(mktemp -d)
  while read -r home; do
    place=$folder/$(java_major "$home")
    mkdir "$place"
    (
      cd "$place" || exit
      code=0
      JAVA_HOME=$home "$checkout/crossover" "$@" >stdout 2>stderr </dev/null || code=$?
      printf '%s\n' "$code" >exit-code
    )
    if [ -z "$first" ]; then
      first=$place
      [ "$(cat "$place/exit-code")" = 0 ] || same_failed "$place" "crossover $* fails"
    fi
    same_results "$first" "$place" || same_failed "$place" "crossover $* differs between JDKs"
  done < <(jdks)
  cat "$first/stdout"
  rm -rf "$folder"
}

same_failed() {
  printf '%s, here in %s:\n' "$2" "$1" >&2
  cat "$1/stderr" >&2
  exit 1
}

same_results() {
  local file
  for file in exit-code stdout $(cd "$1" && find . -name results.json | sort); do
    cmp "$1/$file" "$2/$file" >&2 || return 1
  done
}

# cpu_ms COMMAND...: the least CPU time of three runs, children included, in milliseconds.
cpu_ms() {
  local TIMEFORMAT='%U %S' least=999999 run user system
  for run in 1 2 3; do
    read -r user system < <({ time "$@" >/dev/null 2>&1; } 2>&1)
    run=$((10#${user/./} + 10#${system/./}))
    [ "$run" -ge "$least" ] || least=$run
  done
  printf '%s\n' "$least"
}

# The tests number what they find right, and stop at the first thing that is wrong.
passed=0

# run COMMAND...: leaves the exit code in $code, the output in $out and $err; $work is the test's
# own folder.
run() {
  code=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
}

ok() {
  passed=$((passed + 1))
  printf 'ok %s - %s\n' "$passed" "$1"
}

broken() {
  printf 'not ok - %s\nexit code %s\nstdout: %s\nstderr: %s\n' "$1" "$code" "$out" "$err"
  exit 1
}

# expect NAME CODE OUT ERR: the last run against patterns for the whole of each stream.
expect() {
  if ! { [ "$code" = "$2" ] && [[ $out =~ ^($3)$ ]] && [[ $err =~ ^($4)$ ]]; }; then
    broken "$1"
  fi
  ok "$1"
}
