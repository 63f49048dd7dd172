# Runs every test project and ends with one line: N passed, N failed, N skipped.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
dotnet build DicomGateway.sln --nologo -clp:NoSummary -v:minimal
if ($LASTEXITCODE -ne 0) { Write-Host "0 passed, 1 failed, 0 skipped"; exit 1 }
$passed = 0; $failed = 0; $skipped = 0
foreach ($project in Get-ChildItem tests/*/*.csproj) {
    if ($project.BaseName -match "\.(Testing|Benchmarks)$") { continue }
    $output = dotnet test $project.FullName --no-build --nologo --logger "console;verbosity=normal" 2>&1 | Out-String
    $status = $LASTEXITCODE
    $sum = { param($word) $n = 0; [regex]::Matches($output, "(?m)^ +${word}: (\d+)\r?$") | ForEach-Object { $n += [int]$_.Groups[1].Value }; $n }
    $p = & $sum "Passed"; $f = & $sum "Failed"; $s = & $sum "Skipped"
    if ($status -ne 0) { Write-Host $output; if ($f -eq 0) { $f = 1 } }
    Write-Host "$($project.BaseName): $p passed, $f failed, $s skipped"
    $passed += $p; $failed += $f; $skipped += $s
}
Write-Host "$passed passed, $failed failed, $skipped skipped"
if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
