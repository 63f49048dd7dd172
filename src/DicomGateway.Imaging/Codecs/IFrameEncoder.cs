using System.Buffers;

namespace DicomGateway.Imaging.Codecs;

/// <summary>Encodes single frames. Has no state: safe for concurrent use.</summary>
public interface IFrameEncoder
{
    /// <summary>UID of the transfer syntax that it writes.</summary>
    string TransferSyntaxUid { get; }

    /// <summary>Writes the code stream of one frame, of even length.</summary>
    /// <param name="samples">The frame, as <paramref name="layout"/> says.</param>
    /// <param name="layout">What the header says of the frame.</param>
    /// <param name="coded">Gets the code stream.</param>
    /// <exception cref="FrameCodecException">The transfer syntax has no such frames.</exception>
    void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded);
}
