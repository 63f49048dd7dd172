using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>Counts the sub-operations of a retrieval as they end.</summary>
internal sealed class SuboperationTally(int total)
{
    /// <summary>A UI value in explicit VR has at most 65534 bytes, a UID and its delimiter 65.</summary>
    private const int MostFailed = 1000;

    /// <summary>A702: unable to perform sub-operations.</summary>
    private static readonly DimseStatus NothingSent = new(0xA702);

    private readonly List<string> _failedUids = [];

    public int Completed { get; private set; }

    public int Failed { get; private set; }

    public int Warning { get; private set; }

    public bool IsCancelled { get; set; }

    private int Remaining => Math.Max(0, total - Completed - Failed - Warning);

    public void Count(string sopInstanceUid, DimseStatus status)
    {
        if (status.Category == DimseStatusCategory.Success)
        {
            Completed++;
        }
        else if (status.Category == DimseStatusCategory.Warning)
        {
            Warning++;
        }
        else
        {
            Failed++;
            if (_failedUids.Count < MostFailed)
                _failedUids.Add(sopInstanceUid);
        }
    }

    /// <summary>PS3.4 C.4.2.1.6, C.4.3.1.4.</summary>
    public DimseStatus FinalStatus => this switch
    {
        { IsCancelled: true } => DimseStatus.Cancel,
        { Failed: 0, Warning: 0 } => DimseStatus.Success,
        { Completed: 0, Warning: 0 } => NothingSent,
        _ => DimseStatus.Coercion,
    };

    public CommandSet Pending(CommandSet request) => Response(request, DimseStatus.Pending, Remaining);

    /// <summary>Only after a cancel do sub-operations remain.</summary>
    public CommandSet Final(CommandSet request) => Response(request, FinalStatus, IsCancelled ? Remaining : null);

    /// <summary>Failed SOP Instance UID List; null when nothing failed.</summary>
    public byte[]? FailedList(string transferSyntax) => _failedUids.Count == 0
        ? null
        : DicomDatasetWriter.ToArray(
            new DicomDataset().AddOrUpdate(DicomTag.FailedSOPInstanceUIDList, [.. _failedUids]), DicomTransferSyntax.Lookup(transferSyntax));

    private CommandSet Response(CommandSet request, DimseStatus status, int? remaining)
    {
        var response = DimseCommands.Response(request, status);
        response.Suboperations = new SuboperationCounts(Number(remaining), Number(Completed), Number(Failed), Number(Warning));
        return response;
    }

    /// <summary>The counts of the wire end at 65535.</summary>
    private static ushort? Number(int? count) => count is { } number ? (ushort)Math.Min(number, ushort.MaxValue) : null;
}
