using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Values;

/// <summary>Hands out one value after the other, from memory or disk, in the byte order of the target.</summary>
internal sealed class ValueCursor : IDisposable
{
    private readonly StoredValueReader _reader = new();
    private readonly byte[] _unit = new byte[8];
    private ReadOnlyMemory<byte> _memory;
    private DicomStoredValue? _stored;
    private long _at;
    private long _length;
    private int _unitAt;
    private int _unitEnd;
    private (int First, int Second) _swaps;

    public bool IsAtEnd => _at == _length && _unitAt == _unitEnd;

    /// <param name="memory">A value in little endian order.</param>
    /// <param name="unit">Bytes that the target has in reverse order; 1 for a little endian target.</param>
    public void Set(ReadOnlyMemory<byte> memory, int unit)
    {
        (_memory, _stored, _at, _length) = (memory, null, 0, memory.Length);
        _swaps = (1, unit);
    }

    /// <inheritdoc cref="Set(ReadOnlyMemory{byte}, int)"/>
    public void Set(DicomStoredValue stored, int unit)
    {
        (_memory, _stored, _at, _length) = (default, stored, 0, stored.Length);
        _swaps = stored.SwapUnit == unit ? (1, 1) : (stored.SwapUnit, unit);
    }

    /// <summary>Fills as much of the room as the value has; whole units where bytes have to be turned round.</summary>
    public int Read(Span<byte> room)
    {
        if (_unitAt < _unitEnd)
        {
            var part = Math.Min(room.Length, _unitEnd - _unitAt);
            _unit.AsSpan(_unitAt, part).CopyTo(room);
            _unitAt += part;
            return part;
        }

        var unit = Math.Max(_swaps.First, _swaps.Second);
        var count = (int)Math.Min(room.Length, _length - _at);
        if (count < _length - _at)
            count -= count % unit;
        if (count > 0)
        {
            Fill(room[..count]);
            return count;
        }

        // Less room than a unit.
        _unitEnd = (int)Math.Min(unit, _length - _at);
        _unitAt = 0;
        Fill(_unit.AsSpan(0, _unitEnd));
        return 0;
    }

    public void Dispose() => _reader.Dispose();

    private void Fill(Span<byte> room)
    {
        if (_stored is { } stored)
            _reader.ReadRaw(stored, _at, room);
        else
            _memory.Span.Slice((int)_at, room.Length).CopyTo(room);
        _at += room.Length;
        ByteOrder.Swap(room, _swaps.First);
        ByteOrder.Swap(room, _swaps.Second);
    }
}
