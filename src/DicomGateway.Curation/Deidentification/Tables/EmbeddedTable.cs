namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>Reads the generated tables that lie in the assembly: tab-separated lines, comments begin with #.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string> Lines(string name)
    {
        var type = typeof(EmbeddedTable);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}: build it again.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
