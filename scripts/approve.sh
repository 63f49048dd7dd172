#!/usr/bin/env bash
# Writes the files that tests compare with what the program says of itself: configuration schema, conformance statement, public surface
# of the libraries, who may reach which endpoint. Look at the difference before committing it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build tests/DicomGateway.Architecture --nologo -v:quiet -clp:NoSummary
gateway=tests/DicomGateway.Architecture/bin/Debug/net10.0/dicom-gateway
"$gateway" config schema >config/gateway.schema.json
"$gateway" config schema --pacs-profile >config/pacs-profile.schema.json
"$gateway" config schema --rehearsal >config/rehearsal.schema.json
"$gateway" conformance >docs/conformance.md
DICOMGATEWAY_APPROVE=1 dotnet test tests/DicomGateway.Architecture --no-build --nologo -v:quiet --filter Surface
dotnet build tests/DicomGateway.Service.Tests --nologo -v:quiet -clp:NoSummary
DICOMGATEWAY_APPROVE=1 dotnet test tests/DicomGateway.Service.Tests --no-build --nologo -v:quiet --filter AccessMatrix
git --no-pager diff --stat -- config docs tests
