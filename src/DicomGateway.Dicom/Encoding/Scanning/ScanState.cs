using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Scanning;

/// <summary>
/// The scan itself: a header is gathered in a few bytes, then its value is skipped, entered or kept. Nested levels only matter as a depth, and
/// whether they have a VR as one bit each.
/// </summary>
internal sealed class ScanState(DatasetEncoding declared, DicomTag[] wanted, Dictionary<DicomTag, ReadOnlyMemory<byte>> found)
{
    private const int LongestKeptValue = 64 * 1024;
    private const int DeepestLevel = 64;

    private readonly byte[] _header = new byte[12];
    private DatasetEncoding _encoding;
    private DatasetEncoding _outer;
    private int _headerLength;
    private long _skip;
    private byte[]? _kept;
    private int _keptLength;
    private DicomTag _keptTag;
    private int _depth;
    private int _implicitFrom;
    private bool _isStarted;

    /// <summary>True when the data set may end here.</summary>
    public bool IsBetweenElements => _headerLength == 0 && _skip == 0 && _kept is null && _depth == 0;

    public void Restart()
    {
        (_headerLength, _skip, _kept, _depth, _implicitFrom, _isStarted) = (0, 0, null, 0, 0, false);
    }

    public ScanResult Push(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_skip > 0)
            {
                var part = (int)Math.Min(_skip, bytes.Length);
                _skip -= part;
                bytes = bytes[part..];
                continue;
            }

            if (_kept is not null)
            {
                if (Keep(ref bytes))
                    return ScanResult.Complete;
                continue;
            }

            var wantedLength = HeaderLength();
            var piece = Math.Min(wantedLength - _headerLength, bytes.Length);
            bytes[..piece].CopyTo(_header.AsSpan(_headerLength));
            _headerLength += piece;
            bytes = bytes[piece..];
            if (_headerLength < HeaderLength())
                continue;
            var result = TakeHeader();
            _headerLength = 0;
            if (result != ScanResult.NeedsMore)
                return result;
        }

        return ScanResult.NeedsMore;
    }

    // 8 bytes tell whether it will be 12.
    private int HeaderLength()
    {
        if (_headerLength < 8)
            return 8;
        if (!_isStarted)
        {
            _isStarted = true;
            _encoding = _outer = EncodingDetection.Check(_header.AsSpan(0, 8), declared);
        }

        return _encoding.IsExplicit && _encoding.Tag(_header).Group != 0xFFFE && VRForm.Of(_header[4], _header[5]) == VRForm.Long ? 12 : 8;
    }

    private ScanResult TakeHeader()
    {
        var tag = _encoding.Tag(_header);
        if (tag.Group == 0xFFFE)
            return TakeDelimiter(tag, _encoding.UInt32(_header.AsSpan(4)));
        var form = VRForm.Of(_header[4], _header[5]);
        if (_encoding.IsExplicit && form == VRForm.Unknown && _depth == 0)
            return ScanResult.Lost;
        if (_depth == 0 && tag > wanted[^1])
            return ScanResult.Complete;
        // Items without VR occur within explicit data sets.
        var length = !_encoding.IsExplicit || form == VRForm.Unknown ? _encoding.UInt32(_header.AsSpan(4))
            : form == VRForm.Long ? _encoding.UInt32(_header.AsSpan(8)) : _encoding.UInt16(_header.AsSpan(6));
        if (length == ElementHeader.Undefined)
            return Enter(isUnknown: _encoding.IsExplicit && _header[4] == 'U' && _header[5] == 'N');
        if (_depth == 0 && length <= LongestKeptValue && !found.ContainsKey(tag) && Array.BinarySearch(wanted, tag) >= 0)
            return StartKeeping(tag, (int)length);
        _skip = length;
        return ScanResult.NeedsMore;
    }

    private ScanResult StartKeeping(DicomTag tag, int length)
    {
        (_kept, _keptLength, _keptTag) = (length == 0 ? [] : new byte[length], 0, tag);
        var nothing = ReadOnlySpan<byte>.Empty;
        return length == 0 && Keep(ref nothing) ? ScanResult.Complete : ScanResult.NeedsMore;
    }

    // True when this was the last wanted value.
    private bool Keep(ref ReadOnlySpan<byte> bytes)
    {
        var part = Math.Min(_kept!.Length - _keptLength, bytes.Length);
        bytes[..part].CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += part;
        bytes = bytes[part..];
        if (_keptLength < _kept.Length)
            return false;
        found[_keptTag] = _kept;
        _kept = null;
        return _keptTag == wanted[^1];
    }

    // A sequence of undefined length; UN is implicit little endian inside (PS3.5 6.2.2).
    private ScanResult Enter(bool isUnknown)
    {
        _depth++;
        if (isUnknown && _implicitFrom == 0)
        {
            _implicitFrom = _depth;
            _encoding = DatasetEncoding.ImplicitLittleEndian;
        }

        return _depth > 2 * DeepestLevel ? ScanResult.Lost : ScanResult.NeedsMore;
    }

    private ScanResult TakeDelimiter(DicomTag tag, uint length)
    {
        switch (tag.Value)
        {
            case ElementHeader.Item when length == ElementHeader.Undefined:
                return Enter(isUnknown: false);
            case ElementHeader.Item:
                _skip = length;
                return ScanResult.NeedsMore;
            case ElementHeader.ItemDelimitation or ElementHeader.SequenceDelimitation when _depth > 0:
                if (_implicitFrom == _depth)
                    (_encoding, _implicitFrom) = (_outer, 0);
                _depth--;
                return ScanResult.NeedsMore;
            case ElementHeader.ItemDelimitation or ElementHeader.SequenceDelimitation:
                return ScanResult.NeedsMore;
            default:
                return ScanResult.Lost;
        }
    }
}
