using System.IO.Compression;

namespace DicomGateway.Dicom.Encoding;

/// <summary>The inflated form of the rest of a source, as long as it stays within the limits.</summary>
internal sealed class InflatingStream : ForwardStream
{
    private readonly ByteSource _deflated;
    private readonly DicomReadLimits _limits;
    private readonly Stream _inflater;
    private readonly long _start;
    private long _inflated;

    public InflatingStream(ByteSource deflated, bool zlib, DicomReadLimits limits)
    {
        (_deflated, _limits, _start) = (deflated, limits, deflated.Position);
        var rest = new ByteSourceStream(deflated);
        _inflater = zlib ? new ZLibStream(rest, CompressionMode.Decompress) : new DeflateStream(rest, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _inflater.Read(buffer);
            _inflated += read;
            Check();
            return read;
        }
        catch (InvalidDataException broken)
        {
            throw new DicomFormatException(DicomFormatError.Deflate, "The deflated data set is damaged: have it sent again", string.Empty, _deflated.Position, broken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inflater.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        var deflated = _deflated.Position - _start;
        if (_inflated > _limits.MaxInflatedLength || (_inflated > _limits.InflationRatioFrom && _inflated / Math.Max(1, deflated) > _limits.MaxInflationRatio))
        {
            throw new DicomFormatException(
                DicomFormatError.LimitExceeded,
                $"The deflated data set grows to more than {_limits.MaxInflatedLength} bytes or {_limits.MaxInflationRatio} times its size; raise MaxInflatedLength or MaxInflationRatio if it is genuine",
                string.Empty,
                _deflated.Position);
        }
    }
}
