namespace DicomGateway.Transfer.Spool;

/// <summary>An instance that is durable: Part 10 bytes at (Path, Offset, Length). Success may be answered.</summary>
/// <param name="InstanceId">Our own id: the name of the instance in logs, records and file names.</param>
/// <param name="Path">The file that holds the instance, among others.</param>
/// <param name="Offset">Where the Part 10 preamble starts.</param>
/// <param name="Length">Bytes of the whole Part 10 instance.</param>
/// <param name="DataSetOffset">Where the data set as received starts, in the same file; it ends with the instance.</param>
/// <param name="Sha256">SHA-256 of the data set bytes as received, 64 lower-case hexadecimal digits.</param>
public sealed record SpooledInstance(Guid InstanceId, string Path, long Offset, long Length, long DataSetOffset, string Sha256)
{
    public long DataSetLength => Length - (DataSetOffset - Offset);
}
