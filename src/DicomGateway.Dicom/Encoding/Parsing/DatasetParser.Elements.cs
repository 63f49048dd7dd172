using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <content>Elements and their values.</content>
internal sealed partial class DatasetParser
{
    private void ReadElement(ParseFrame frame, DicomDataset dataset)
    {
        var room = frame.Limit - source.Position;
        if (room < 8 || !source.Ensure(8))
        {
            EndDataset(frame, room);
            return;
        }

        var bytes = source.Peek(8);
        var tag = frame.Encoding.Tag(bytes);
        if (tag.Group == 0xFFFE)
        {
            ReadDelimiter(frame, tag, frame.Encoding.UInt32(bytes[4..]));
            return;
        }

        if ((OnlyGroup is { } group && tag.Group != group) || EndsElastic(frame, tag) || EndsInPadding(frame, bytes))
        {
            Close();
            return;
        }

        if (!TryReadHeader(frame, tag, bytes, out var header))
            return;
        CountElement(tag);
        source.Advance(header.Size);
        ReadValue(frame, dataset, header);
        frame.HasElements = true;
    }

    /// <summary>The straight way; anything odd goes to <see cref="OddHeader"/>.</summary>
    private bool TryReadHeader(ParseFrame frame, DicomTag tag, ReadOnlySpan<byte> bytes, out ElementHeader header)
    {
        var form = VRForm.Of(bytes[4], bytes[5]);
        if (!frame.Encoding.IsExplicit)
        {
            header = new ElementHeader(tag, DicomVR.None, frame.Encoding.UInt32(bytes[4..]), 8);
            if (form == VRForm.Unknown && Fits(frame, header))
                return true;
        }
        else if (form == VRForm.Short)
        {
            header = new ElementHeader(tag, DicomVRs.FromBytes(bytes[4], bytes[5]), frame.Encoding.UInt16(bytes[6..]), 8);
            if (header.Length != 0 ? Fits(frame, header) : NextIsLikely(frame, header))
                return true;
        }
        else if (form == VRForm.Long && bytes[6] == 0 && bytes[7] == 0 && source.Ensure(12))
        {
            header = new ElementHeader(tag, DicomVRs.FromBytes(bytes[4], bytes[5]), frame.Encoding.UInt32(source.Peek(12)[8..]), 12);
            if (Fits(frame, header))
                return true;
        }

        return TryReadOddHeader(frame, tag, out header);
    }

    private bool Fits(ParseFrame frame, ElementHeader header) =>
        header.IsUndefinedLength || source.Position + header.Size + header.Length <= frame.Limit;

    // An empty value of a short VR may really be a 32-bit length behind two reserved bytes.
    private bool NextIsLikely(ParseFrame frame, ElementHeader header)
    {
        if (source.Position + 12 > frame.Limit || !source.Ensure(12))
            return true;
        var next = frame.Encoding.Tag(source.Peek(12)[8..]);
        return next > header.Tag || next.Group == 0xFFFE;
    }

    private void ReadValue(ParseFrame frame, DicomDataset dataset, ElementHeader header)
    {
        var vr = header.VR != DicomVR.None ? header.VR : VRResolution.OfImplicit(header.Tag, dataset);
        if (header.IsUndefinedLength)
        {
            ReadUndefinedLength(frame, header, vr);
            return;
        }

        var isUnknownSequence = vr == DicomVR.UN && IsUnknownSequence(header, frame.Encoding);
        if (vr == DicomVR.SQ || isUnknownSequence)
        {
            StartSequence(frame, header, header.VR == DicomVR.UN ? DicomVR.UN : DicomVR.SQ)
                .IsInferred = isUnknownSequence && header.Tag.IsPrivate && !VRResolution.IsPrivateSequence(header.Tag, dataset);
            return;
        }

        if (header.Tag.IsGroupLength && OnlyGroup is null && header.Tag.Group != 0)
            Note(DicomLeniencyCode.GroupLength, header.Tag);
        else if (header.Tag.Value == 0xFFFCFFFC)
            Note(DicomLeniencyCode.TrailingPadding, header.Tag);
        Add(frame, dataset, Value(header.Tag, vr, header.Length, frame.Encoding.IsBigEndian));
        if ((header.Length & 1) != 0)
            AfterOddLength(frame, header.Tag);
    }

    private DicomElement Value(DicomTag tag, DicomVR vr, long length, bool bigEndian)
    {
        var unit = bigEndian || (HasBigEndianPixelData && tag.Value == 0x7FE00010) ? vr.UnitSize : 1;
        if (length > source.Remaining)
        {
            Truncated(tag);
            length = source.Remaining;
        }

        if (length >= options.StoredValueThreshold && source.Path is { } path && (!vr.IsString || length >= options.StoredTextThreshold))
        {
            var stored = new DicomStoredValue(path, source.FileOffset + source.Position, length, unit);
            source.Skip(length);
            return new DicomElement(tag, vr, stored);
        }

        return new DicomElement(tag, vr, Memory(tag, length, unit));
    }

    private ReadOnlyMemory<byte> Memory(DicomTag tag, long length, int unit)
    {
        if (length == 0)
            return default;
        if (length > Limits.MaxValueInMemory || (_memory += length) > Limits.MaxMemory)
            throw Fail(DicomFormatError.LimitExceeded, $"A value of {length} bytes is more than may be held in memory: read it from a file, or raise MaxValueInMemory and MaxMemory", tag);
        if (!options.AllowTruncation)
            source.Announce((int)length);
        if (!source.Ensure((int)length))
        {
            Truncated(tag);
            length = source.Remaining;
            source.Ensure((int)length);
        }

        var value = source.Take((int)length, writable: unit > 1);
        ByteOrder.Swap(value.Span, unit);
        return value;
    }

    private void Add(ParseFrame frame, DicomDataset dataset, DicomItem item)
    {
        var tag = item.Tag;
        if (SetsMetaElementsAside && tag.Group == 0x0002 && _depth == 0)
        {
            SetAside(DicomLeniencyCode.MetaElementInDataset, item, source.Position);
            return;
        }

        if (tag > frame.Last || !frame.HasElements)
        {
            frame.Last = tag;
            dataset.Append(item);
            return;
        }

        if (tag < frame.Last)
            Note(DicomLeniencyCode.UnorderedElements, tag);
        (frame.Late ??= []).Add((item, source.Position));
    }

    // Some writers pad without counting the byte.
    private void AfterOddLength(ParseFrame frame, DicomTag tag)
    {
        Note(DicomLeniencyCode.OddLength, tag);
        Span<byte> room = stackalloc byte[8];
        if (source.Position < frame.Limit && !OddHeader.IsLikely(source.PeekAhead(source.Position, room), tag, frame.Encoding)
            && OddHeader.IsLikely(source.PeekAhead(source.Position + 1, room), tag, frame.Encoding))
            source.Skip(1);
    }

    // Trailing zeros at the outermost level.
    private bool EndsInPadding(ParseFrame frame, ReadOnlySpan<byte> bytes)
    {
        if (_depth != 0 || !frame.HasElements || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != 0)
            return false;
        Note(DicomLeniencyCode.TrailingBytes, null);
        return true;
    }

    private void EndDataset(ParseFrame frame, long room)
    {
        room = Math.Min(room, source.Remaining);
        if (room > 0 && _depth > 0 && source.Ensure(8) && frame.Encoding.Tag(source.Peek(8)).Group == 0xFFFE)
        {
            // The declared length cuts a delimiter in two.
            Stretch(source.Position + 8);
            return;
        }

        if (room > 0)
        {
            var rest = source.Ensure((int)room) ? source.Peek((int)room) : [];
            if (rest.Length >= 4 && source.Remaining == room && frame.Encoding.Tag(rest) is { Group: < 0x8000 } tag && tag > frame.Last)
            {
                Truncated(tag);
                return;
            }

            Note(_depth == 0 ? DicomLeniencyCode.TrailingBytes : DicomLeniencyCode.WrongSequenceLength, null);
            source.Skip(room);
        }
        else if (frame.IsUndefinedLength)
        {
            Note(DicomLeniencyCode.MissingDelimiter, null);
        }

        Close();
    }
}
