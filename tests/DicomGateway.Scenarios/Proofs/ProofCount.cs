using System.Globalization;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>How long a proof runs, and from which seed: scripts/prove.sh says so through the environment, else the short form.</summary>
internal static class ProofCount
{
    public static ulong Seed => ulong.TryParse(Environment.GetEnvironmentVariable("DICOMGATEWAY_PROOF_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    public static int Or(int shortForm) => int.TryParse(Environment.GetEnvironmentVariable("DICOMGATEWAY_PROOF_COUNT"), CultureInfo.InvariantCulture, out var count) ? count : shortForm;
}
