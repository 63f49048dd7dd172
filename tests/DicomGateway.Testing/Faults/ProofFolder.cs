namespace DicomGateway.Testing.Faults;

/// <summary>A folder for one proof, with a short path because local sockets have to fit. Removed when the proof has found nothing.</summary>
public sealed class ProofFolder : IDisposable
{
    private ProofFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Set when something in the folder shows what went wrong.</summary>
    public bool Keep { get; set; }

    /// <summary>The folder of the solution, or that of the tests when they run elsewhere.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Below artifacts/proofs of the repository, or below DICOMGATEWAY_PROOF_FOLDER.</summary>
    public static ProofFolder Make(string name)
    {
        var root = Environment.GetEnvironmentVariable("DICOMGATEWAY_PROOF_FOLDER") ?? System.IO.Path.Combine(Repository, "artifacts", "proofs");
        var path = System.IO.Path.Combine(root, $"{name}{Environment.ProcessId}");
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        return new ProofFolder(path);
    }

    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        if (!Keep)
            Directory.Delete(Path, recursive: true);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DicomGateway.sln")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
