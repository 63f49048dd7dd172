using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;
using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Dicom.Encoding.Values;

/// <summary>Reads values that are on disk; keeps the last file open, for values mostly come from the same one.</summary>
internal sealed class StoredValueReader : IDisposable
{
    private SafeFileHandle? _file;
    private string? _path;

    /// <summary>Fills the buffer as far as the value reaches, in the order in which the file has the bytes.</summary>
    /// <exception cref="EndOfStreamException">The file has become shorter than the value.</exception>
    public int ReadRaw(DicomStoredValue value, long offset, Span<byte> buffer)
    {
        if (_path != value.Path)
        {
            _file?.Dispose();
            _file = File.OpenHandle(value.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _path = value.Path;
        }

        var wanted = (int)Math.Min(buffer.Length, value.Length - offset);
        var done = 0;
        while (done < wanted)
        {
            var read = RandomAccess.Read(_file!, buffer[done..wanted], value.Offset + offset + done);
            if (read == 0)
                throw new EndOfStreamException("A value that was left on disk is no longer there: its file has become shorter.");
            done += read;
        }

        return Math.Max(0, wanted);
    }

    /// <summary>Like <see cref="ReadRaw"/>, in little endian order; the place must be a multiple of the swap unit.</summary>
    public int Read(DicomStoredValue value, long offset, Span<byte> buffer)
    {
        var read = ReadRaw(value, offset, buffer);
        ByteOrder.Swap(buffer[..read], value.SwapUnit);
        return read;
    }

    public void Dispose() => _file?.Dispose();
}
