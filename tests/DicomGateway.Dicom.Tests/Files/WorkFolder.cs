namespace DicomGateway.Dicom.Tests.Files;

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "work-" + Guid.NewGuid().ToString("N"));

    public WorkFolder() => Directory.CreateDirectory(_path);

    public string Root => _path;

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
