using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>The ways in which a value may be written: names in both orders, dates with separators, numbers without theirs.</summary>
internal static class IdentityForms
{
    private static readonly string[] Nobody = ["DEIDENTIFIED", "19000101", "00000000", "00010101", "99991231"];

    public static IEnumerable<string> Of(IdentityValue value)
    {
        var forms = value.Kind switch
        {
            IdentityKind.PatientName or IdentityKind.PersonName => Name(value.Text),
            IdentityKind.BirthDate => Date(value.Text),
            IdentityKind.Telephone => [value.Text, string.Concat(value.Text.Where(char.IsAsciiDigit))],
            _ => [value.Text],
        };
        return forms.Select(form => form.Trim(' ', '^', '='))
            .Where(form => form.Length > 0 && !IsRepetition(form) && !Nobody.Contains(form, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal);
    }

    // "0000000000" and "XXXXXXXX" name nobody.
    private static bool IsRepetition(string form) => form.Length > 1 && form.AsSpan().TrimStart(form[0]).IsEmpty;

    private static IEnumerable<string> Name(string text)
    {
        yield return text;
        foreach (var group in text.Split('='))
        {
            yield return group;
            var components = group.Split('^');
            foreach (var component in components)
                yield return component;
            if (components is not [{ Length: > 0 } family, { Length: > 0 } given, ..])
                continue;
            yield return $"{family} {given}";
            yield return $"{family}, {given}";
            yield return $"{given} {family}";
            yield return $"{family}^{given}";
        }
    }

    private static string[] Date(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length != 8)
            return [text];
        var (year, month, day) = (digits[..4], digits[4..6], digits[6..]);
        return
        [
            text, digits, $"{year}-{month}-{day}", $"{year}.{month}.{day}", $"{year}/{month}/{day}", $"{day}.{month}.{year}", $"{day}/{month}/{year}",
            $"{month}/{day}/{year}", $"{day}-{month}-{year}",
        ];
    }
}
