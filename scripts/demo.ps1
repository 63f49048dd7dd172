# Builds, then runs the demonstration on loopback: scripts/demo.ps1 [--keep] [--input FOLDER]
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..")
dotnet build "$root/src/DicomGateway.Service/DicomGateway.Service.csproj" -c Release --nologo -v:quiet -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$executable = if ($IsLinux) { "dicom-gateway" } else { "dicom-gateway.exe" }
& "$root/src/DicomGateway.Service/bin/Release/net10.0/$executable" demo @args
exit $LASTEXITCODE
