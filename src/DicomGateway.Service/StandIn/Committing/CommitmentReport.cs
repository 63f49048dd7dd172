using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Committing;

/// <summary>What is reported for a request (PS3.4 J.3.3.1.1), and what a script makes of it.</summary>
internal sealed record CommitmentReport(ushort EventType, DicomDataset Information, int Promised)
{
    private const ushort AllPromised = 1;
    private const ushort FailuresExist = 2;
    private const ushort NoSuchObject = 0x0112;
    private const ushort ProcessingFailure = 0x0110;

    public static CommitmentReport Make(CommitmentRequest request, ArchiveIndex index, OperationFaults faults)
    {
        var reported = request.Instances.Except(Affected(request, faults.Find(Misbehaviour.Drop))).ToList();
        var refused = Affected(request, faults.Find(Misbehaviour.Fail));
        var promised = reported.Where(instance => !refused.Contains(instance) && index.Contains(instance.SopInstanceUid, out _)).ToList();
        var failed = reported.Except(promised).ToList();
        var information = new DicomDataset();
        information.AddOrUpdate(DicomTag.TransactionUID, faults.Has(Misbehaviour.WrongTransaction) ? DicomUID.FromUuid(new byte[16], version: 8).UID : request.TransactionUid);
        if (promised.Count > 0)
            information.AddOrUpdate(DicomTag.ReferencedSOPSequence, [.. promised.Select(instance => instance.ToItem())]);
        if (failed.Count > 0)
            information.AddOrUpdate(DicomTag.FailedSOPSequence, [.. failed.Select(instance => instance.ToItem(refused.Contains(instance) ? ProcessingFailure : NoSuchObject))]);
        return new CommitmentReport(failed.Count > 0 ? FailuresExist : AllPromised, information, promised.Count);
    }

    private static HashSet<ReferencedInstance> Affected(CommitmentRequest request, ActiveRule? rule) =>
        rule?.Affected(request.Instances, instance => instance.SopInstanceUid) ?? [];
}
