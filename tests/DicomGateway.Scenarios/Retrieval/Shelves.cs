using System.Globalization;
using DicomGateway.Scenarios.Corpus;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>One dcmqrscp for each shelf of the corpus: together they move every file in the syntax that it has.</summary>
internal sealed class Shelves : IAsyncDisposable
{
    private readonly List<DcmQrScp> _processes = [];

    /// <summary>Port by the name of the shelf.</summary>
    public Dictionary<string, int> Ports { get; } = [];

    public static async Task<Shelves> StartAsync(ProofFolder folder, IReadOnlyList<IReadOnlyList<CorpusFile>> files, string destination, int destinationPort)
    {
        var shelves = new Shelves();
        foreach (var (number, shelf) in files.Index())
        {
            var name = "shelf" + number.ToString(CultureInfo.InvariantCulture);
            Assert.That(await DcmQrScp.TryIndexAsync(folder.Combine(name), [.. shelf.Select(file => file.Path)]), Is.True, name);
            var syntaxes = shelf.DistinctBy(file => file.Item!.SopClassUid).ToDictionary(file => file.Item!.SopClassUid, TwiceLoaded.SyntaxOf);
            var profile = await DcmtkProfile.WriteAsync(folder.Combine(name, "profile.cfg"), syntaxes);
            var process = await DcmQrScp.StartAsync(folder.Combine(name), destination, destinationPort, profile);
            shelves._processes.Add(process);
            shelves.Ports.Add(name, process.Port);
            TestContext.Out.WriteLine($"{name}: {shelf.Count} files, {syntaxes.Count} SOP classes");
        }

        return shelves;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
    }
}
