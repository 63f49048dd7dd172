using DicomGateway.Network.Dimse;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Querying;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Writes one retrieval into the journal.</summary>
internal sealed class RetrievalNotes(StandInJournal journal, StandInOperation operation, DimseRequest request, OperationFaults faults)
{
    public void Asked(QueryRequest asked) => journal.Write(Entry("asked") with
    {
        Level = QueryLevels.Text(asked.Level),
        Keys = asked.Asked,
        Destination = request.Command.MoveDestination,
        Faults = [.. faults.Kinds],
    });

    public void Sent(HeldInstance instance, DimseStatus status) => journal.Write(Entry("sent") with
    {
        Study = instance.StudyInstanceUid,
        Instance = instance.SopInstanceUid,
        Bytes = new FileInfo(instance.File.Path).Length - instance.File.DatasetOffset,
        Destination = request.Command.MoveDestination,
        Status = status.ToString(),
    });

    public void Answered(DimseStatus? status, int count) =>
        journal.Write(Entry(status is null ? "aborted" : "answered") with { Count = count, Status = status?.ToString() });

    private JournalEntry Entry(string what) => new()
    {
        Event = what,
        Operation = operation,
        Number = faults.Number,
        Association = request.Association.Id,
        Peer = request.Association.CallingAeTitle,
    };
}
