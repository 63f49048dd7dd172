namespace DicomGateway.Transfer.Assembly;

/// <summary>One patient of a list of patients who objected.</summary>
/// <param name="Number">The line, for texts: what it says is never repeated.</param>
/// <param name="Issuer">Issuer of Patient ID; null for whatever issuer.</param>
/// <param name="PatientId">Patient ID.</param>
/// <param name="IsWithdrawn">The patient has withdrawn the objection.</param>
internal sealed record OptOutLine(int Number, string? Issuer, string PatientId, bool IsWithdrawn)
{
    /// <summary>Patient IDs that begin with "-" and a blank are unheard of; those that begin with "-" alone are not.</summary>
    private const string Withdrawn = "- ";

    /// <summary>One Patient ID a line, or issuer, a tab and Patient ID; "- " before it withdraws; "#" begins a comment.</summary>
    public static IReadOnlyList<OptOutLine> Parse(IEnumerable<string> lines) =>
        [.. lines.Select((line, index) => Parse(index + 1, line.Trim())).OfType<OptOutLine>()];

    public bool IsSamePatient(OptOutLine other) => (Issuer, PatientId) == (other.Issuer, other.PatientId);

    private static OptOutLine? Parse(int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return null;
        var isWithdrawn = line.StartsWith(Withdrawn, StringComparison.Ordinal);
        var text = isWithdrawn ? line[Withdrawn.Length..].TrimStart() : line;
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        return tab < 0 ? new OptOutLine(number, null, text, isWithdrawn) : new OptOutLine(number, text[..tab].Trim(), text[(tab + 1)..].Trim(), isWithdrawn);
    }
}
