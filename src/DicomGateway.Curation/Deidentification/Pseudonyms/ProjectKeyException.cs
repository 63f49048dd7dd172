namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>A project's key cannot be used: nothing of the project may be de-identified. The text says what to do; it never holds a key.</summary>
public sealed class ProjectKeyException(string message, Exception? inner = null) : Exception(message, inner);
