using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts;

/// <summary>A PACS of identifiers in memory that matches by the standard, with the quirks that a test gives it.</summary>
internal sealed class FakePacs(string name = "main") : IQueryRetrieveUser, IQueryRetrieveUsers, IPacsDirectory
{
    private readonly List<(DicomDataset Study, List<(DicomDataset Series, List<DicomDataset> Instances)> Series)> _studies = [];

    public IReadOnlyList<WeeklyWindow> Windows { get; set; } = [];

    public PacsProfile Profile { get; set; } = new();

    /// <summary>It gives no more than so many matches.</summary>
    public int Limit { get; set; }

    /// <summary>How it says that there are more; null when it does not.</summary>
    public DimseStatus? LimitStatus { get; set; }

    /// <summary>Keys that it neither matches nor returns.</summary>
    public IReadOnlyList<string> UnknownKeys { get; set; } = [];

    /// <summary>Fails queries that this says so of.</summary>
    public Func<QueryLevel, DicomDataset, DimseStatus?> Failure { get; set; } = (_, _) => null;

    public List<(QueryLevel Level, DicomDataset Keys)> Asked { get; } = [];

    public PacsNode Node => new()
    {
        Name = name,
        Client = new DicomClientOptions { Host = "127.0.0.1", Port = 104, CalledAeTitle = "PACS", CallingAeTitle = "GATEWAY" },
        Profile = Profile,
        Limits = new PacsLimits { Associations = 1, Windows = Windows },
    };

    public void AddStudy(string uid, string patient, string accession, string date, params (string Modality, string Description, int Instances)[] series)
    {
        var study = Values(
            ("StudyInstanceUID", uid), ("PatientID", patient), ("AccessionNumber", accession), ("StudyDate", date), ("StudyTime", "120000"), ("StudyDescription", "CHEST"),
            ("PatientSex", "F"), ("ModalitiesInStudy", string.Join('\\', series.Select(one => one.Modality).Distinct())));
        var below = series.Select((one, i) =>
        {
            var instances = Enumerable.Range(1, one.Instances).Select(n => Values(("SOPInstanceUID", $"{uid}.{i + 1}.{n}"), ("SliceThickness", i == 0 ? "1.0" : "5")));
            return (Values(
                ("SeriesInstanceUID", $"{uid}.{i + 1}"), ("Modality", one.Modality), ("SeriesDescription", one.Description),
                ("NumberOfSeriesRelatedInstances", $"{one.Instances}")), instances.ToList());
        });
        _studies.Add((study, below.ToList()));
    }

    /// <summary>Gives the study that was added last more attributes.</summary>
    public void Change(Action<DicomDataset> study) => study(_studies[^1].Study);

    public async IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (Asked)
            Asked.Add((level, keys));
        await Task.Yield();
        if (Failure(level, keys) is { } status)
            throw new QueryFailedException(status);
        var matched = keys.Clone();
        foreach (var keyword in UnknownKeys)
            matched.Remove(DicomDictionary.Find(keyword)!.Tag);
        var count = 0;
        foreach (var entity in Entities(level).Where(entity => IdentifierMatch.Matches(matched, entity)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Limit > 0 && count++ == Limit)
            {
                if (LimitStatus is { } ending)
                    throw new QueryFailedException(ending);
                yield break;
            }

            yield return new DicomDataset(entity.Where(item => matched.Contains(item.Tag)).Select(item => item.Clone()));
        }
    }

    public Task<RetrieveAnswer> MoveAsync(
        QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A preview retrieves nothing.");

    public Task<RetrieveAnswer> GetAsync(
        QueryLevel level, DicomDataset identifier, IReadOnlyList<string> sopClasses, IDimseHandler storage, Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken) => throw new InvalidOperationException("A preview retrieves nothing.");

    public IQueryRetrieveUser For(PacsNode pacs) => this;

    public IReadOnlyList<PacsNode> List() => [Node];

    public PacsNode? Find(string wanted) => wanted == name ? Node : null;

    private static DicomDataset Values(params (string Keyword, string Value)[] values)
    {
        var dataset = new DicomDataset();
        foreach (var (keyword, value) in values)
            dataset.AddOrUpdate(DicomDictionary.Find(keyword)!.Tag, value.Split('\\'));
        return dataset;
    }

    private IEnumerable<DicomDataset> Entities(QueryLevel level) => level switch
    {
        QueryLevel.Patient => _studies.Select(study => study.Study).DistinctBy(study => study.GetString(DicomTag.PatientID)),
        QueryLevel.Study => _studies.Select(study => study.Study),
        QueryLevel.Series => _studies.SelectMany(study => study.Series.Select(series => Join(series.Series, study.Study))),
        _ => _studies.SelectMany(study => study.Series.SelectMany(series => series.Instances.Select(instance => Join(instance, series.Series, study.Study)))),
    };

    /// <summary>The attributes of a level with the unique keys of those above, and nothing else of them.</summary>
    private static DicomDataset Join(DicomDataset own, params DicomDataset[] above) => new(
        own.Concat(above.SelectMany(one => one.Where(item => item.Tag == DicomTag.PatientID || item.Tag == DicomTag.StudyInstanceUID || item.Tag == DicomTag.SeriesInstanceUID))).Select(item => item.Clone()));
}
