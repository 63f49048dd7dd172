using System.Globalization;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Control;

/// <summary>What `check` says about an open storage.</summary>
internal static class StorageChecks
{
    /// <param name="readsBytes">Read and hash every instance too.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(GatewayStorage storage, bool readsBytes, CancellationToken cancellationToken)
    {
        var report = await storage.Maintenance.CheckAsync(readsBytes, cancellationToken);
        var results = report.Problems.Select(problem => new CheckResult("storage", false, problem)).ToList();
        if (report.IsWell)
            results.Add(new CheckResult("storage", true, string.Create(CultureInfo.InvariantCulture, $"{report.Instances} instances, {report.Verified} read and hashed, {report.AuditRows} audit rows")));
        results.AddRange(storage.Problems.Select(problem => new CheckResult("spool", false, problem)));
        foreach (var ledger in await storage.Records.Ledger.CountAsync(cancellationToken))
        {
            results.Add(new CheckResult("ledger", ledger.Balances, string.Create(
                CultureInfo.InvariantCulture,
                $"{ledger.Project}: {ledger.Received} received = {ledger.Forwarded} forwarded + {ledger.Held} held + {ledger.Rejected} rejected + {ledger.Excluded} left out + {ledger.Pending} pending")));
        }

        return results;
    }
}
