using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Dicom.Encoding.Streams;

/// <summary>
/// Bytes in order through a window: from memory, a range of a file, or a stream. Blocks that were read are never used again, so that values can be
/// slices of them.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    private const int FirstBlock = 16 * 1024;
    private const int LargestBlock = 128 * 1024;
    private const int LargestAnnounced = 4 * 1024 * 1024;

    private readonly SafeFileHandle? _file;
    private readonly Stream? _stream;
    private byte[] _block;
    private int _at;
    private int _end;
    private long _origin;
    private int _nextBlock = FirstBlock;
    private int _announced;

    private ByteSource(byte[] block, long length) => (_block, Length) = (block, length);

    private ByteSource(SafeFileHandle file, string path, long offset, long length)
        : this([], length) => (_file, Path, FileOffset) = (file, path, offset);

    private ByteSource(Stream stream, long length)
        : this([], length) => _stream = stream;

    /// <summary>The file whose ranges can be referred to; null for memory and streams.</summary>
    public string? Path { get; }

    /// <summary>Where position 0 is in the file.</summary>
    public long FileOffset { get; }

    /// <summary>All bytes; <see cref="long.MaxValue"/> while unknown.</summary>
    public long Length { get; private set; }

    public long Position => _origin + _at;

    public long Remaining => Length - Position;

    /// <summary>True when the bytes behind the window may be changed: they are ours.</summary>
    private bool OwnsBlock => _file is not null || _stream is not null;

    public static ByteSource OfMemory(ReadOnlyMemory<byte> bytes)
    {
        if (!MemoryMarshal.TryGetArray(bytes, out var array))
            array = bytes.ToArray();
        return new ByteSource(array.Array ?? [], bytes.Length) { _origin = -array.Offset, _at = array.Offset, _end = array.Offset + array.Count };
    }

    /// <param name="path">The file.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes; null for all that follow.</param>
    public static ByteSource OfFile(string path, long offset = 0, long? length = null)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var there = Math.Max(0, RandomAccess.GetLength(file) - offset);
        return new ByteSource(file, path, offset, Math.Min(length ?? there, there));
    }

    public static ByteSource OfStream(Stream stream) =>
        new(stream, stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : long.MaxValue);

    /// <summary>Makes so many bytes visible at the position; false when there are fewer.</summary>
    public bool Ensure(int count) => _end - _at >= count || Refill(count);

    /// <summary>Says that so many bytes will be asked for, which must all be there: a stream may refuse at once what it would refuse on the way.</summary>
    /// <exception cref="DicomFormatException">They are more than the limits allow.</exception>
    public void Announce(int count)
    {
        if (count > _end - _at && _stream is InflatingStream inflating && inflating.Expects(Position + count))
            _announced = Math.Min(count, LargestAnnounced);
    }

    /// <summary>The next bytes, which <see cref="Ensure"/> has made visible.</summary>
    public ReadOnlySpan<byte> Peek(int count) => _block.AsSpan(_at, count);

    /// <summary>All bytes that are visible now, at least one unless at the end.</summary>
    public ReadOnlySpan<byte> PeekVisible()
    {
        Ensure(1);
        return _block.AsSpan(_at, _end - _at);
    }

    /// <summary>Bytes at a place ahead; empty when it is out of sight or beyond the end.</summary>
    public ReadOnlySpan<byte> PeekAhead(long position, Span<byte> room)
    {
        if (position < Position || position > Length - room.Length)
            return [];
        var distance = position - Position;
        if (distance + room.Length <= _end - _at || (distance < FirstBlock && Ensure((int)distance + room.Length)))
            return _block.AsSpan(_at + (int)distance, room.Length);
        return _file is not null && RandomAccess.Read(_file, room, FileOffset + position) == room.Length ? room : [];
    }

    public void Advance(int count) => _at += count;

    /// <summary>Goes on over bytes that are not needed; false when there are fewer.</summary>
    public bool Skip(long count)
    {
        if (count <= _end - _at)
        {
            _at += (int)count;
            return true;
        }

        if (_file is not null && count <= Remaining)
        {
            _origin = Position + count;
            _at = _end = 0;
            return true;
        }

        while (count > 0 && Ensure(1))
        {
            var step = (int)Math.Min(count, _end - _at);
            _at += step;
            count -= step;
        }

        return count == 0;
    }

    /// <summary>The next bytes as a slice of the window, writable where that is ours, else a copy when it is to be written to.</summary>
    public Memory<byte> Take(int count, bool writable)
    {
        var slice = _block.AsMemory(_at, count);
        _at += count;
        return writable && !OwnsBlock ? slice.ToArray() : slice;
    }

    public void Dispose() => _file?.Dispose();

    private bool Refill(int count)
    {
        if (!OwnsBlock || count > Remaining)
            return false;
        var left = _end - _at;
        var wanted = (int)Math.Min(Math.Max(count, _nextBlock), Remaining);
        // What a stream of unknown length claims to hold is only allocated as it comes.
        var size = Length == long.MaxValue ? Math.Min(wanted, Math.Max(Math.Max(_nextBlock, left * 2), _announced)) : wanted;
        _announced = 0;
        _nextBlock = Math.Min(_nextBlock * 2, LargestBlock);
        var block = GC.AllocateUninitializedArray<byte>(size);
        _block.AsSpan(_at, left).CopyTo(block);
        _origin += _at;
        (_block, _at, _end) = (block, 0, left);
        while (_end < count)
        {
            if (_end == _block.Length)
                Array.Resize(ref _block, (int)Math.Min((long)_block.Length * 2, Math.Max(count, _block.Length + LargestBlock)));
            var read = _file is not null ? RandomAccess.Read(_file, _block.AsSpan(_end), FileOffset + _origin + _end) : _stream!.Read(_block.AsSpan(_end));
            if (read == 0)
            {
                Length = _origin + _end;
                return false;
            }

            _end += read;
        }

        return true;
    }
}
