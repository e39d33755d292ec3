#!/bin/sh
# finrst is one file: this script, and behind it the jar that java opens by the same name. Forks cost a millisecond
# or more each, so the script asks the shell and not other programs wherever it can.

# Java takes a closed standard stream's number for a file of its own, and would read that as the capture or write the
# report into it. Opened the wrong way round, reading and writing fail as they should; messages are for nobody.
true 3>&2 || exec 2>/dev/null
{ true 3<&0; } 2>/dev/null || exec 0>/dev/null
{ true 3>&1; } 2>/dev/null || exec 1</dev/null

fail() {
  printf 'finrst: %s\n' "$1" >&2
  exit 2
}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
  home=$JAVA_HOME
else
  java=$(command -v java) || fail 'no java in JAVA_HOME or on the PATH; Java 17 or newer is needed'
  home=$(readlink -f "$java" 2>/dev/null)
  home=${home%/bin/java}
fi

# Every JDK and most JREs state their version in a file. Asking java itself takes as long as finrst does.
version=
if [ -r "$home/release" ]; then
  while IFS='="' read -r key _ value _; do
    [ "$key" = JAVA_VERSION ] && version=$value
  done <"$home/release"
fi
if [ -z "$version" ]; then
  told=$("$java" -version 2>&1) || fail "$java does not start; Java 17 or newer is needed"
  version=${told#*version \"}
fi
major=${version%%[!0-9]*}
[ "${major:-0}" -ge 17 ] || fail "$java is Java ${version%%[!0-9._]*}; Java 17 or newer is needed"

# These are meant for other programs, and the JVM reports each of them on stderr. Ours is FINRST_JAVA_OPTS.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# Under the C locale Java cannot open a file whose name has a letter outside ASCII, so it gets another one. Texts stay
# in ASCII.
ascii=
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX)
    ascii=-Dfinrst.ascii=true
    export LC_ALL=C.UTF-8
    ;;
esac

# What Main would otherwise have to load a native library for.
terminal=-Dfinrst.stdout.tty=false
if [ -t 1 ]; then
  terminal=-Dfinrst.stdout.tty=true
  columns=${COLUMNS:-}
  [ -n "$columns" ] || { columns=$(stty size <&3 2>/dev/null); } 3>&1
  columns=${columns#* }
  case $columns in
    '' | *[!0-9]*) ;;
    *) terminal="$terminal -Dfinrst.columns=$columns" ;;
  esac
fi
if [ -t 2 ]; then terminal="$terminal -Dfinrst.stderr.tty=true"; else terminal="$terminal -Dfinrst.stderr.tty=false"; fi

# IgnoreUnrecognizedVMOptions   a flag that a newer or smaller JVM dropped must not stop finrst
# UseSerialGC                   starts fastest and takes the least memory; there is one thread to serve
# TieredStopAtLevel=1           most runs last a second: the slow compiler would cost more than it returns
# -UsePerfData                  no file in /tmp for jstat
# Xshare:auto                   the JDK's own class archive when there is one
# PretenureSizeThreshold        buffers and tables live as long as the run: never copy them
# Xmn6m                         short-lived objects stay in the processor cache
# UseTransparentHugePages       the table is large and reached at random; fewer page faults where the system allows it
# -PrintWarnings, Xlog          errors of the JVM go to stderr, its warnings nowhere, such as that of a kernel without
#                               huge pages: stdout is for results only
jvm='-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -XX:PretenureSizeThreshold=512k -Xmn6m -XX:+UseTransparentHugePages -XX:-PrintWarnings -Xlog:disable -Xlog:all=error:stderr'

# Xms                           days of watching leave garbage behind, which otherwise stays until it fills a share of
#                               all memory
[ "${1:-}" = live ] && jvm="$jvm -Xms32m"

# Xmn                           what waits for its partner at another point lives long, and would be copied again and again
[ "${1:-}" = compare ] && jvm="$jvm -Xmn64m"

# A tenth of a second of every start is the loading of classes. The JVM can keep them loaded in an archive of its own
# making. That is made once for a build, a place and a Java, in the user's cache folder, before the first run that reads
# packets. The JVM takes it for no other place. Where it cannot be made an empty file says so, and where that cannot be
# written finrst starts as it did before. Only the user's own: root must not load what someone else wrote, nor leave
# files in the home of who called sudo.
archive=
cache=${XDG_CACHE_HOME:-${HOME:-/dev/null}/.cache}
if [ -O "${XDG_CACHE_HOME:-${HOME:-/dev/null}}" ] && [ -f "$0" ]; then
  case $0 in
    /*) folder=$cache/finrst$0 ;;
    *) folder=$cache/finrst$PWD/$0 ;;
  esac
  archive=$folder/@build@-${version%%[!0-9._]*}.jsa
  case ${1:--h} in
    -h | --help | -V | --version | explain | causes | lab | interfaces | doctor | schema | generate-completion | generate-man | help) ;;
    *)
      if ! [ "$archive" -nt "$0" ] && mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
        # shellcheck disable=SC2086
        "$java" $jvm "-XX:ArchiveClassesAtExit=$archive.$$" -Dfinrst.rehearsal=true -jar "$0" </dev/null >/dev/null 2>&1
        for old in "$folder"/*.jsa; do
          case $old in
            "$folder"/@build@-*) ;;
            *) rm -f "$old" 2>/dev/null ;;
          esac
        done
        [ -s "$archive.$$" ] || : >"$archive.$$"
        mv -f "$archive.$$" "$archive" 2>/dev/null || rm -f "$archive.$$"
      fi
      ;;
  esac
  [ -O "$archive" ] && [ -s "$archive" ] || archive=
fi

set -f
# shellcheck disable=SC2086 # lists of words; no name is expanded in them because of set -f
exec "$java" $jvm ${archive:+"-XX:SharedArchiveFile=$archive"} $terminal $ascii ${FINRST_JAVA_OPTS:-} -jar "$0" "$@"
