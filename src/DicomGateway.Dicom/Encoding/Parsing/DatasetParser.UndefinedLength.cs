using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <content>Values of undefined length: fragments, sequences, and what should not be.</content>
internal sealed partial class DatasetParser
{
    private void ReadUndefinedLength(ParseFrame frame, ElementHeader header, DicomVR vr)
    {
        if (vr == DicomVR.SQ)
        {
            StartSequence(frame, header, vr);
            return;
        }

        Span<byte> room = stackalloc byte[8];
        var next = source.PeekAhead(source.Position, room);
        var isItem = next.Length == 8 && frame.Encoding.Tag(next).Value is ElementHeader.Item or ElementHeader.SequenceDelimitation;
        if (header.Tag.Value == 0x7FE00010 || (vr is DicomVR.OB or DicomVR.OW && isItem))
        {
            // Encapsulated pixel data are OB (PS3.5 A.4); a VR that came is kept.
            Add(frame, frame.Dataset!, ReadFragments(frame, header.Tag, header.VR is DicomVR.UN or DicomVR.None ? DicomVR.OB : vr));
            return;
        }

        // Whatever the byte order around it, UN of undefined length is little endian.
        if (vr == DicomVR.UN || isItem)
        {
            if (vr != DicomVR.UN)
                Note(DicomLeniencyCode.UndefinedLength, header.Tag);
            StartSequence(frame, header, header.VR == DicomVR.UN ? DicomVR.UN : DicomVR.SQ);
            return;
        }

        Note(DicomLeniencyCode.UndefinedLength, header.Tag);
        Add(frame, frame.Dataset!, new DicomElement(header.Tag, vr, BytesToDelimiter(frame, header.Tag, vr)));
    }

    private DicomFragmentSequence ReadFragments(ParseFrame frame, DicomTag tag, DicomVR vr)
    {
        ReadOnlyMemory<byte>? offsets = null;
        var fragments = new List<DicomFragment>();
        while (TryReadFragmentHeader(frame, tag, out var length))
        {
            CountItem(tag);
            if ((length & 1) != 0)
                Note(DicomLeniencyCode.OddLength, tag);
            if (offsets is null)
                offsets = Memory(tag, length, 1);
            else
                fragments.Add(Fragment(Value(tag, DicomVR.OB, length, bigEndian: false)));
            if (_ended)
                break;
        }

        return new DicomFragmentSequence(tag, vr, offsets ?? default, fragments);
    }

    private static DicomFragment Fragment(DicomElement value) =>
        value.Stored is { } stored ? new DicomFragment(stored) : new DicomFragment(value.Value);

    private bool TryReadFragmentHeader(ParseFrame frame, DicomTag tag, out uint length)
    {
        length = 0;
        while (true)
        {
            if (source.Position + 8 > frame.Limit || !source.Ensure(8))
            {
                if (source.Remaining > 0 && source.Remaining < 8)
                    Truncated(tag);
                else
                    Note(DicomLeniencyCode.MissingDelimiter, tag);
                return false;
            }

            var bytes = source.Peek(8);
            length = frame.Encoding.UInt32(bytes[4..]);
            switch (frame.Encoding.Tag(bytes).Value)
            {
                case ElementHeader.Item when length != ElementHeader.Undefined:
                    source.Advance(8);
                    return true;
                case ElementHeader.SequenceDelimitation:
                    TakeDelimiter(tag, length);
                    return false;
                case ElementHeader.ItemDelimitation:
                    Note(DicomLeniencyCode.ExtraDelimiter, tag);
                    source.Advance(8);
                    break;
                case ElementHeader.Item:
                    throw Fail(DicomFormatError.Malformed, "A fragment of encapsulated pixel data has no length: the object is damaged", tag);
                default:
                    Note(DicomLeniencyCode.MissingDelimiter, tag);
                    return false;
            }
        }
    }

    // Not a sequence, yet without length: all up to the delimiter.
    private ReadOnlyMemory<byte> BytesToDelimiter(ParseFrame frame, DicomTag tag, DicomVR vr)
    {
        ReadOnlySpan<byte> little = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        ReadOnlySpan<byte> big = [0xFF, 0xFE, 0xE0, 0xDD, 0, 0, 0, 0];
        for (long visible = 1024; ; visible = Math.Min(visible * 2, source.Remaining))
        {
            visible = Math.Min(visible, source.Remaining);
            if (visible > Limits.MaxValueInMemory)
                throw Fail(DicomFormatError.LimitExceeded, "A value of undefined length is longer than may be held in memory; raise MaxValueInMemory if this object is genuine", tag);
            source.Ensure((int)visible);
            visible = Math.Min(visible, source.Remaining);
            var end = source.Peek((int)visible).IndexOf(frame.Encoding.IsBigEndian ? big : little);
            if (end < 0 && visible < source.Remaining)
                continue;
            if (end < 0)
                Truncated(tag);
            var value = Memory(tag, end < 0 ? visible : end, frame.Encoding.IsBigEndian ? vr.UnitSize : 1);
            if (end >= 0)
                source.Advance(8);
            return value;
        }
    }
}
