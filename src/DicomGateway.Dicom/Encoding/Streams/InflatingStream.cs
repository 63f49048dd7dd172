using System.IO.Compression;

namespace DicomGateway.Dicom.Encoding.Streams;

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
            Check(_inflated, _deflated.Position - _start);
            return read;
        }
        catch (InvalidDataException broken)
        {
            throw new DicomFormatException(DicomFormatError.Deflate, "The deflated data set is damaged: have it sent again", string.Empty, _deflated.Position, broken);
        }
    }

    /// <summary>
    /// Somebody is about to read on to this place. When all the deflated bytes there are would be too few for it, that need not be tried: a bomb is
    /// refused at the header that names its size. False when nobody knows how many there are.
    /// </summary>
    public bool Expects(long inflated)
    {
        Check(inflated, _deflated.Length - _start);
        return _deflated.Length != long.MaxValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inflater.Dispose();
        base.Dispose(disposing);
    }

    private void Check(long inflated, long deflated)
    {
        if (inflated > _limits.MaxInflatedLength || (inflated > _limits.InflationRatioFrom && inflated / Math.Max(1, deflated) > _limits.MaxInflationRatio))
        {
            throw new DicomFormatException(
                DicomFormatError.LimitExceeded,
                $"The deflated data set grows to more than {_limits.MaxInflatedLength} bytes or {_limits.MaxInflationRatio} times its size; raise MaxInflatedLength or MaxInflationRatio if it is genuine",
                string.Empty,
                _deflated.Position);
        }
    }
}
