#!/usr/bin/env bash
# Measures finrst beside other readers of captures, as whole processes: the start of the JVM is included.
#
#   src/bench/run.sh [-n ROUNDS] [-p] [-s]
#     -n ROUNDS  rounds over all tools, one after another in each round (5)
#     -p         also the slow peers that are installed, one round: tcptrace, argus, tshark
#     -s         also ten million half-open connections (memory), one round
#
# BENCH_DIR holds the generated captures and is kept (default /tmp/finrst-bench, 2.3 GB); FINRST is what is measured
# (default target/finrst). Prints Markdown: medians of CPU and wall seconds, ns of CPU per packet, peak RSS, and the
# CPU ratio to tcpdump of the same run. Compare numbers of one run only.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

rounds=5 peers=no huge=no
while getopts n:ps option; do
  case $option in
    n) rounds=$OPTARG ;;
    p) peers=yes ;;
    s) huge=yes ;;
    *) exit 2 ;;
  esac
done

dir=${BENCH_DIR:-${TMPDIR:-/tmp}/finrst-bench}
finrst=${FINRST:-target/finrst}
mkdir -p "$dir"
[ -x "$finrst" ] || { echo "no $finrst: run mvn package first, or set FINRST" >&2; exit 2; }
command -v tcpdump > /dev/null || echo "tcpdump is not installed: no ratios" >&2
results=$(mktemp)
trap 'rm -f "$results" "$results.rss"' EXIT

generate() { # name, arguments
  local file=$dir/$1.pcap
  shift
  [ -e "$file" ] && return
  java src/bench/GenCapture.java --out "$file.part" "$@" >&2
  mv "$file.part" "$file"
}

# Peak resident memory needs GNU time; without it the column stays 0.
gnu_time() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -q -f %M -o "$results.rss" "$@"
  else
    echo 0 > "$results.rss"
    "$@"
  fi
}

measure() { # row, tool, command...
  local row=$1 tool=$2 TIMEFORMAT='%3R %3U %3S' times
  shift 2
  times=$({ time gnu_time "$@" > /dev/null 2>&1 < /dev/null; } 2>&1) || true
  echo "$row $tool $times $(tail -n 1 "$results.rss")" >> "$results"
}

has() { command -v "$1" > /dev/null; }

fast_round() {
  local row
  for row in "$@"; do
    local file=$dir/$row.pcap
    measure "$row" finrst "$finrst" "$file"
    if has tcpdump; then measure "$row" tcpdump tcpdump -r "$file" -w /dev/null; fi
  done
}

slow_round() {
  local row file
  for row in mixed short; do
    file=$dir/$row.pcap
    if has argus; then measure "$row" argus argus -r "$file" -w /dev/null; fi
    if has tcptrace; then measure "$row" tcptrace tcptrace -n "$file"; fi
    if has tshark; then measure "$row" tshark-conv tshark -q -r "$file" -z conv,tcp; fi
  done
}

start_round() {
  measure start --version "$finrst" --version
  measure start small-capture "$finrst" samples/same-ports-twice.pcap
  if has tshark; then measure start tshark--version tshark --version; fi
}

table() {
  awk '
    function median(text,   n, a, i, j, t) {
      n = split(text, a, " ")
      for (i = 2; i <= n; i++)
        for (j = i; j > 1 && a[j - 1] + 0 > a[j] + 0; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
      return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
    }
    BEGIN { packets["mixed"] = 2313514; packets["short"] = 8000000; packets["syn10m"] = 10000000 }
    {
      key = $1 " " $2
      if (!(key in cpu)) order[++keys] = key
      wall[key] = wall[key] " " $3; cpu[key] = cpu[key] " " ($4 + $5); rss[key] = rss[key] " " $6; runs[key]++
    }
    END {
      print "| capture | tool | runs | wall s | CPU s | ns/packet | RSS MB | CPU / tcpdump |"
      print "|---|---|---|---|---|---|---|---|"
      for (i = 1; i <= keys; i++) {
        key = order[i]; split(key, part, " "); c = median(cpu[key]); anchor = part[1] " tcpdump"
        printf "| %s | %s | %d | %.3f | %.3f | %s | %.0f | %s |\n", part[1], part[2], runs[key], median(wall[key]), c,
            part[1] in packets ? sprintf("%.0f", c * 1e9 / packets[part[1]]) : "", median(rss[key]) / 1024,
            anchor in cpu ? sprintf("%.2f", c / median(cpu[anchor])) : ""
      }
      if ("syn10m finrst" in rss && "start small-capture" in rss)
        printf "\nRSS per connection at ten million: %.0f B\n",
            (median(rss["syn10m finrst"]) - median(rss["start small-capture"])) * 1024 / 1e7
    }' "$results"
}

generate mixed --profile mixed --conns 200000 --mean-bytes 2550 --seed 1
generate short --profile short --conns 1000000 --v6 0 --seed 2
[ $huge = no ] || generate syn10m --profile syn --conns 10000000 --v6 0 --seed 3
cat "$dir/mixed.pcap" "$dir/short.pcap" > /dev/null # into the page cache

for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  fast_round mixed short
  start_round
done
[ $peers = no ] || slow_round
[ $huge = no ] || measure syn10m finrst "$finrst" --max-connections 10000000 "$dir/syn10m.pcap"
table
