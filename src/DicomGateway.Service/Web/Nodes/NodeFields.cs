using System.Globalization;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>
/// Forms, and the entries of gateway.json that they stand for. A form shows the most of an entry, not all: what it does not show stays as it is on
/// record.
/// </summary>
internal static class NodeFields
{
    public static PeerForm ReadPeer(IFormCollection fields) => new()
    {
        AeTitle = Text(fields, "aeTitle"),
        Addresses = Text(fields, "addresses"),
        Calls = Chosen(fields, "calls"),
        Thumbprints = Text(fields, "thumbprints"),
        Subjects = Text(fields, "subjects"),
        Query = Chosen(fields, "query"),
        MovesTo = Chosen(fields, "movesTo"),
        IsChange = IsChange(fields),
        IsOpen = true,
    };

    public static JsonObject Write(PeerForm form)
    {
        var json = new JsonObject();
        Set(json, "aeTitle", form.AeTitle);
        json["addresses"] = List(form.Addresses.Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        json["calledAeTitles"] = List(form.Calls);
        json["certificateThumbprints"] = List(Lines(form.Thumbprints));
        json["certificateSubjects"] = List(Lines(form.Subjects));
        json["query"] = List(form.Query);
        json["moveDestinations"] = List(form.MovesTo);
        return json;
    }

    public static MoveDestinationForm ReadMoveDestination(IFormCollection fields) => new()
    {
        AeTitle = Text(fields, "aeTitle"),
        Host = Text(fields, "host"),
        Port = Text(fields, "port"),
        HasTls = Text(fields, "tls") == "yes",
        Authorities = Text(fields, "authorities"),
        IsChange = IsChange(fields),
        IsOpen = true,
    };

    public static JsonObject Write(MoveDestinationForm form, object? known)
    {
        var json = Known(known);
        Set(json, "aeTitle", form.AeTitle);
        Set(json, "host", form.Host);
        json["port"] = Number(form.Port);
        if (form.HasTls)
            Set(Section(json, "tls"), "authorities", form.Authorities);
        else
            json.Remove("tls");
        return json;
    }

    public static JsonObject Known(object? known) => known is null ? [] : JsonNode.Parse(ConfigurationJson.Write(known))!.AsObject();

    public static JsonObject Section(JsonObject json, string name)
    {
        if (json[name] is not JsonObject section)
            json[name] = section = [];
        return section;
    }

    public static void Set(JsonObject json, string name, string text)
    {
        if (text.Length > 0)
            json[name] = text;
        else
            json.Remove(name);
    }

    /// <summary>What is no number is passed on as it was typed, and refused with the other mistakes.</summary>
    public static JsonNode Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text;

    public static JsonArray List(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Text(IFormCollection fields, string name) => fields[name].ToString().Trim();

    private static IReadOnlyList<string> Chosen(IFormCollection fields, string name) => [.. fields[name].OfType<string>()];

    public static bool IsChange(IFormCollection fields) => fields["change"] == "yes";
}
