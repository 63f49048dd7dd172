using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Queries;

/// <summary>findscu, movescu and getscu as the peer that queries the node.</summary>
internal sealed class DcmtkAsker(int port, string folder)
{
    public const string AeTitle = "READER";

    private int _runs;

    /// <summary>The unique keys at the level of what was found, in order.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string model, string level, IReadOnlyList<string> keys)
    {
        var target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"find{_runs++}"));
        Directory.CreateDirectory(target);
        var unique = level switch { "PATIENT" => "PatientID", "STUDY" => "StudyInstanceUID", "SERIES" => "SeriesInstanceUID", _ => "SOPInstanceUID" };
        string[] all = [.. keys, .. keys.Any(key => key.StartsWith(unique + "=", StringComparison.Ordinal)) ? [] : new[] { unique }];
        var (status, output, error) = await Tool.TryRunAsync(
            "findscu", ["-X", "-od", target, .. Common(model, level, all)]);
        Assert.That(status, Is.Zero, output + error);
        var tag = level switch { "PATIENT" => DicomTag.PatientID, "STUDY" => DicomTag.StudyInstanceUID, "SERIES" => DicomTag.SeriesInstanceUID, _ => DicomTag.SOPInstanceUID };
        return [.. Directory.EnumerateFiles(target).Select(file => DicomFile.Open(file).Dataset.GetString(tag)).Order(StringComparer.Ordinal)];
    }

    public Task<(int Status, string Output, string Error)> MoveAsync(string model, string level, string destination, params string[] keys) =>
        Tool.TryRunAsync("movescu", ["-d", "-aem", destination, .. Common(model, level, keys)]);

    public async Task<IReadOnlyList<string>> GetAsync(string model, string level, params string[] keys)
    {
        var target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"get{_runs++}"));
        Directory.CreateDirectory(target);
        var (status, output, error) = await Tool.TryRunAsync("getscu", ["-od", target, .. Common(model, level, keys)]);
        Assert.That(status, Is.Zero, output + error);
        return UidsIn(target);
    }

    public static IReadOnlyList<string> UidsIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => DicomFile.Open(file).Dataset.GetString(DicomTag.SOPInstanceUID)).Order(StringComparer.Ordinal)];

    private string[] Common(string model, string level, IEnumerable<string> keys) =>
        [
            model, "-aet", AeTitle, "-aec", "TRIAL", "-k", "QueryRetrieveLevel=" + level, .. keys.SelectMany(key => new[] { "-k", key }),
            "localhost", port.ToString(CultureInfo.InvariantCulture),
        ];
}
