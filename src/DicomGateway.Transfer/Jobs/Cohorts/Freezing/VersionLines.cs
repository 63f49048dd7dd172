using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>
/// The lines of an exported version, each one JSON object of one canonical form: the head, criteria, list, every study found in the order
/// of UIDs, and the SHA-256 of the head. The head has the hashes of all the rest, so that no byte can change unseen.
/// </summary>
internal static class VersionLines
{
    public const string Format = "dicom-gateway cohort 1";

    public static byte[] Head(CohortPreview frozen, string criteria, string? list) => Line(json =>
    {
        json.WriteString("format", Format);
        json.WriteString("cohort", frozen.Cohort);
        json.WriteNumber("version", frozen.Version!.Value);
        json.WriteString("frozenBy", frozen.FrozenBy);
        json.WriteString("frozenAt", frozen.FrozenAt!.Value.UtcDateTime);
        json.WriteString("why", frozen.Why);
        json.WriteString("searchedAt", frozen.StartedAt.UtcDateTime);
        json.WriteNumber("studies", frozen.Tally.Studies);
        json.WriteNumber("studiesSelected", frozen.Tally.StudiesSelected);
        json.WriteString("criteriaSha256", Hash(Criteria(criteria)));
        if (list is not null)
            json.WriteString("listSha256", Hash(List(list)));
        json.WriteString("manifestSha256", frozen.ManifestSha256);
        json.WriteString("selectionSha256", frozen.SelectionSha256);
    });

    public static byte[] Criteria(string text) => Line(json => json.WriteString("criteria", text));

    public static byte[] List(string text) => Line(json => json.WriteString("list", text));

    public static byte[] Study(CohortRow row) => Line(json =>
    {
        var study = row.Study;
        json.WriteNumber("row", row.Row);
        json.WriteString("pacs", study.Pacs);
        WriteNames(json, "alsoAt", study.AlsoAt);
        json.WriteString("study", study.Facts.StudyInstanceUid);
        WriteText(json, "patient", study.Facts.PatientId);
        WriteText(json, "issuer", study.Facts.Issuer);
        WriteText(json, "accession", study.Facts.Accession);
        WriteNumber(json, "line", row.Line);
        WriteNumber(json, "instances", study.Instances);
        WriteReason(json, study.Reason, study.IsUnknown);
        json.WriteStartArray("series");
        foreach (var series in study.Series)
        {
            json.WriteStartObject();
            json.WriteString("series", series.SeriesInstanceUid);
            WriteText(json, "modality", series.Modality);
            WriteNumber(json, "instances", series.Instances);
            WriteReason(json, series.Reason, series.IsUnknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Selected UIDs and nothing else.</summary>
    public static IEnumerable<string> Selection(FoundStudy study) => study.Reason is not null
        ? []
        : study.Series.Where(series => series.Reason is null).Select(series => $"{study.Facts.StudyInstanceUid}\t{series.SeriesInstanceUid}\n").DefaultIfEmpty($"{study.Facts.StudyInstanceUid}\n");

    public static byte[] Seal(string sha256) => Line(json => json.WriteString("sha256", sha256));

    public static string Hash(byte[] line) => Convert.ToHexStringLower(SHA256.HashData(line));

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static void WriteReason(Utf8JsonWriter json, string? reason, bool isUnknown)
    {
        WriteText(json, "leftOut", reason);
        if (isUnknown)
            json.WriteBoolean("unknown", true);
    }
}
