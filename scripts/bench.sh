#!/usr/bin/env bash
# Measures the gateway; arguments go to the benchmark program (--help lists them).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build tests/DicomGateway.Benchmarks -c Release --nologo -v:quiet -clp:NoSummary
exec dotnet run --project tests/DicomGateway.Benchmarks -c Release --no-build -- "$@"
