#!/usr/bin/env bash
# Builds everything. Warnings are errors. Arguments go to `dotnet build`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build DicomGateway.sln --nologo -clp:NoSummary -v:minimal "$@"
