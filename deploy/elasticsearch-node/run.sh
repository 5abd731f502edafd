#!/usr/bin/env bash
# A real Elasticsearch on loopback, for tests, benchmarks and development. docs/elasticsearch.md explains it.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: run.sh [--daemon --pid-file FILE [--log FILE]] | --stop --pid-file FILE | --build-only | --help

  (nothing)      start in the foreground; Ctrl+C ends it
  --daemon       start in the background, return when the node is ready (fail after 90 s)
  --stop         end the node of --pid-file; no error if there is none
  --build-only   build what a start needs, start nothing (with ES_FAST_START=1: the class archive, too)
  --pid-file F   where the process id goes; the node's address goes to F.url when it is ready
  --log F        where --daemon writes what the node says (default: F of --pid-file, plus .log)

Environment:
  ES_PORT        HTTP port, default 9200; 0 takes a free one (then ES_DATA must be set)
  ES_DATA        folder of the indices, default <cache>/elasticsearch-node/data/<port>
  ES_HEAP        Java heap, default 1g; 512m is enough for tests
  ES_FAST_START  1: quick start, slower under load (tests: yes; benchmarks: no)
  ES_HOST        127.0.0.1 (default), ::1 or localhost; anything else is refused
  ES_JAVA_OPTS   further options for Java
  JAVA_HOME      the Java to use, 17 or later; default: the one on PATH
  ONESTOP_CACHE  default ${XDG_CACHE_HOME:-~/.cache}/onestop
USAGE
}

say() { printf 'elasticsearch-node: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

readonly MAIN_CLASS=onestop.elasticsearch.launcher.NodeLauncher
readonly READY_SECONDS=90
readonly STOP_SECONDS=30
PROJECT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly PROJECT
readonly CACHE=${ONESTOP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/onestop}/elasticsearch-node
readonly HOST=${ES_HOST:-127.0.0.1}
readonly PORT=${ES_PORT:-9200}
readonly DATA=${ES_DATA:-$CACHE/data/$PORT}
readonly HEAP=${ES_HEAP:-1g}
readonly FAST=${ES_FAST_START:-0}

# --- what is needed -----------------------------------------------------------------------------------------------

find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    JAVA=$JAVA_HOME/bin/java
    [[ -x $JAVA ]] || die "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it."
  else
    JAVA=$(command -v java) || die "Java is missing. Install a JDK 17 (Debian: apt-get install openjdk-17-jdk-headless)."
  fi
  local properties
  properties=$("$JAVA" -XshowSettings:properties -version 2>&1) || die "'$JAVA -version' failed: $properties"
  JAVA_MAJOR=$(sed -n 's/^ *java\.specification\.version = //p' <<<"$properties")
  JAVA_BUILD=$(sed -n '/^ *java\.\(vendor\|vm\.name\|vm\.version\) = /p' <<<"$properties")
  [[ $JAVA_MAJOR =~ ^[0-9]+$ && $JAVA_MAJOR -ge 17 ]] || die "Java 17 or later is needed; $JAVA is version ${JAVA_MAJOR:-unknown}."
}

check_settings() {
  case $HOST in
    127.0.0.1 | ::1 | localhost) ;;
    *) die "ES_HOST is '$HOST'. This node has no password and no TLS: it only listens on 127.0.0.1, ::1 or localhost." ;;
  esac
  [[ $PORT =~ ^[0-9]{1,5}$ && $PORT -le 65535 ]] || die "ES_PORT is '$PORT'; a number from 0 to 65535 is needed."
  [[ $PORT -ne 0 || -n ${ES_DATA:-} ]] || die "ES_PORT=0 needs ES_DATA: two nodes cannot share one data folder."
  [[ $HEAP =~ ^[0-9]+[mMgG]$ ]] || die "ES_HEAP is '$HEAP'; write it like 512m or 2g."
  [[ $FAST == 0 || $FAST == 1 ]] || die "ES_FAST_START is '$FAST'; it is 1 or 0."
}

# --- build and cache ----------------------------------------------------------------------------------------------

# The cache is keyed by what the build reads: a changed source makes a new home, an old one is never touched.
source_hash() {
  (cd -- "$PROJECT" && find pom.xml src -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

# Runs a command while nobody else holds the lock; a second caller waits, then finds the work done. Maven inherits the
# lock: if this script is killed, the next build still waits until that Maven has ended.
locked() {
  mkdir -p -- "$CACHE"
  command -v flock >/dev/null || die "flock is missing (Debian: apt-get install util-linux)."
  (
    flock 9
    "$@"
  ) 9>"$CACHE/lock"
}

build() {
  [[ ! -d $ES_HOME ]] || return 0
  command -v mvn >/dev/null || die "Maven is missing, and the node is not built yet (Debian: apt-get install maven)."
  [[ -x ${JAVA}c ]] || die "there is no javac beside $JAVA: install the JDK, not only the JRE."
  local started=$SECONDS work
  # In the cache, so that the last step is a rename; what a killed build left behind is swept up by the next one.
  rm -rf -- "$CACHE"/building.*
  work=$(mktemp -d -- "$CACHE/building.XXXXXX")
  say "building Elasticsearch's home folder once (this downloads about 90 MB) ..."
  if ! mvn --batch-mode --quiet -f "$PROJECT/pom.xml" "-Dnode.output=$work" package >"$work/build.log" 2>&1; then
    cat -- "$work/build.log" >&2
    rm -rf -- "$work"
    die "the build failed; Maven's messages are above."
  fi
  mkdir -p -- "$work/home/native"
  mv -- "$work/home" "$ES_HOME"
  rm -rf -- "$work"
  say "built in $((SECONDS - started)) s: $ES_HOME"
}

# A class-data archive halves the start. It is made by starting and ending a node once, under the same lock.
archive() {
  [[ ! -f $ARCHIVE ]] || return 0
  local data started=$SECONDS
  data=$(mktemp -d -- "$CACHE/building.XXXXXX")
  say "making the class archive for quick starts once ..."
  java_command "$data" 0 "-XX:ArchiveClassesAtExit=$data/archive.jsa" -Donestop.exit.when.ready=true
  if "${COMMAND[@]}" >"$data/log" 2>&1 && [[ -s $data/archive.jsa ]]; then
    mv -- "$data/archive.jsa" "$ARCHIVE"
    say "made in $((SECONDS - started)) s"
  else
    say "the archive could not be made; the node starts without it. Its last words:"
    tail -n 5 -- "$data/log" >&2
  fi
  rm -rf -- "$data"
}

prepare() {
  ES_HOME=$CACHE/$(source_hash)
  # The archive belongs to one Java: after an upgrade of Java another one is made.
  ARCHIVE=$ES_HOME/classes-$(printf '%s' "$JAVA_BUILD" | sha256sum | cut -c1-8).jsa
  [[ -d $ES_HOME ]] || locked build
  [[ $FAST == 0 || -f $ARCHIVE ]] || locked archive
}

# --- start and stop -----------------------------------------------------------------------------------------------

# java_command DATA PORT [OPTION...] sets COMMAND. The class path is the same list in the same order each time, else
# Java would refuse the archive.
java_command() {
  local data=$1 port=$2 jars locale=SPI,COMPAT
  shift 2
  jars=$(printf '%s:' "$ES_HOME"/lib/*.jar)
  [[ $JAVA_MAJOR -lt 23 ]] || locale=SPI,CLDR
  COMMAND=(
    "$JAVA" "-Xms$HEAP" "-Xmx$HEAP" -Xss1m -XX:+UseG1GC
    -XX:+ExitOnOutOfMemoryError "-XX:ErrorFile=$data/java-error-%p.log"
    -Dfile.encoding=UTF-8 -Djava.awt.headless=true "-Djava.locale.providers=$locale"
    -Dlog4j.shutdownHookEnabled=false -Dlog4j2.disable.jmx=true -Dlog4j2.formatMsgNoLookups=true
    -Dio.netty.noUnsafe=true
    "-Des.path.home=$ES_HOME" "-Des.nativelibs.path=$ES_HOME/native"
    "-Donestop.data=$data" "-Donestop.host=$HOST" "-Donestop.port=$port"
  )
  if [[ $FAST == 1 ]]; then
    COMMAND+=(-XX:TieredStopAtLevel=1)
    [[ ! -f $ARCHIVE ]] || COMMAND+=("-XX:SharedArchiveFile=$ARCHIVE" -Xshare:auto)
  fi
  # Split on purpose: several options in one variable.
  # shellcheck disable=SC2206
  COMMAND+=(${ES_JAVA_OPTS:-} "$@" -cp "${jars%:}" "$MAIN_CLASS")
}

check_port_is_free() {
  [[ $PORT -ne 0 ]] || return 0
  ! (exec 3<>"/dev/tcp/$HOST/$PORT") 2>/dev/null || die "port $PORT is in use on $HOST. End what uses it, or choose another one by ES_PORT."
}

# True until the last thread of process $1 is gone: only then are its port and its data folder free again. A zombie that
# nobody collects counts as gone.
is_running() {
  [[ ${1:-} =~ ^[0-9]+$ ]] && kill -0 "$1" 2>/dev/null || return 1
  [[ -d /proc/self/task ]] || return 0
  local threads=("/proc/$1/task"/*)
  ! { [[ ${#threads[@]} -le 1 ]] && grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }
}

# What process $1 was started as; empty while it is dying.
command_line() {
  if [[ -d /proc/self ]]; then
    tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" || true
  else
    ps -p "$1" -o command= || true
  fi
}

# True if process $1 is a node of ours: its number may have been given to another program since.
is_our_node() {
  is_running "${1:-}" && [[ $(command_line "$1") == *"$MAIN_CLASS"* ]]
}

start_foreground() {
  check_port_is_free
  mkdir -p -- "$DATA"
  java_command "$DATA" "$PORT"
  say "starting on $HOST:$PORT, data in $DATA (Ctrl+C ends it) ..."
  exec "${COMMAND[@]}"
}

start_daemon() {
  [[ -n $PID_FILE ]] || die "--daemon needs --pid-file FILE."
  local log=${LOG:-$PID_FILE.log} pid started=$SECONDS
  if [[ -f $PID_FILE ]] && is_our_node "$(<"$PID_FILE")"; then
    die "a node with this pid file runs already (process $(<"$PID_FILE")); end it by --stop."
  fi
  check_port_is_free
  mkdir -p -- "$DATA" "$(dirname -- "$PID_FILE")" "$(dirname -- "$log")"
  rm -f -- "$PID_FILE.url"
  java_command "$DATA" "$PORT" "-Donestop.ready.file=$(absolute "$PID_FILE.url")"
  # A session of its own, so that Ctrl+C in the terminal of the tests does not end it under them.
  setsid "${COMMAND[@]}" >"$log" 2>&1 </dev/null &
  pid=$!
  printf '%s\n' "$pid" >"$PID_FILE"
  trap 'stop_node; exit 130' INT TERM
  while [[ ! -s $PID_FILE.url ]]; do
    is_running "$pid" || fail_start "the node ended by itself" "$log"
    ((SECONDS - started < READY_SECONDS)) || fail_start "the node was not ready after $READY_SECONDS s" "$log"
    sleep 0.1
  done
  say "ready after $((SECONDS - started)) s (process $pid, log $log)"
  cat -- "$PID_FILE.url"
}

fail_start() {
  say "the last lines of $2:"
  tail -n 40 -- "$2" >&2
  stop_node >/dev/null 2>&1 || true
  die "$1; what it said is above."
}

stop_node() {
  [[ -n $PID_FILE ]] || die "--stop needs --pid-file FILE."
  local pid=''
  [[ ! -f $PID_FILE ]] || pid=$(<"$PID_FILE")
  if is_our_node "$pid"; then
    kill -TERM "$pid" 2>/dev/null || true
    await_end "$pid" || kill_node "$pid"
  elif is_running "$pid" && [[ -z $(command_line "$pid") ]]; then
    await_end "$pid" || true # it was killed a moment ago and is on its way out
  else
    say "no node to stop (pid file $PID_FILE)"
  fi
  rm -f -- "$PID_FILE" "$PID_FILE.url"
}

kill_node() {
  say "it did not end in $STOP_SECONDS s: killing it"
  kill -KILL "$1" 2>/dev/null || true
  await_end "$1" || die "process $1 does not end."
}

await_end() {
  local started=$SECONDS
  while is_running "$1"; do
    ((SECONDS - started < STOP_SECONDS)) || return 1
    sleep 0.1
  done
}

absolute() { printf '%s/%s' "$(cd -- "$(dirname -- "$1")" && pwd)" "$(basename -- "$1")"; }

# --- command line -------------------------------------------------------------------------------------------------

ACTION=start_foreground PID_FILE='' LOG=''
while (($#)); do
  case $1 in
    --daemon) ACTION=start_daemon ;;
    --stop) ACTION=stop_node ;;
    --build-only) ACTION=: ;;
    --pid-file | --log)
      [[ -n ${2:-} ]] || die "$1 needs a file name."
      if [[ $1 == --log ]]; then LOG=$2; else PID_FILE=$2; fi
      shift
      ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; die "unknown option '$1'." ;;
  esac
  shift
done

if [[ $ACTION == stop_node ]]; then
  stop_node
  exit 0
fi
check_settings
find_java
prepare
"$ACTION"
