namespace DicomGateway.Service.Alerts;

/// <summary>What one source has seen.</summary>
/// <param name="Seen">What is wrong now, and what has happened.</param>
/// <param name="Unsure">Subjects of which nothing can be said at the moment: what was known of them stays.</param>
internal sealed record AlertLook(IReadOnlyList<AlertSighting> Seen, IReadOnlyList<string> Unsure)
{
    public static AlertLook Of(IEnumerable<AlertSighting> seen) => new([.. seen], []);

    public static AlertLook Join(IEnumerable<AlertLook> looks)
    {
        var all = looks.ToList();
        return new AlertLook([.. all.SelectMany(look => look.Seen)], [.. all.SelectMany(look => look.Unsure)]);
    }
}
