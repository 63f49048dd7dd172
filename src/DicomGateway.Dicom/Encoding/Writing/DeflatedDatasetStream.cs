using System.IO.Compression;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>A data set deflated as PS3.5 A.5 has it, made while it is read, padded to even length.</summary>
internal sealed class DeflatedDatasetStream : ForwardStream
{
    private readonly DatasetEncoder _encoder;
    private readonly MemoryStream _deflated = new();
    private readonly DeflateStream _deflater;
    private readonly byte[] _plain = new byte[64 * 1024];
    private int _taken;
    private long _total;
    private bool _isEnded;

    public DeflatedDatasetStream(DatasetEncoder encoder)
    {
        _encoder = encoder;
        _deflater = new DeflateStream(_deflated, CompressionLevel.Optimal, leaveOpen: true);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_taken == _deflated.Length && !_isEnded)
            DeflateMore();
        var part = (int)Math.Min(buffer.Length, _deflated.Length - _taken);
        _deflated.GetBuffer().AsSpan(_taken, part).CopyTo(buffer);
        _taken += part;
        return part;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deflater.Dispose();
            _deflated.Dispose();
            _encoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private void DeflateMore()
    {
        _deflated.SetLength(0);
        _taken = 0;
        var read = _encoder.Read(_plain);
        if (read > 0)
        {
            _deflater.Write(_plain.AsSpan(0, read));
        }
        else
        {
            _deflater.Dispose();
            if (((_total + _deflated.Length) & 1) != 0)
                _deflated.WriteByte(0);
            _isEnded = true;
        }

        _total += _deflated.Length;
    }
}
