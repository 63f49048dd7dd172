namespace DicomGateway.Curation;

/// <summary>
/// How Curation writes: whoever runs it decides what "durable" takes. Files and folders belong to the service user alone (0600, 0700).
/// </summary>
public interface IOutputFileWriter
{
    /// <summary>Makes the folder and its parents where they are missing.</summary>
    void CreateFolder(string folder);

    /// <summary>Writes a file, in place of an older one: it is there whole or not at all. It may become durable later.</summary>
    void Write(string path, Action<Stream> content);

    /// <summary>Returns when every file written to the folder before, and its name, is on stable storage.</summary>
    void MakeDurable(string folder);
}
