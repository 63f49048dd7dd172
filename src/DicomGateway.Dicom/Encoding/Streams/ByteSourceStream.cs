namespace DicomGateway.Dicom.Encoding.Streams;

/// <summary>The rest of a source as a stream.</summary>
internal sealed class ByteSourceStream(ByteSource source) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var visible = source.PeekVisible();
        var count = Math.Min(visible.Length, buffer.Length);
        visible[..count].CopyTo(buffer);
        source.Advance(count);
        return count;
    }
}
