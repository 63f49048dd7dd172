# Builds everything. Warnings are errors. Arguments go to `dotnet build`.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
dotnet build DicomGateway.sln --nologo -clp:NoSummary -v:minimal @args
exit $LASTEXITCODE
