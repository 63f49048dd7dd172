namespace DicomGateway.Transfer.Spool;

/// <summary>The layout of the data folder. Folders are for the service's user only (0700), files too (0600).</summary>
public sealed class DataFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Originals, as received.</summary>
    public string Spool => System.IO.Path.Combine(Path, "spool");

    /// <summary>The database.</summary>
    public string Records => System.IO.Path.Combine(Path, "records");

    /// <summary>De-identified and sealed studies, and runs in progress.</summary>
    public string Studies => System.IO.Path.Combine(Path, "studies");

    /// <summary>The folder of one run of a study, under our own names.</summary>
    public string ForRun(long studyId, int revision) => System.IO.Path.Combine(Studies, $"{studyId:D8}", $"r{revision:D4}");
}
