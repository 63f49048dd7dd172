#!/usr/bin/env bash
# Formats the sources; with --check it only verifies and fails when something would change.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
check=()
if [[ "${1:-}" == "--check" ]]; then
  check=(--verify-no-changes)
fi
dotnet restore DicomGateway.sln --nologo -v:quiet
dotnet format whitespace DicomGateway.sln --no-restore "${check[@]}"
dotnet format style DicomGateway.sln --no-restore --severity warn "${check[@]}"
echo "Format is clean."
