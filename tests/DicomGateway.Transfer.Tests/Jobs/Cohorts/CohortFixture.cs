using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts;

/// <summary>Records of their own, and a PACS in memory.</summary>
internal sealed class CohortFixture : IAsyncDisposable
{
    private readonly StorageFixture _storage;

    private CohortFixture(StorageFixture storage, IReadOnlyList<FakePacs> pacs)
    {
        _storage = storage;
        Pacs = pacs[0];
        var several = new SeveralPacs(pacs);
        Preparation = new CohortPreparation(storage.Records.Cohorts, several, several, storage.Time, NullLoggerFactory.Instance);
    }

    public FakePacs Pacs { get; }

    public CohortPreparation Preparation { get; }

    public StorageFixture Storage => _storage;

    public CohortStore Store => _storage.Records.Cohorts;

    public static async Task<CohortFixture> OpenAsync(params FakePacs[] pacs) => new(await StorageFixture.OpenAsync(), pacs.Length > 0 ? pacs : [new FakePacs()]);

    public async Task<CohortPreview> PreviewAsync(string criteria, string? list = null)
    {
        var id = await Preparation.PreviewAsync(criteria, list, "alice", waits: false, CancellationToken.None);
        await Preparation.WaitAsync(id, CancellationToken.None);
        return (await Store.FindPreviewAsync(id, CancellationToken.None))!;
    }

    public Task<CohortPreview> FreezeAsync(CohortPreview preview) => Preparation.FreezeAsync(preview.Id, "bob", "grant 7", false, CancellationToken.None);

    public async Task<List<SelectedStudy>> SelectionAsync(CohortPreview frozen)
    {
        var studies = new List<SelectedStudy>();
        await foreach (var study in Store.ReadSelectionAsync(frozen.Cohort, frozen.Version!.Value, CancellationToken.None))
            studies.Add(study);
        return studies;
    }

    /// <summary>"uid: reason" of every study found, selected ones with '-'.</summary>
    public async Task<List<string>> DecisionsAsync(CohortPreview preview)
    {
        var lines = new List<string>();
        await foreach (var row in Store.Contents.ReadAsync(preview.Id, isSelected: false, CancellationToken.None))
            lines.Add($"{row.Study.Facts.StudyInstanceUid}: {row.Study.Reason ?? "-"}{(row.Study.IsUnknown ? "?" : "")}");
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await Preparation.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private sealed class SeveralPacs(IReadOnlyList<FakePacs> pacs) : IPacsDirectory, IQueryRetrieveUsers
    {
        public IReadOnlyList<PacsNode> List() => [.. pacs.Select(one => one.Node)];

        public PacsNode? Find(string name) => pacs.Select(one => one.Find(name)).FirstOrDefault(node => node is not null);

        public IQueryRetrieveUser For(PacsNode wanted) => pacs.First(one => one.Node.Name == wanted.Name);
    }
}
