using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Instances;

/// <summary>Reads instances.</summary>
internal static class InstanceColumns
{
    public const string All =
        "instance_id, study_id, version, disposition, segment, start, length, header_length, sha256, sop_class, transfer_syntax, received, "
        + "calling_ae, called_ae, job_item, sop_hash, bytes_state, arrival, series_hash";

    public static InstanceRecord ToInstance(RecordsRow row, string spoolFolder) => new()
    {
        InstanceId = row.Id(0),
        StudyId = row.Number(1),
        Version = row.Int(2),
        Disposition = (InstanceDisposition)row.Int(3),
        Path = Path.Combine(spoolFolder, SegmentName.Of(row.Number(4))),
        Offset = row.Number(5),
        Length = row.Number(6),
        DataSetOffset = row.Number(5) + row.Number(7),
        Sha256 = row.Hex(8),
        SopClassUid = row.Text(9),
        TransferSyntaxUid = row.Text(10),
        Received = row.Time(11),
        CallingAeTitle = row.Text(12),
        CalledAeTitle = row.Text(13),
        JobItem = row.TextOrNull(14),
        SopInstanceHash = row.Hex(15),
        HasBytes = row.Int(16) == (int)BytesState.Present,
        Arrival = row.Number(17),
        SeriesHash = row.HexOrEmpty(18),
    };

    /// <summary>What a run has to account for, oldest first.</summary>
    public static List<InstanceRecord> ListOfRun(RecordsSession session, string spoolFolder, StudyRow study) => List(
        session, spoolFolder, "study_id = $1 AND arrival <= $2 AND bytes_state = $3 AND disposition NOT IN ($4, $5) ORDER BY arrival",
        study.StudyId, study.ClaimedArrival, BytesState.Present, InstanceDisposition.Duplicate, InstanceDisposition.Rejected);

    public static List<InstanceRecord> List(RecordsSession session, string spoolFolder, string where, params ReadOnlySpan<object?> values) =>
        session.Query($"SELECT {All} FROM instances WHERE {where}", row => ToInstance(row, spoolFolder), values);
}
