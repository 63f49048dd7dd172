using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <content>Headers that need a second look.</content>
internal sealed partial class DatasetParser
{
    /// <summary>False when the level has ended instead.</summary>
    private bool TryReadOddHeader(ParseFrame frame, DicomTag tag, out ElementHeader header)
    {
        var size = source.Ensure(12) ? 12 : 8;
        var bytes = source.Peek(size).ToArray();
        var straight = Choose(frame, OddHeader.Guesses(tag, bytes, frame.Encoding), out header, out var next);
        if (!straight && !ChooseWhatFits(OddHeader.Guesses(tag, bytes, frame.Encoding), out header, out next))
        {
            EndWithoutHeader(frame, tag);
            return false;
        }

        NoteOddHeader(frame, header, bytes, next);
        if (!header.IsUndefinedLength && source.Position + header.Size + header.Length > frame.Limit)
            Stretch(source.Position + header.Size + header.Length);
        return true;
    }

    // A guess is good when the value ends where the level does, or before something that looks like an element.
    private bool Choose(ParseFrame frame, IEnumerable<(ElementHeader Header, DatasetEncoding Next)> guesses, out ElementHeader header, out DatasetEncoding next)
    {
        var room = new byte[8];
        foreach (var (guess, encoding) in guesses)
        {
            (header, next) = (guess, encoding);
            var end = source.Position + guess.Size + (guess.IsUndefinedLength ? 0 : guess.Length);
            if (end == frame.Limit || (end < frame.Limit && OddHeader.IsLikely(source.PeekAhead(end, room), guess.Tag, encoding)))
                return true;
        }

        (header, next) = default((ElementHeader, DatasetEncoding));
        return false;
    }

    // Nothing convinces: the plainest guess, if it stays within the file. With a VR, any other would hide that the object is cut off.
    private bool ChooseWhatFits(IEnumerable<(ElementHeader Header, DatasetEncoding Next)> guesses, out ElementHeader header, out DatasetEncoding next)
    {
        var hasVR = VRForm.AreLetters(source.Peek(8)[4], source.Peek(8)[5]);
        foreach (var (guess, encoding) in guesses.Where(guess => guess.Header.Size >= 8))
        {
            (header, next) = (guess, encoding);
            if (hasVR || guess.IsUndefinedLength || source.Position + guess.Size + guess.Length <= source.Length)
                return guess.IsUndefinedLength || source.Position + guess.Size + guess.Length <= source.Length;
        }

        (header, next) = default((ElementHeader, DatasetEncoding));
        return false;
    }

    private void NoteOddHeader(ParseFrame frame, ElementHeader header, byte[] bytes, DatasetEncoding next)
    {
        var isImplicit = header.VR == DicomVR.None;
        if (isImplicit == frame.Encoding.IsExplicit)
        {
            // The first element speaks for its item; a later one for itself.
            if (next.IsExplicit != frame.Encoding.IsExplicit && (!frame.HasElements || !isImplicit))
            {
                Note(_depth == 0 ? DicomLeniencyCode.EncodingDiffersFromTransferSyntax : DicomLeniencyCode.ItemEncodingDiffers, header.Tag);
                frame.Encoding = next;
            }
            else
            {
                Note(DicomLeniencyCode.ImplicitElement, header.Tag);
            }

            return;
        }

        if (isImplicit)
            return;
        var form = VRForm.Of(bytes[4], bytes[5]);
        if (form == VRForm.Unknown)
            Note(DicomLeniencyCode.UnknownVR, header.Tag);
        else if ((form == VRForm.Long) != (header.Size == 12))
            Note(DicomLeniencyCode.WrongLengthForm, header.Tag);
    }

    private void EndWithoutHeader(ParseFrame frame, DicomTag tag)
    {
        if (_depth == 0 && frame.Last.Value >= 0x7FE00010 && tag < frame.Last)
        {
            // Behind the pixel data, and nothing that could be an element.
            Note(DicomLeniencyCode.TrailingBytes, null);
            Close();
            return;
        }

        if (!options.AllowTruncation)
            throw Fail(DicomFormatError.Truncated, "The length of an element is greater than what is left: the object is cut off or damaged, have it sent again", tag);
        ReadTruncatedValue(frame, tag);
    }

    private void ReadTruncatedValue(ParseFrame frame, DicomTag tag)
    {
        var size = source.Ensure(12) ? 12 : 8;
        var (header, _) = OddHeader.Guesses(tag, source.Peek(size).ToArray(), frame.Encoding).First();
        source.Advance(header.Size);
        var vr = header.VR != DicomVR.None ? header.VR : VRResolution.OfImplicit(tag, frame.Dataset!);
        Stretch(source.Length);
        if (vr == DicomVR.SQ)
        {
            Note(DicomLeniencyCode.Truncated, tag);
            StartSequence(frame, header, vr);
            return;
        }

        Add(frame, frame.Dataset!, Value(tag, vr, header.Length, frame.Encoding.IsBigEndian));
    }
}
