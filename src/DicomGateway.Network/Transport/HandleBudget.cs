using System.Globalization;

namespace DicomGateway.Network.Transport;

/// <summary>
/// How many connections the process's file handles allow. A .NET process that runs out of handles cannot even start a thread and dies, so
/// connections must leave enough for everything else.
/// </summary>
internal static class HandleBudget
{
    private const int LeastConnections = 8;
    private const int LeastReserve = 32;
    private const int MostReserve = 256;

    /// <summary>The wanted number, or fewer.</summary>
    /// <param name="wanted">Connections that are configured.</param>
    /// <param name="limit">File handles the process may have; null where there is no such limit.</param>
    /// <param name="used">File handles it has now.</param>
    public static int Connections(int wanted, int? limit, int used)
    {
        if (limit is not { } most)
            return wanted;
        var reserve = Math.Clamp(most / 4, LeastReserve, MostReserve);
        return Math.Min(wanted, Math.Max(LeastConnections, most - used - reserve));
    }

    public static int Connections(int wanted) =>
        OperatingSystem.IsLinux() ? Connections(wanted, Limit(), Directory.EnumerateFileSystemEntries("/proc/self/fd").Count()) : wanted;

    private static int? Limit()
    {
        const string Name = "Max open files";
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
