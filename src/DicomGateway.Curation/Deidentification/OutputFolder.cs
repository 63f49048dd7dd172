namespace DicomGateway.Curation.Deidentification;

/// <summary>The folder that a study's output lies in: files named by our own instance ids.</summary>
internal static class OutputFolder
{
    public static string NameOf(SourceInstance source) => source.InstanceId + ".dcm";

    /// <summary>Makes the folder, or clears it of what an earlier run left: the seal first, so that it never covers other files.</summary>
    public static void Prepare(string folder, IOutputFileWriter writer)
    {
        writer.CreateFolder(folder);
        foreach (var pattern in (string[])["*.json", "*.dcm", "*.part"])
        {
            foreach (var path in Directory.EnumerateFiles(folder, pattern))
                File.Delete(path);
        }
    }
}
