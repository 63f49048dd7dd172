namespace DicomGateway.Curation.Inspection;

/// <summary>A sealed study is not what it was when it was sealed. It must not leave; running it again from the originals mends it.</summary>
public sealed class SealBrokenException(string message, Exception? inner = null) : Exception(message, inner);
