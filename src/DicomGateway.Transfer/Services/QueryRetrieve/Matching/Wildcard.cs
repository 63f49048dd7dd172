namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>"*" for any letters, none included, and "?" for one (PS3.4 C.2.2.2.4).</summary>
internal static class Wildcard
{
    public static bool IsIn(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>At most as many steps as letters of pattern times letters of text: only the last asterisk is ever gone back to.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int at = 0, read = 0, afterAsterisk = -1, resume = 0;
        while (read < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                afterAsterisk = ++at;
                resume = read;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[read]))
            {
                at++;
                read++;
            }
            else if (afterAsterisk >= 0)
            {
                at = afterAsterisk;
                read = ++resume;
            }
            else
            {
                return false;
            }
        }

        return !pattern[at..].ContainsAnyExcept('*');
    }
}
