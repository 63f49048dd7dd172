namespace DicomGateway.Dicom.Dictionary;

/// <summary>Reads the generated tables that lie in the assembly: tab-separated lines, comments begin with #.</summary>
internal static class EmbeddedTable
{
    public static string Read(string name)
    {
        var type = typeof(EmbeddedTable);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.Tables.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}: build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The line that begins at a place, without its end.</summary>
    public static ReadOnlySpan<char> Line(string text, int start)
    {
        var line = text.AsSpan(start);
        var end = line.IndexOf('\n');
        return end < 0 ? line : line[..end];
    }
}
