namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>A part of a file that is not searched like the rest of it.</summary>
/// <param name="Patterns">What is searched for in its place; null for pixel data, in which nothing is.</param>
internal sealed record ScanRange(long Offset, long Length, RawPatterns? Patterns = null);
