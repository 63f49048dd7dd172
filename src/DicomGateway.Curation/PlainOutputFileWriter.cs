namespace DicomGateway.Curation;

/// <summary>Writes files whole or not at all, without waiting for stable storage: for commands on folders and for tests.</summary>
public sealed class PlainOutputFileWriter : IOutputFileWriter
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerFolder);
    }

    public void Write(string path, Action<Stream> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        var unfinished = path + ".part";
        try
        {
            using (var stream = new FileStream(unfinished, options))
                content(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public void MakeDurable(string folder)
    {
    }
}
