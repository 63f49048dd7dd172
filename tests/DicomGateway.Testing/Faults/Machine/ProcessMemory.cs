using System.Globalization;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>Resident memory of a process on Linux, in bytes.</summary>
public static class ProcessMemory
{
    public static long Resident(int process) => Read(process, "VmRSS:");

    /// <summary>The highest value since the start or the last <see cref="ForgetPeak"/>.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static long Read(int process, string name) =>
        File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => long.Parse(line[name.Length..^2].Trim(), CultureInfo.InvariantCulture) * 1024).First();
}
