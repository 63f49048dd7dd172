namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>A code of context group 7050, which says what was done to the data (PS3.16).</summary>
/// <param name="Column">The column of table E.1-1 that it stands for; empty for the two pixel options, which have none.</param>
internal sealed record MethodCode(string CodeValue, string CodingSchemeDesignator, string Column, string CodeMeaning)
{
    private static readonly Lazy<IReadOnlyList<MethodCode>> Loaded = new(() => [.. EmbeddedTable.Lines("method-codes.tsv").Select(Row)]);

    public static IReadOnlyList<MethodCode> All => Loaded.Value;

    private static MethodCode Row(string line)
    {
        var columns = line.Split('\t');
        return new MethodCode(columns[0], columns[1], columns[2], columns[3]);
    }
}
