using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <content>Sequences, items and their delimiters.</content>
internal sealed partial class DatasetParser
{
    private DicomSequence StartSequence(ParseFrame frame, ElementHeader header, DicomVR vr)
    {
        var unknown = vr == DicomVR.UN;
        var encoding = unknown ? DatasetEncoding.ImplicitLittleEndian : frame.Encoding;
        var sequence = new DicomSequence(header.Tag) { IsUndefinedLength = header.IsUndefinedLength, CameAsUnknown = unknown };
        if (unknown)
            Note(DicomLeniencyCode.UnknownVRSequence, header.Tag);
        Add(frame, frame.Dataset!, sequence);
        var limit = header.IsUndefinedLength ? frame.Limit : Math.Min(frame.Limit, source.Position + header.Length);
        // The frame's Last is set by Add, but only after this element is it known that there is one.
        frame.HasElements = true;
        PushSequence(sequence, encoding, limit, header.IsUndefinedLength);
        return sequence;
    }

    private void ReadItem(ParseFrame frame, DicomSequence sequence)
    {
        var room = frame.Limit - source.Position;
        if (room < 8 || !source.Ensure(8))
        {
            EndSequence(frame, Math.Min(room, source.Remaining));
            return;
        }

        var bytes = source.Peek(8);
        var tag = frame.Encoding.Tag(bytes);
        var length = frame.Encoding.UInt32(bytes[4..]);
        switch (tag.Value)
        {
            case ElementHeader.Item:
                StartItem(frame, sequence, length);
                break;
            case ElementHeader.SequenceDelimitation when frame.IsUndefinedLength || frame.IsElastic:
                TakeDelimiter(tag, length);
                Close();
                break;
            case ElementHeader.SequenceDelimitation or ElementHeader.ItemDelimitation:
                Note(DicomLeniencyCode.ExtraDelimiter, null);
                source.Advance(8);
                break;
            default:
                LeaveSequence(frame, sequence);
                break;
        }
    }

    private void StartItem(ParseFrame frame, DicomSequence sequence, uint length)
    {
        CountItem(sequence.Tag);
        source.Advance(8);
        var undefined = length == ElementHeader.Undefined;
        var item = new DicomDataset { IsUndefinedLength = undefined };
        sequence.Add(item);
        if (!undefined && source.Position + length > frame.Limit)
        {
            if (source.Position + length > source.Length)
                NoteTruncation(sequence.Tag);
            Stretch(Math.Min(source.Length, source.Position + length));
        }

        PushDataset(item, frame.Encoding, undefined ? frame.Limit : Math.Min(frame.Limit, source.Position + length), undefined);
    }

    // Something else than an item where one has to be.
    private void LeaveSequence(ParseFrame frame, DicomSequence sequence)
    {
        if (frame.IsUndefinedLength || frame.IsElastic)
        {
            if (frame.IsUndefinedLength)
                Note(DicomLeniencyCode.MissingDelimiter, null);
            Close();
            return;
        }

        if (sequence.Count > 0)
        {
            Note(DicomLeniencyCode.WrongSequenceLength, null);
            Close();
            return;
        }

        throw Fail(DicomFormatError.Malformed, "A sequence does not start with an item: the object is damaged");
    }

    private void EndSequence(ParseFrame frame, long room)
    {
        if (room > 0)
        {
            if (source.Remaining == room)
            {
                Truncated(null);
                return;
            }

            Note(DicomLeniencyCode.WrongSequenceLength, null);
            source.Skip(room);
        }
        else if (frame.IsUndefinedLength)
        {
            Note(DicomLeniencyCode.MissingDelimiter, null);
        }

        Close();
    }

    /// <summary>A delimiter or an item where an element is expected.</summary>
    private void ReadDelimiter(ParseFrame frame, DicomTag tag, uint length)
    {
        switch (tag.Value)
        {
            case ElementHeader.ItemDelimitation when _depth > 0 && (frame.IsUndefinedLength || frame.IsElastic):
                TakeDelimiter(tag, length);
                Close();
                break;
            case ElementHeader.SequenceDelimitation or ElementHeader.Item when _depth > 0 && (frame.IsUndefinedLength || frame.IsElastic):
                Note(DicomLeniencyCode.MissingDelimiter, null);
                Close();
                break;
            case ElementHeader.Item when frame.HasElements && frame.Dataset!.Count > 0 && frame.Dataset.TryGetItem(frame.Last, out var last) && last is DicomSequence sequence:
                Note(DicomLeniencyCode.WrongSequenceLength, sequence.Tag);
                PushSequence(sequence, frame.Encoding, frame.Limit, undefined: false);
                Frame.IsElastic = true;
                break;
            case ElementHeader.Item:
                Note(DicomLeniencyCode.StrayItem, null);
                SkipStray(length);
                break;
            default:
                Note(DicomLeniencyCode.ExtraDelimiter, null);
                source.Advance(8);
                break;
        }
    }

    private void SkipStray(uint length)
    {
        source.Advance(8);
        if (length == ElementHeader.Undefined)
            return;
        if (length > source.Remaining || !source.Skip(length))
            Truncated(null);
    }

    private void TakeDelimiter(DicomTag tag, uint length)
    {
        if (length != 0)
            Note(DicomLeniencyCode.ExtraDelimiter, tag);
        source.Advance(8);
    }

    // A level that has gone on beyond its declared end is over as soon as a tag may belong to the level around it.
    private bool EndsElastic(ParseFrame frame, DicomTag tag) =>
        frame.IsElastic && _depth > 0 && frame.HasElements && tag > _frames[_depth - 1].Sequence!.Tag;

    // UN that is really a sequence (PS3.5 6.2.2): the dictionary says so, or a private value is nothing but a chain of items.
    private bool IsUnknownSequence(ElementHeader header, DatasetEncoding encoding)
    {
        if (header.Length < 8)
            return false;
        if (header.VR == DicomVR.UN)
            encoding = DatasetEncoding.ImplicitLittleEndian;
        Span<byte> room = stackalloc byte[8];
        var first = source.PeekAhead(source.Position, room);
        if (first.Length < 8 || encoding.Tag(first).Value is not (ElementHeader.Item or ElementHeader.SequenceDelimitation))
            return false;
        return header.Tag.IsPrivate ? IsItemChain(source.Position + header.Length, encoding) : DicomDictionary.Find(header.Tag)?.VRs is [DicomVR.SQ];
    }

    private bool IsItemChain(long end, DatasetEncoding encoding)
    {
        Span<byte> room = stackalloc byte[16];
        for (var at = source.Position; at != end;)
        {
            var item = source.PeekAhead(at, room[..8]);
            if (item.Length < 8)
                return false;
            // Some count the delimiter in.
            if (encoding.Tag(item).Value == ElementHeader.SequenceDelimitation && at + 8 == end)
                return true;
            if (encoding.Tag(item).Value != ElementHeader.Item)
                return false;
            var length = encoding.UInt32(item[4..]);
            if (length is not 0 and < 8)
                return false;
            if (length != 0 && !OddHeader.IsLikely(source.PeekAhead(at + 8, room[8..]), default, encoding with { IsExplicit = false }))
                return false;
            if (length == ElementHeader.Undefined)
                return true;
            at += 8 + length;
            if (at > end)
                return false;
        }

        return true;
    }
}
