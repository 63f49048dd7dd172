using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Wire;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Jobs;

/// <summary>A PACS of made-up CT studies that answers queries truthfully and sends as the test says, over real associations.</summary>
internal sealed class FakePacs : IQueryRetrieveUser, IPacsDirectory, IQueryRetrieveUsers
{
    public const string Name = "main";
    public const string RetrieveAeTitle = "RETRIEVE";

    private readonly Lock _gate = new();
    private readonly List<Move> _moves = [];
    private readonly List<TrackedInstance> _instances;

    public FakePacs(int studies, int perStudy, ulong seed = FlowNode.Seed) =>
        _instances = [.. Enumerable.Range(0, studies * perStudy).Select(number => new TrackedInstance(seed, number, perStudy, 24))];

    /// <summary>What a C-MOVE does: gets the move and what it asks for. Null sends it all and says so.</summary>
    public Func<Move, IReadOnlyList<TrackedInstance>, CancellationToken, Task<DimseStatus>>? Script { get; set; }

    /// <summary>What the final response counts where a script decides.</summary>
    public SuboperationCounts Counts { get; set; }

    public PacsNode Node { get; set; } = new()
    {
        Name = Name,
        Client = new DicomClientOptions { Host = "127.0.0.1", Port = 1, CalledAeTitle = "PACS", CallingAeTitle = "GATEWAY" },
        MoveDestination = RetrieveAeTitle,
    };

    /// <summary>Most instances of a study that it lists.</summary>
    public int Listed { get; set; } = int.MaxValue;

    public FlowNode Receiver { get; set; } = null!;

    /// <summary>Every C-MOVE so far.</summary>
    public IReadOnlyList<Move> Moves
    {
        get
        {
            lock (_gate)
                return [.. _moves];
        }
    }

    public IReadOnlyList<string> Studies => [.. _instances.Select(StudyOf).Distinct()];

    public IReadOnlyList<TrackedInstance> Of(string study) => [.. _instances.Where(instance => StudyOf(instance) == study)];

    public IQueryRetrieveUser For(PacsNode pacs) => this;

    public IReadOnlyList<PacsNode> List() => [Node];

    public PacsNode? Find(string name) => name == Node.Name ? Node : null;

    public async IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var study = keys.GetString(DicomTag.StudyInstanceUID);
        if (level == QueryLevel.Series && Of(study).Count > 0)
        {
            yield return new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study).AddOrUpdate(DicomTag.SeriesInstanceUID, SeriesOf(study))
                .AddOrUpdate(DicomTag.NumberOfSeriesRelatedInstances, Of(study).Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (level == QueryLevel.Image)
        {
            foreach (var instance in Of(study).Take(Listed))
            {
                yield return new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study).AddOrUpdate(DicomTag.SOPInstanceUID, instance.SopInstanceUid)
                    .AddOrUpdate(DicomTag.SOPClassUID, TrackedInstance.SopClassUid);
            }
        }
    }

    public async Task<RetrieveAnswer> MoveAsync(
        QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken)
    {
        var uids = level == QueryLevel.Image ? identifier.GetStrings(DicomTag.SOPInstanceUID) : [];
        var study = identifier.GetString(DicomTag.StudyInstanceUID);
        Move move;
        lock (_gate)
            _moves.Add(move = new Move(_moves.Count + 1, Receiver.Time.GetUtcNow(), level, study, moveDestination, uids));
        var asked = Of(study).Where(instance => uids.Count == 0 || uids.Contains(instance.SopInstanceUid)).ToList();
        if (Script is { } script)
            return new RetrieveAnswer(await script(move, asked, cancellationToken), Counts, []);
        await SendAsync(moveDestination, asked);
        return new RetrieveAnswer(DimseStatus.Success, new SuboperationCounts(0, (ushort)asked.Count, 0, 0), []);
    }

    public Task<RetrieveAnswer> GetAsync(
        QueryLevel level, DicomDataset identifier, IReadOnlyList<string> sopClasses, IDimseHandler storage, Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task SendAsync(string calledAeTitle, IEnumerable<TrackedInstance> instances)
    {
        using var sender = await WireSender.OpenAsync(Receiver.Port, calledAeTitle, FlowNode.Sender, 16384, CancellationToken.None);
        foreach (var instance in instances)
            await sender.StoreAsync(instance, CancellationToken.None);
        await sender.ReleaseAsync(CancellationToken.None);
    }

    public static string SeriesOf(string study) => study[..^1] + "2";

    /// <summary>See <see cref="TrackedInstance"/>: a study's UID and its instances' begin alike.</summary>
    private static string StudyOf(TrackedInstance instance) => instance.SopInstanceUid[..^9] + "1";

    internal sealed record Move(int Number, DateTimeOffset At, QueryLevel Level, string Study, string Destination, IReadOnlyList<string> Instances);
}
