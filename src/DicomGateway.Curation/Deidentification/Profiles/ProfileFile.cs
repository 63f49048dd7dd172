using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Curation.Deidentification.Tables;

namespace DicomGateway.Curation.Deidentification.Profiles;

/// <summary>Reads a profile from JSON (comments and trailing commas allowed) and reports every mistake at once.</summary>
internal static class ProfileFile
{
    private static readonly string[] Columns =
    [
        "RtnSafePriv", "RtnUIDs", "RtnDevId", "RtnInstId", "RtnPatChars", "RtnLongFullDates", "RtnLongModifDates", "CleanDesc", "CleanStructCont", "CleanGraph",
    ];

    public static string ColumnOf(ProfileOption option) => Columns[(int)option];

    public static DeidentificationProfile Load(string path)
    {
        if (!File.Exists(path))
            throw new ProfileException(path, ["The file is missing; put the profile there or name another one."]);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(path, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ProfileException(path, [$"Line {exception.LineNumber + 1}: no JSON; {exception.Message}"]);
        }
    }

    /// <summary>What <see cref="Read"/> makes the same profile of; the same text for the same profile.</summary>
    public static JsonObject Write(DeidentificationProfile profile) => new()
    {
        ["name"] = profile.Name,
        ["table"] = profile.TableEdition,
        ["options"] = new JsonArray([.. profile.Options.Select(option => JsonValue.Create(ColumnOf(option)))]),
    };

    /// <param name="path">The file, or what else the profile comes from, for the text of errors.</param>
    /// <param name="root">The profile.</param>
    /// <exception cref="ProfileException">The profile is wrong; the exception lists every mistake.</exception>
    public static DeidentificationProfile Read(string path, JsonElement root)
    {
        var errors = new List<string>();
        if (root.ValueKind != JsonValueKind.Object)
            throw new ProfileException(path, ["The file must hold one object."]);
        foreach (var property in root.EnumerateObject().Where(property => property.Name is not ("$schema" or "name" or "description" or "table" or "options")))
            errors.Add($"{property.Name}: is no setting of a profile; remove it.");
        var name = Text(root, "name", errors);
        if (name.Length > 32 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            errors.Add("name: takes up to 32 ASCII letters, digits and '-'.");
        var table = Text(root, "table", errors);
        if (table.Length > 0 && table != ProfileTable.Edition)
            errors.Add($"table: edition {ProfileTable.Edition} of PS3.15 table E.1-1 is built in; write \"{ProfileTable.Edition}\".");
        CheckOptions(root, errors);
        return errors.Count == 0 ? new DeidentificationProfile { Name = name, TableEdition = table } : throw new ProfileException(path, errors);
    }

    private static string Text(JsonElement root, string property, List<string> errors)
    {
        if (root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        errors.Add($"{property}: is missing or empty; it takes a text.");
        return string.Empty;
    }

    // The table holds the columns; what they ask for beyond keeping needs rules that this version does not have.
    private static void CheckOptions(JsonElement root, List<string> errors)
    {
        if (!root.TryGetProperty("options", out var options))
            return;
        if (options.ValueKind != JsonValueKind.Array)
        {
            errors.Add("options: takes a list of column names.");
            return;
        }

        foreach (var option in options.EnumerateArray())
        {
            var column = option.ValueKind == JsonValueKind.String ? option.GetString()! : option.GetRawText();
            errors.Add(Columns.Contains(column, StringComparer.Ordinal)
                ? $"options: {column} is not offered by this version; remove it."
                : $"options: {column} is no option column of the table; the columns are {string.Join(", ", Columns)}.");
        }
    }
}
