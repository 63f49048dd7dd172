using System.Text.Json.Nodes;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>The form of a PACS, and the entry of gateway.json that it stands for. What was not in the form stays as it is on record.</summary>
internal static class PacsFields
{
    /// <param name="fields">As they came.</param>
    /// <param name="before">What counts for fields that did not come, as from a page that was opened before they existed.</param>
    public static PacsForm Read(IFormCollection fields, PacsForm before)
    {
        return before with
        {
            Name = Text("name", before.Name),
            Host = Text("host", before.Host),
            Port = Text("port", before.Port),
            Called = Text("called", before.Called),
            Calling = Text("calling", before.Calling),
            Move = Text("move", before.Move),
            Product = Text("product", before.Product),
            Way = Text("way", before.Way),
            Model = Text("model", before.Model),
            Descends = Text("descends", before.Descends),
            Associations = Text("associations", before.Associations),
            PerMinute = Text("perMinute", before.PerMinute),
            QueriesPerMinute = Text("queriesPerMinute", before.QueriesPerMinute),
            BytesPerMinute = Text("bytesPerMinute", before.BytesPerMinute),
            Windows = Text("windows", before.Windows),
            IsChange = NodeFields.IsChange(fields),
        };

        string Text(string name, string otherwise) => fields.TryGetValue(name, out var text) ? text.ToString().Trim() : otherwise;
    }

    public static JsonObject Write(PacsForm form, object? known)
    {
        var json = NodeFields.Known(known);
        NodeFields.Set(json, "name", form.Name);
        NodeFields.Set(json, "host", form.Host);
        json["port"] = NodeFields.Number(form.Port);
        NodeFields.Set(json, "calledAeTitle", form.Called);
        NodeFields.Set(json, "callingAeTitle", form.Calling);
        NodeFields.Set(json, "moveDestination", form.Move);
        NodeFields.Set(json, "profile", form.Product);
        var quirks = NodeFields.Section(json, "quirks");
        WriteQuirks(quirks, form);
        if (quirks.Count == 0)
            json.Remove("quirks");
        WriteLimits(NodeFields.Section(json, "limits"), form);
        return json;
    }

    private static void WriteQuirks(JsonObject quirks, PacsForm form)
    {
        NodeFields.Set(quirks, "retrieval", form.Way);
        NodeFields.Set(quirks, "model", form.Model);
        quirks.Remove("descendsFromPatients");
        if (form.Descends.Length > 0)
            quirks["descendsFromPatients"] = bool.TryParse(form.Descends, out var descends) ? descends : form.Descends;
    }

    private static void WriteLimits(JsonObject limits, PacsForm form)
    {
        SetNumber(limits, "associations", form.Associations);
        SetNumber(limits, "studiesPerMinute", form.PerMinute);
        SetNumber(limits, "queriesPerMinute", form.QueriesPerMinute);
        SetNumber(limits, "bytesPerMinute", form.BytesPerMinute);
        limits["windows"] = WindowLines.Read(form.Windows);
    }

    /// <summary>None means what counts without it.</summary>
    private static void SetNumber(JsonObject json, string name, string text)
    {
        json.Remove(name);
        if (text.Length > 0)
            json[name] = NodeFields.Number(text);
    }
}
