using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Counts of a retrieval, and what a script makes of them.</summary>
internal sealed class SubOperationTally(int total, OperationFaults faults)
{
    private int _completed;
    private int _warnings;

    public List<string> Failed { get; } = [];

    public int Done => _completed + _warnings + Failed.Count;

    public void Add(string sopInstanceUid, DimseStatus status)
    {
        switch (status.Category)
        {
            case DimseStatusCategory.Success:
                _completed++;
                break;
            case DimseStatusCategory.Warning:
                _warnings++;
                break;
            default:
                Failed.Add(sopInstanceUid);
                break;
        }
    }

    /// <summary>Status of the final response (PS3.4 C.4.2.1.5): a warning where some failed, refused where all did.</summary>
    public DimseStatus Final()
    {
        if (Failed.Count > 0 && Failed.Count == total)
            return new DimseStatus(0xA702);
        return Failed.Count > 0 || _warnings > 0 || faults.Has(Misbehaviour.Warn) ? DimseStatus.Coercion : DimseStatus.Success;
    }

    public SuboperationCounts Counts(bool isFinal)
    {
        if (faults.Has(Misbehaviour.OmitCounts))
            return default;
        if (faults.Find(Misbehaviour.WrongCounts) is { } wrong)
            return new SuboperationCounts(isFinal ? null : (ushort)wrong.Chance.Percent("remaining"), (ushort)wrong.Chance.Percent("completed"), (ushort)wrong.Chance.Percent("failed"), 0);
        return new SuboperationCounts(isFinal ? null : (ushort)Math.Max(0, total - Done), (ushort)_completed, (ushort)Failed.Count, (ushort)_warnings);
    }
}
