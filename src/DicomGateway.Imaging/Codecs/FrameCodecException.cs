namespace DicomGateway.Imaging.Codecs;

/// <summary>A frame cannot be decoded, or not be encoded as asked. The text says what is wrong, and never quotes pixels.</summary>
public sealed class FrameCodecException(string message, Exception? innerException = null) : Exception(message, innerException);
