using DicomGateway.Service.Phantom;
using DicomGateway.Service.StandIn.Holdings;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>Phantom studies on disk and their index, made once for many stand-ins.</summary>
internal sealed class StandInPopulation : IDisposable
{
    private readonly string _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "population-" + Guid.NewGuid().ToString("N"));

    public StandInPopulation(int studies = 8, int slices = 5)
    {
        Phantom = PhantomGenerator.Generate(_folder, new PhantomOptions { Seed = 11, Studies = studies, Slices = slices, Matrix = 32 });
        Index = ArchiveIndex.Of(_folder);
    }

    public PhantomResult Phantom { get; }

    public ArchiveIndex Index { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
