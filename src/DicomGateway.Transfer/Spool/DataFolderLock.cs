using System.Globalization;

namespace DicomGateway.Transfer.Spool;

/// <summary>Keeps a second process off the data folder. The operating system lets go of the lock when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="DataFolderException">Another process has it, or the folder cannot be used.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        try
        {
            Create(folder.Path);
            Create(folder.Spool);
            Create(folder.Records);
            Create(folder.Studies);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {folder.Path} cannot be made: give its parent to the service's user.", exception);
        }
        var path = Path.Combine(folder.Path, "lock");
        try
        {
            return new DataFolderLock(Open(path));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataFolderException($"The data folder {folder.Path} belongs to another user: give it to the service's user.", exception);
        }
        catch (IOException exception)
        {
            throw new DataFolderException(
                $"The data folder {folder.Path} is in use by another dicom-gateway on this machine: stop that one, or give this one its own --data.",
                exception)
            { IsInUse = true };
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return file;
    }

    private static void Create(string folder)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, owner);
        if (File.GetUnixFileMode(folder) != owner)
            File.SetUnixFileMode(folder, owner);
    }
}
