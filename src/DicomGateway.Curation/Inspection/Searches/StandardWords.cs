using System.Collections.Frozen;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>
/// Words of the standard and of its trade: attribute names, class names, defined terms, anatomy, manufacturers. A token of a name that is one of
/// these is no evidence of a leak: a Dr. Chest would hold every chest image.
/// </summary>
internal static class StandardWords
{
    private static readonly Lazy<FrozenSet<string>> Words = new(Load);

    public static bool Contains(ReadOnlySpan<char> word) => Words.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>True when nothing in the text is more than a word of the standard or a short piece.</summary>
    public static bool AreAllIn(string text)
    {
        foreach (var word in Tokens.Of(text))
        {
            if (word.Length >= Tokens.Shortest && !Contains(word))
                return false;
        }

        return true;
    }

    private static FrozenSet<string> Load()
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in DicomDictionary.Entries)
        {
            Add(words, entry.Name);
            words.Add(entry.Keyword);
        }

        foreach (var entry in DicomUIDDictionary.Entries)
            Add(words, entry.Name);
        var type = typeof(StandardWords);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.words.txt")
            ?? throw new InvalidOperationException("The assembly lacks its word list: build it again.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                Add(words, line);
        }

        return words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private static void Add(HashSet<string> words, string text)
    {
        foreach (var word in Tokens.Of(text))
            words.Add(word);
    }
}
