#!/usr/bin/env bash
# Builds, then starts a node, a stand-in PACS and an archive on loopback and sends phantom studies through:
#   scripts/demo.sh [--keep] [--input FOLDER]
# Needs the .NET SDK only. Exit code 0: every study arrived clean, or is held for a reason that the demo expected.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build "$root/src/DicomGateway.Service/DicomGateway.Service.csproj" -c Release --nologo -v:quiet -clp:NoSummary
exec "$root/src/DicomGateway.Service/bin/Release/net10.0/dicom-gateway" demo "$@"
