#!/usr/bin/env bash
# Measures the gateway beside storescp, dcmqrscp and Orthanc: scripts/bench.sh [--rounds N] [--rows ingest,whole,send,nagle] [--work DIR] ...
# scripts/bench.sh find [--rounds N] [--sizes N,N] ... measures queries beside C-ECHO, Orthanc and dcmqrscp instead.
# scripts/bench.sh start [--rounds N] [--items N] ... measures the start of a node that has much to do.
# Publishes the executable and installs the Debian packages of the peers where that is possible; --help lists all options.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case " $* " in
  *" --help "*|*" -h "*|*" --report "*) exec /usr/bin/python3 scripts/bench/bench.py "$@" ;;
esac
wanted=()
for entry in storescp:dcmtk Orthanc:orthanc gcc:gcc; do
  [[ -x /usr/sbin/${entry%%:*} ]] || command -v "${entry%%:*}" >/dev/null 2>&1 || wanted+=("${entry##*:}")
done
/usr/bin/python3 -c 'import pydicom, numpy' >/dev/null 2>&1 || wanted+=(python3-pydicom python3-numpy)
if [[ ${#wanted[@]} -gt 0 && $(id -u) -eq 0 ]]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >/dev/null 2>&1 ||
    echo "Could not install: ${wanted[*]}"
fi
case " $* " in
  *" --executable "*) ;;
  *) scripts/publish.sh linux-x64 ;;
esac
if [[ "${1:-}" == find || "${1:-}" == start ]]; then
  exec /usr/bin/python3 "scripts/bench/$1.py" "${@:2}"
fi
exec /usr/bin/python3 scripts/bench/bench.py "$@"
