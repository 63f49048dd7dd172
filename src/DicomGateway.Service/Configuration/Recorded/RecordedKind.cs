namespace DicomGateway.Service.Configuration.Recorded;

/// <summary>One kind of entries, and what they must keep to.</summary>
/// <param name="Key">The kind in Records.</param>
/// <param name="Noun">The kind for people.</param>
/// <param name="Name">What an entry is known by.</param>
/// <param name="Check">What is wrong with an entry beside everything else that there is.</param>
internal sealed record RecordedKind<T>(string Key, string Noun, Func<T, string> Name, Func<T, IEnumerable<ConfigurationError>> Check)
{
    /// <summary>Why an entry cannot be removed: what still names it; null when nothing does.</summary>
    public Func<string, string?> FindUse { get; init; } = _ => null;
}
