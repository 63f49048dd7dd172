namespace DicomGateway.Imaging.Codecs;

/// <summary>Decodes single frames of compressed pixel data (PS3.5 A.4). Has no state: safe for concurrent use.</summary>
public interface IFrameDecoder
{
    /// <summary>UIDs of the transfer syntaxes that it reads.</summary>
    IReadOnlyList<string> TransferSyntaxUids { get; }

    /// <summary>
    /// Writes the samples of a frame as <paramref name="layout"/> says. Colours stay in the colour space that the code stream has (a transform that is
    /// part of the codec, as of JPEG 2000, is undone), chrominance of every second pixel is given to both.
    /// </summary>
    /// <param name="coded">The frame's fragments, put together.</param>
    /// <param name="layout">What the header says of the frame.</param>
    /// <param name="samples">As long as the layout says.</param>
    /// <exception cref="FrameCodecException">The code stream is damaged, cut off, or not what the header says.</exception>
    void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples);
}
