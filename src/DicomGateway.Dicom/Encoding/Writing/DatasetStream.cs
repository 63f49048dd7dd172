using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>An encoded data set, made while it is read.</summary>
internal sealed class DatasetStream(DatasetEncoder encoder) : ForwardStream
{
    public override int Read(Span<byte> buffer) => encoder.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            encoder.Dispose();
        base.Dispose(disposing);
    }
}
