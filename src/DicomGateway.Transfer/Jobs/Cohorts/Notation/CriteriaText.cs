namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>A criteria file as nodes with their places: JSON when it begins with a brace, else YAML.</summary>
internal static class CriteriaText
{
    /// <summary>Longest file that is read.</summary>
    public const int MaximumLength = 1 << 20;

    public const string FileName = "criteria";

    private const int MaximumDepth = 16;

    /// <exception cref="CriteriaException">The text is neither.</exception>
    public static CriteriaNode Parse(string text)
    {
        var errors = new CriteriaErrors(FileName);
        var top = new CriteriaPlace(1, 1);
        if (text.Length > MaximumLength)
            errors.Add(top, $"The criteria are longer than {MaximumLength} characters.", "Put long lists of values into a CSV file.");
        else if (string.IsNullOrWhiteSpace(text))
            errors.Add(top, "The criteria are empty.", "Write a name, a PACS and keys.");
        errors.ThrowIfAny();
        var body = text.TrimStart('\uFEFF');
        return body.AsSpan().TrimStart() is ['{', ..] ? JsonCriteria.Parse(body, errors, MaximumDepth) : YamlCriteria.Parse(body, errors, MaximumDepth);
    }
}
