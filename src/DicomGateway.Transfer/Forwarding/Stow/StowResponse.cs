using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>Reads Store Instances Responses, as DICOM JSON (PS3.18 F) and as Native DICOM Model (PS3.19 A).</summary>
internal static class StowResponse
{
    private const string ReferencedSequence = "00081199";
    private const string FailedSequence = "00081198";
    private const string ReferencedInstance = "00081155";
    private const string WarningReason = "00081196";
    private const string FailureReason = "00081197";

    /// <summary>What cannot be read says nothing: then only the HTTP status counts.</summary>
    public static StowResults Read(ReadOnlyMemory<byte> body, string? mediaType)
    {
        try
        {
            if (body.IsEmpty)
                return StowResults.None;
            return mediaType is not null && mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase) ? ReadXml(body) : ReadJson(body);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return StowResults.None;
        }
    }

    private static StowResults ReadJson(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().FirstOrDefault() : document.RootElement;
        return new StowResults(Items(ReferencedSequence, WarningReason), Items(FailedSequence, FailureReason));

        Dictionary<string, ushort?> Items(string sequence, string reason)
        {
            var items = new Dictionary<string, ushort?>(StringComparer.Ordinal);
            foreach (var item in Values(root, sequence))
            {
                if (Values(item, ReferencedInstance).FirstOrDefault() is { ValueKind: JsonValueKind.String } uid)
                    items[uid.GetString()!] = Number(Values(item, reason).FirstOrDefault());
            }

            return items;
        }
    }

    private static List<JsonElement> Values(JsonElement dataset, string tag) =>
        dataset.ValueKind == JsonValueKind.Object && dataset.TryGetProperty(tag, out var attribute)
        && attribute.ValueKind == JsonValueKind.Object && attribute.TryGetProperty("Value", out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    /// <summary>Some servers write numbers as text.</summary>
    private static ushort? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetUInt16(out var number) => number,
        JsonValueKind.String => Number(value.GetString()),
        _ => null,
    };

    private static ushort? Number(string? text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static StowResults ReadXml(ReadOnlyMemory<byte> body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        return new StowResults(Items(ReferencedSequence, WarningReason), Items(FailedSequence, FailureReason));

        Dictionary<string, ushort?> Items(string sequence, string reason)
        {
            var items = new Dictionary<string, ushort?>(StringComparer.Ordinal);
            foreach (var item in Attribute(root, sequence)?.Elements().Where(element => element.Name.LocalName == "Item") ?? [])
            {
                if (Value(item, ReferencedInstance) is { } uid)
                    items[uid] = Number(Value(item, reason));
            }

            return items;
        }
    }

    private static XElement? Attribute(XElement dataset, string tag) =>
        dataset.Elements().FirstOrDefault(element => element.Name.LocalName == "DicomAttribute" && (string?)element.Attribute("tag") == tag);

    private static string? Value(XElement dataset, string tag) =>
        Attribute(dataset, tag)?.Elements().FirstOrDefault(element => element.Name.LocalName == "Value")?.Value.Trim();
}
