namespace DicomGateway.Dicom.Dictionary;

/// <summary>Reads the generated tables that lie in the assembly: tab-separated lines, comments begin with #.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string> Lines(string name)
    {
        var type = typeof(EmbeddedTable);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.Tables.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}: build it again.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    /// <summary>The VRs of "US" or "US/SS".</summary>
    public static IReadOnlyList<Data.DicomVR> VRs(string text)
    {
        if (text.Length == 0)
            return [Data.DicomVR.None];
        var parts = text.Split('/');
        return Array.ConvertAll(parts, part => Data.DicomVRs.FromBytes((byte)part[0], (byte)part[1]));
    }
}
