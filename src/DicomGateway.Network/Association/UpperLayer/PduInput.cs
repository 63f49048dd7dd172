using System.Buffers;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>
/// Bytes from the peer. Large reads into one rented buffer, out of which slices are handed on without a copy; the buffer goes back to the pool
/// while nothing comes, so that an idle association costs next to nothing.
/// </summary>
internal sealed class PduInput(Stream stream, ReceiveWatch watch, CancellationToken stop)
{
    private CancellationToken _stop = stop;
    private byte[]? _buffer;
    private int _start;
    private int _end;

    /// <summary>How much is read at a time; little, as long as nobody knows who the peer is.</summary>
    public int BufferSize { get; set; } = 8 * 1024;

    private int Buffered => _end - _start;

    /// <summary>The next PDU header, or null when the peer closed the connection between two PDUs.</summary>
    /// <param name="isInMessage">The minimum rate counts while waiting, rather than the idle time.</param>
    /// <exception cref="PduFormatException">No PDU begins here; nothing is consumed.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<PduHeader?> ReadHeaderAsync(bool isInMessage)
    {
        watch.IsInMessage = isInMessage;
        if (Buffered == 0 && !await WaitForBytesAsync(isInMessage).ConfigureAwait(false))
            return null;
        watch.IsInMessage = true;
        if (!PduHeader.IsKnown(_buffer![_start]))
            return PduHeader.Read(_buffer.AsSpan(_start, 1));
        await NeedAsync(PduHeader.Size).ConfigureAwait(false);
        var header = PduHeader.Read(_buffer.AsSpan(_start, PduHeader.Size));
        _start += PduHeader.Size;
        return header;
    }

    /// <summary>The next PDU header, if it is here already and one of P-DATA-TF.</summary>
    public bool TryReadDataHeader(out PduHeader header)
    {
        header = default;
        if (Buffered < PduHeader.Size || _buffer![_start] != (byte)PduType.DataTransfer)
            return false;
        header = PduHeader.Read(_buffer.AsSpan(_start, PduHeader.Size));
        _start += PduHeader.Size;
        return true;
    }

    /// <summary>The next PDV header.</summary>
    public ValueTask<PdvHeader> ReadPdvHeaderAsync(uint leftInPdu)
    {
        return Buffered >= PdvHeader.Size ? ValueTask.FromResult(TakePdvHeader(leftInPdu)) : Slow();

        async ValueTask<PdvHeader> Slow()
        {
            await NeedAsync((int)Math.Min(PdvHeader.Size, leftInPdu)).ConfigureAwait(false);
            return TakePdvHeader(leftInPdu);
        }
    }

    /// <summary>The next PDV header, if it is here already.</summary>
    public bool TryReadPdvHeader(uint leftInPdu, out PdvHeader header)
    {
        if (Buffered < PdvHeader.Size)
        {
            header = default;
            return false;
        }

        header = TakePdvHeader(leftInPdu);
        return true;
    }

    /// <summary>Exactly <paramref name="count"/> bytes, valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadExactlyAsync(int count)
    {
        await NeedAsync(count).ConfigureAwait(false);
        return Take(count);
    }

    /// <summary>At least one byte and at most <paramref name="most"/>, valid until the next call.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(uint most)
    {
        return Buffered > 0 ? ValueTask.FromResult(Take(most)) : Slow();

        async ValueTask<ReadOnlyMemory<byte>> Slow()
        {
            await NeedAsync(1).ConfigureAwait(false);
            return Take(most);
        }
    }

    /// <summary>What is here already, up to <paramref name="most"/>; earlier slices stay valid.</summary>
    public ReadOnlyMemory<byte> TakeBuffered(uint most) => Take(most);

    /// <summary>From here on only the end of the connection ends a read.</summary>
    public void Unstop() => _stop = CancellationToken.None;

    /// <summary>Reads and forgets the rest of a PDU.</summary>
    public async ValueTask SkipAsync(uint count)
    {
        while (count > 0)
            count -= (uint)(await ReadSomeAsync(count).ConfigureAwait(false)).Length;
    }

    /// <summary>Reads and forgets whatever comes until the peer closes.</summary>
    public async ValueTask DiscardAsync()
    {
        _start = _end = 0;
        while (await FillAsync().ConfigureAwait(false) > 0)
            _start = _end = 0;
    }

    /// <summary>Gives the buffer back. Not to be called while somebody may still look at a slice.</summary>
    public void ReleaseBuffer()
    {
        if (_buffer is not { } buffer)
            return;
        _buffer = null;
        _start = _end = 0;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private PdvHeader TakePdvHeader(uint leftInPdu)
    {
        var header = PdvHeader.Read(_buffer.AsSpan(_start, Math.Min(PdvHeader.Size, Buffered)), leftInPdu);
        _start += PdvHeader.Size;
        return header;
    }

    private ReadOnlyMemory<byte> Take(uint most)
    {
        var count = (int)Math.Min(most, (uint)Buffered);
        var slice = new ReadOnlyMemory<byte>(_buffer, _start, count);
        _start += count;
        return slice;
    }

    private ReadOnlyMemory<byte> Take(int count) => Take((uint)count);

    /// <summary>Waits without a buffer, then reads into a fresh one.</summary>
    private async ValueTask<bool> WaitForBytesAsync(bool isInMessage)
    {
        if (!isInMessage)
        {
            ReleaseBuffer();
            watch.BeginWait();
            await stream.ReadAsync(Memory<byte>.Empty, _stop).ConfigureAwait(false);
            watch.EndWait(0);
        }

        return await FillAsync().ConfigureAwait(false) > 0;
    }

    private async ValueTask NeedAsync(int count)
    {
        while (Buffered < count)
        {
            // Grows with what came, not with what was announced.
            MakeRoom(Math.Min(count, Math.Max(BufferSize, 2 * Buffered)));
            if (await FillAsync().ConfigureAwait(false) == 0)
                throw new EndOfStreamException("The peer closed the connection inside a PDU.");
        }
    }

    private async ValueTask<int> FillAsync()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
        if (_start == _end)
            _start = _end = 0;
        var read = stream.ReadAsync(_buffer.AsMemory(_end), _stop);
        int count;
        if (read.IsCompletedSuccessfully)
        {
            count = read.Result;
            watch.Took(count);
        }
        else
        {
            watch.BeginWait();
            count = await read.ConfigureAwait(false);
            watch.EndWait(count);
        }

        _end += count;
        return count;
    }

    private void MakeRoom(int count)
    {
        if (_buffer is null || _buffer.Length - _start >= count)
            return;
        var target = count <= _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(count);
        _buffer.AsSpan(_start, Buffered).CopyTo(target);
        _end -= _start;
        _start = 0;
        if (target == _buffer)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
    }
}
