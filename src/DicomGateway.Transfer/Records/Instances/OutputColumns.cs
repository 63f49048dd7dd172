using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Instances;

/// <summary>Reads outputs, of a table that the statement calls o.</summary>
internal static class OutputColumns
{
    public const string All = "o.source_instance, o.sop_class, o.sop_instance, o.transfer_syntax, o.path, o.length, o.sha256";

    public static OutputInstance ToOutput(RecordsRow row, int first) => new(
        row.Id(first), row.Text(first + 1), row.Text(first + 2), row.Text(first + 3), row.Text(first + 4), row.Number(first + 5), row.Text(first + 6));
}
