namespace DicomGateway.Transfer.Services.Admission;

/// <summary>What a stranger sends as a name goes no further than the letters that a name may have.</summary>
internal static class PrintableAeTitle
{
    private const int Longest = 16;

    public static string Of(string aeTitle) =>
        string.Create(Math.Min(aeTitle.Trim().Length, Longest), aeTitle.Trim(), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = source[i] is >= ' ' and <= '~' and not '\\' ? source[i] : '?';
        });
}
