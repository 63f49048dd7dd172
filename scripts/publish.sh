#!/usr/bin/env bash
# Publishes self-contained executables: scripts/publish.sh [RID...]; default linux-x64 and win-x64, into publish/<RID>.
# The runtime identifiers are restored against a lock file of their own, so that the committed ones stay untouched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rids=("$@")
if [[ ${#rids[@]} -eq 0 ]]; then
  rids=(linux-x64 win-x64)
fi
for rid in "${rids[@]}"; do
  dotnet publish src/DicomGateway.Service/DicomGateway.Service.csproj -c Release -r "$rid" --self-contained true \
    -p:NuGetLockFilePath="obj/publish.$rid.lock.json" -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
    -o "publish/$rid" --nologo -v:quiet -clp:NoSummary
  mkdir -p "publish/$rid/config" "publish/$rid/docs"
  cp -R config/. "publish/$rid/config/"
  cp -R docs/. "publish/$rid/docs/"
  echo "Published publish/$rid ($(du -sm "publish/$rid" | cut -f1) MB)"
done
