#!/usr/bin/env bash
# Runs every test project and ends with one line: N passed, N failed, N skipped.
#   scripts/test.sh [--configuration C] [--no-build] [--filter EXPRESSION] [--no-install] [PROJECT-NAME-PART...]
# Real peers (DCMTK, Orthanc, dicom3tools, pydicom) are installed with apt-get where that is possible as root;
# tests whose peer is missing are skipped by name.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

configuration=Debug
# A test that says nothing for so long hangs; a long proof is one test.
patience="${DICOMGATEWAY_TEST_PATIENCE:-10m}"
build=1
install=1
filter=()
parts=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --configuration) configuration="$2"; shift 2 ;;
    --no-build) build=0; shift ;;
    --no-install) install=0; shift ;;
    --filter) filter=(--filter "$2"); shift 2 ;;
    -h|--help) sed -n '2,5p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 0 ;;
    -*) echo "Unknown option $1; see scripts/test.sh --help" >&2; exit 2 ;;
    *) parts+=("$1"); shift ;;
  esac
done

# tool:package, as Debian names them
peers=(storescu:dcmtk Orthanc:orthanc dciodvfy:dicom3tools sqlite3:sqlite3 strace:strace openssl:openssl ip:iproute2 chromium:chromium node:nodejs npm:npm)

install_peers() {
  local wanted=() entry
  for entry in "${peers[@]}"; do
    command -v "${entry%%:*}" >/dev/null 2>&1 || wanted+=("${entry##*:}")
  done
  /usr/bin/python3 -c 'import pydicom' >/dev/null 2>&1 || wanted+=(python3-pydicom)
  [[ ${#wanted[@]} -eq 0 ]] && return
  if [[ $install -eq 1 && $(id -u) -eq 0 ]] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the scenario tests: ${wanted[*]}"
    # Services of these packages must not start: policy-rc.d is the switch that Debian offers for that.
    local policy=/usr/sbin/policy-rc.d made=0
    if [[ ! -e $policy ]]; then
      printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made=1
    fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } \
      >/dev/null 2>&1 || echo "Some of these could not be installed."
    [[ $made -eq 1 ]] && rm -f "$policy"
  fi
  for entry in "${peers[@]}"; do
    command -v "${entry%%:*}" >/dev/null 2>&1 || echo "Skipped where needed: ${entry%%:*} (Debian package ${entry##*:}) is missing."
  done
  /usr/bin/python3 -c 'import pydicom' >/dev/null 2>&1 || echo "Skipped where needed: pydicom (Debian package python3-pydicom) is missing."
}

install_peers
# The browser's driver and the checker of accessibility, by lock file; their tests are skipped without them.
if [[ $install -eq 1 && ! -d tests/DicomGateway.Scenarios/Browser/node_modules ]] && command -v npm >/dev/null 2>&1; then
  (cd tests/DicomGateway.Scenarios/Browser && npm ci --ignore-scripts --no-audit --no-fund >/dev/null 2>&1) || echo "Skipped where needed: playwright-core could not be installed."
fi
if [[ -z "${DICOMGATEWAY_SHARED:-}" && ! -d ../shared/corpus ]]; then
  echo "Skipped where needed: ../shared is absent (corpus of real files, tables of the standard)."
fi

if [[ $build -eq 1 ]]; then
  if ! scripts/build.sh -c "$configuration"; then
    echo "The build failed; nothing was tested." >&2
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
fi

passed=0 failed=0 skipped=0 failures=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *.Testing|*.Benchmarks) continue ;; esac
  if [[ ${#parts[@]} -gt 0 ]]; then
    match=0
    for part in "${parts[@]}"; do [[ "$name" == *"$part"* ]] && match=1; done
    [[ $match -eq 1 ]] || continue
  fi
  dotnet test "$project" --no-build -c "$configuration" --nologo --logger "console;verbosity=normal" \
    --blame-hang-timeout "$patience" --blame-hang-dump-type none "${filter[@]}" >"$log" 2>&1
  status=$?
  # "Passed!" lines of single tests are noise; failures, skips with their reason and the totals are not.
  grep -vE '^\s+Passed [A-Za-z_]|^Starting test execution|^A total of|^Test run for|^\s*$|^NUnit Adapter|^Test Discovery|^VSTest version|^Test Run (Successful|Failed)|^Total time' "$log" | grep -vE '^Microsoft \(R\)|^Copyright' || true
  p=$(awk '/^ +Passed: [0-9]+$/{n+=$2} END{print n+0}' "$log")
  f=$(awk '/^ +Failed: [0-9]+$/{n+=$2} END{print n+0}' "$log")
  s=$(awk '/^ +Skipped: [0-9]+$/{n+=$2} END{print n+0}' "$log")
  # A run that breaks off (crash, missing assembly) prints no failures; it is one all the same.
  if [[ $status -ne 0 && $f -eq 0 ]]; then f=1; echo "$name broke off with exit code $status."; fi
  mapfile -t -O "${#failures[@]}" failures < <(sed -nE "s/^ +Failed ([^ ].*) \\[.*\\]$/FAILED: $name, \\1/p" "$log")
  echo "$name: $p passed, $f failed, $s skipped"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

[[ $((passed + failed)) -eq 0 ]] && echo "No test was executed; that counts as a failure."
# Again at the end, where a long run can be read.
[[ ${#failures[@]} -gt 0 ]] && printf '%s\n' "${failures[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
