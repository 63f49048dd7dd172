namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Words of a text: runs of letters and digits.</summary>
internal static class Tokens
{
    /// <summary>Shorter tokens are in every text.</summary>
    public const int Shortest = 4;

    /// <summary>Ideographs and syllables say more than letters do: two of them can be a name, and no space ends it.</summary>
    public const int ShortestIdeographic = 2;

    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            tokens.Add(text[start..i]);
            start = -1;
        }

        return tokens;
    }

    public static bool IsIdeographic(string text) => text.AsSpan().IndexOfAnyInRange('\u2E80', '\uD7FF') >= 0;

    public static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
