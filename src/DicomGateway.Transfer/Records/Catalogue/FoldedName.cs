namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Names (PN) as they are compared: in capitals, without the delimiters of empty components at the end.</summary>
internal static class FoldedName
{
    /// <summary>The component groups; without "=" there is one.</summary>
    public static string[] Groups(string name) => [.. name.Split('=').Select(Fold)];

    private static string Fold(string group) => group.Trim().TrimEnd('^', ' ').ToUpperInvariant();
}
