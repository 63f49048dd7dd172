using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Values;

namespace DicomGateway.Dicom.Files;

/// <summary>A value on disk as a stream in little endian order.</summary>
internal sealed class StoredValueStream(DicomStoredValue value) : Stream
{
    private readonly StoredValueReader _reader = new();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => value.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var room = (int)Math.Min(buffer.Length, Math.Max(0, value.Length - _position));
        var within = (int)(_position % value.SwapUnit);
        if (within == 0 && room < value.Length - _position)
            room -= room % value.SwapUnit;
        var read = within == 0 && room > 0 ? _reader.Read(value, _position, buffer[..room]) : ReadPart(buffer, within);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => value.Length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reader.Dispose();
        base.Dispose(disposing);
    }

    // From the middle of a unit, or less than one.
    private int ReadPart(Span<byte> buffer, int within)
    {
        Span<byte> unit = stackalloc byte[8];
        var there = _reader.Read(value, _position - within, unit[..value.SwapUnit]);
        var part = Math.Min(buffer.Length, Math.Max(0, there - within));
        unit.Slice(within, part).CopyTo(buffer);
        return part;
    }
}
