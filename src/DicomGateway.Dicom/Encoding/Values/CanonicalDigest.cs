using System.Buffers.Binary;
using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Values;

/// <summary>
/// SHA-256 that is equal for the same content in another uncompressed encoding: tags and values in explicit little endian order, without file
/// meta information, group lengths, trailing padding of text, (FFFC,FFFC), Retrieve AE Title (0008,0054) and Instance Availability (0008,0056).
/// Encapsulated pixel data count by their fragments, their extended offset table as it is written.
/// </summary>
/// <remarks>
/// The VR does not count, for an implicit encoding has none, nor does the form of lengths. Each value counts with its tag and length, so that no
/// two contents run together.
/// </remarks>
public static class CanonicalDigest
{
    /// <summary>32 bytes.</summary>
    public static byte[] Compute(DicomDataset dataset)
    {
        using var digest = new DigestBuilder();
        var levels = new Stack<IEnumerator<object>>();
        levels.Push(Content(dataset, IsTopLevelContent));
        while (levels.TryPeek(out var level))
        {
            if (!level.MoveNext())
            {
                digest.Mark('<');
                levels.Pop().Dispose();
                continue;
            }

            switch (level.Current)
            {
                case DicomElement element:
                    digest.Element(element);
                    break;
                // Without VR, a private sequence without items is an empty value like any other.
                case DicomSequence { Count: 0 } empty:
                    digest.Header('E', empty.Tag, 0);
                    break;
                case DicomSequence sequence:
                    digest.Header('S', sequence.Tag, sequence.Count);
                    levels.Push(((IEnumerable<DicomDataset>)sequence).GetEnumerator());
                    break;
                case DicomFragmentSequence fragments:
                    digest.Fragments(fragments);
                    break;
                case DicomDataset item:
                    digest.Mark('>');
                    levels.Push(Content(item, IsContent));
                    break;
            }
        }

        return digest.Finish();
    }

    private static IEnumerator<object> Content(DicomDataset dataset, Func<DicomItem, bool> counts) =>
        dataset.Where(counts).Select(item => OffsetTables.AsWritten(item, dataset)).GetEnumerator();

    private static bool IsTopLevelContent(DicomItem item) => IsContent(item) && item.Tag.Group != 0x0002 && item.Tag.Value is not (0x00080054 or 0x00080056);

    private static bool IsContent(DicomItem item) => !item.Tag.IsGroupLength && item.Tag.Value != 0xFFFCFFFC;

    private sealed class DigestBuilder : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly StoredValueReader _reader = new();
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _used;

        public void Mark(char kind) => Append([(byte)kind]);

        public void Header(char kind, DicomTag tag, long length)
        {
            Span<byte> header = stackalloc byte[13];
            header[0] = (byte)kind;
            BinaryPrimitives.WriteUInt32LittleEndian(header[1..], tag.Value);
            BinaryPrimitives.WriteInt64LittleEndian(header[5..], length);
            Append(header);
        }

        public void Element(DicomElement element)
        {
            var isText = TextPadding.IsPadded(element);
            var length = isText ? TextPadding.TrimmedLength(element, _reader) : element.Length;
            // A value of odd length counts as it is written.
            var padded = isText ? length : ElementForm.Even(length);
            Header('E', element.Tag, padded);
            if (element.Stored is { } stored)
                AppendStored(stored, length);
            else
                Append(element.Value.Span[..(int)length]);
            if (padded > length)
                Append([element.VR.PaddingByte]);
        }

        public void Fragments(DicomFragmentSequence fragments)
        {
            Header('F', fragments.Tag, fragments.Fragments.Count);
            foreach (var fragment in fragments.Fragments)
            {
                Header('f', fragments.Tag, ElementForm.Even(fragment.Length));
                if (fragment.Stored is { } stored)
                    AppendStored(stored, stored.Length);
                else
                    Append(fragment.Value.Span);
                if ((fragment.Length & 1) != 0)
                    Append([0]);
            }
        }

        public byte[] Finish()
        {
            Flush();
            return _hash.GetHashAndReset();
        }

        public void Dispose()
        {
            _hash.Dispose();
            _reader.Dispose();
        }

        private void AppendStored(DicomStoredValue stored, long length)
        {
            Flush();
            for (long at = 0; at < length;)
            {
                var read = (int)Math.Min(_reader.Read(stored, at, _buffer), length - at);
                _hash.AppendData(_buffer.AsSpan(0, read));
                at += read;
            }
        }

        private void Append(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length > _buffer.Length - _used)
                Flush();
            if (bytes.Length > _buffer.Length)
            {
                _hash.AppendData(bytes);
                return;
            }

            bytes.CopyTo(_buffer.AsSpan(_used));
            _used += bytes.Length;
        }

        private void Flush()
        {
            _hash.AppendData(_buffer.AsSpan(0, _used));
            _used = 0;
        }
    }
}
