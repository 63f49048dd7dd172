using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.StorageCommitment;

namespace DicomGateway.Transfer.Tests.Services.StorageCommitment;

/// <summary>Storage commitment of a scripted archive: promises as the test says, on the same association, on a new one, or never.</summary>
internal sealed class Committer
{
    private static readonly string Class = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly string Instance = DicomUID.StorageCommitmentPushModelInstance.UID;

    private readonly Lock _gate = new();
    private readonly List<CommitmentRequest> _requests = [];

    /// <summary>Answer to the n-th N-ACTION.</summary>
    public Func<int, DimseStatus> Status { get; set; } = _ => DimseStatus.Success;

    /// <summary>The report on the n-th request; null for none.</summary>
    public Func<int, CommitmentRequest, CommitmentReport?> Report { get; set; } = (_, request) => Promise(request);

    /// <summary>Where to report by an association of its own; null for the one that the request came by.</summary>
    public Func<DicomClientOptions>? ReportTo { get; set; }

    public IReadOnlyList<CommitmentRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>What the node answered to the reports.</summary>
    public List<ushort> Answers { get; } = [];

    public static CommitmentReport Promise(CommitmentRequest request) => new(request.TransactionUid, request.Instances, []);

    public static CommitmentReport Refuse(CommitmentRequest request, ushort reason) =>
        new(request.TransactionUid, [], [.. request.Instances.Select(instance => new CommitmentFailure(instance, reason))]);

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var bytes = await request.DataSet!.ReadToEndAsync(64 << 20, cancellationToken);
        var syntax = DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax);
        var asked = CommitmentDataset.ReadRequest(DicomDatasetReader.Read(bytes, syntax).Dataset)!;
        int number;
        lock (_gate)
        {
            _requests.Add(asked);
            number = _requests.Count;
        }

        var status = Status(number);
        if (status.IsDone && Report(number, asked) is { } report)
        {
            if (ReportTo is { } peer)
                _ = ReportAsync(peer(), report);
            else
                _ = ReportAsync(request, report, cancellationToken);
        }

        await request.RespondAsync(status, cancellationToken: cancellationToken);
    }

    /// <summary>Reports by an association of its own.</summary>
    public async Task<ushort> ReportAsync(DicomClientOptions node, CommitmentReport report)
    {
        await using var client = new DicomClient(node with { Roles = [new RoleSelection(Class, IsScu: false, IsScp: true)] });
        await using var association = await client.OpenAsync([new ProposedContext(Class, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], CancellationToken.None);
        var context = association.FindContext(Class)!;
        await using var source = Source(report, context.TransferSyntax);
        var response = await association.SendAsync(context, DimseCommands.NEventReport(Class, Instance, report.EventType), source, CancellationToken.None);
        await association.ReleaseAsync();
        lock (_gate)
            Answers.Add(response.Status.Code);
        return response.Status.Code;
    }

    private async Task ReportAsync(DimseRequest request, CommitmentReport report, CancellationToken cancellationToken)
    {
        await using var source = Source(report, request.PresentationContext.TransferSyntax);
        var response = await request.SendAsync(request.PresentationContext, DimseCommands.NEventReport(Class, Instance, report.EventType), source, cancellationToken);
        lock (_gate)
            Answers.Add(response.Status.Code);
    }

    private static DimseDataSource Source(CommitmentReport report, string transferSyntax) =>
        DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(CommitmentDataset.Write(report), DicomTransferSyntax.Lookup(transferSyntax)));
}
