using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Peers;

/// <summary>DCMTK's programs as senders and readers.</summary>
internal static class Dcmtk
{
    public static void Require(params string[] tools)
    {
        foreach (var tool in tools)
        {
            if (Tool.Find(tool) is null)
                Assert.Ignore($"{tool} is missing.");
        }
    }

    public static Task<(int Status, string Output, string Error)> StoreScuAsync(int port, string called, string folder, params string[] options) =>
        Tool.TryRunAsync("storescu", [.. options, "-aet", "SENDER", "-aec", called, "+sd", "+r", "-R", "localhost", Text(port), folder]);

    public static Task<(int Status, string Output, string Error)> DcmSendAsync(int port, string called, string folder, params string[] options) =>
        Tool.TryRunAsync("dcmsend", [.. options, "-aet", "SENDER", "-aec", called, "+sd", "+r", "--no-halt", "localhost", Text(port), folder]);

    /// <summary>dcmdump's text of a file; what it complains about comes first.</summary>
    public static async Task<(string Text, string Complaints)> DumpAsync(string file)
    {
        var (_, output, error) = await Tool.TryRunAsync("dcmdump", "+L", "-q", file);
        return (output, error);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
