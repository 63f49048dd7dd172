using System.Text;
using System.Text.Json.Nodes;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>The form of a search, as criteria and list.</summary>
internal static class CriteriaFields
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static CriteriaForm Read(IFormCollection fields)
    {
        return new CriteriaForm
        {
            Name = Field("name"),
            Pacs = Field("pacs"),
            Modalities = Field("modalities"),
            From = Field("from"),
            To = Field("to"),
            Description = Field("description"),
            ListKind = Field("listKind") switch { "patient" => "patient", "study" => "study", _ => "accession" },
            Column = Field("column"),
            Text = Field("text"),
        };

        string Field(string name) => fields[name].ToString().Trim();
    }

    public static async Task<string?> ReadListAsync(IFormCollection fields, CancellationToken cancellationToken)
    {
        if (fields.Files.GetFile("list") is not { Length: > 0 } file)
            return null;
        using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public static string ToCriteria(CriteriaForm form, string? list)
    {
        if (form.Text.Length > 0)
            return form.Text;
        var json = new JsonObject { ["name"] = form.Name, ["pacs"] = form.Pacs };
        if (form.Description.Length > 0)
            json["keys"] = new JsonObject { ["StudyDescription"] = form.Description };
        var modalities = form.Modalities.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (modalities.Length > 0)
            json["modalities"] = new JsonArray([.. modalities.Select(modality => JsonValue.Create(modality.ToUpperInvariant()))]);
        if (form.From.Length + form.To.Length > 0)
            json["dates"] = Dates(form);
        if (list is not null)
            json["list"] = new JsonObject { [form.ListKind] = form.Column.Length > 0 ? form.Column : FirstColumn(list) };
        return json.ToJsonString();
    }

    private static JsonObject Dates(CriteriaForm form)
    {
        var dates = new JsonObject();
        if (form.From.Length > 0)
            dates["from"] = form.From;
        if (form.To.Length > 0)
            dates["to"] = form.To;
        return dates;
    }

    private static string FirstColumn(string list) =>
        list.TrimStart('\ufeff').Split('\n', 2)[0].Split(Delimiters, 2)[0].Trim().Trim('"');
}
