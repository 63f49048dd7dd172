# Publishes self-contained executables into publish/<RID>: scripts/publish.ps1 [RID...]
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
$rids = if ($args.Count -gt 0) { $args } else { @("linux-x64", "win-x64") }
foreach ($rid in $rids) {
    dotnet publish src/DicomGateway.Service/DicomGateway.Service.csproj -c Release -r $rid --self-contained true `
        "-p:NuGetLockFilePath=obj/publish.$rid.lock.json" -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false `
        -o "publish/$rid" --nologo -v:quiet -clp:NoSummary
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    New-Item -ItemType Directory -Force "publish/$rid/config" | Out-Null
    Copy-Item -Recurse -Force config/* "publish/$rid/config/"
    Write-Host "Published publish/$rid"
}
