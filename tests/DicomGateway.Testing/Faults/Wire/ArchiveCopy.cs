namespace DicomGateway.Testing.Faults.Wire;

/// <summary>What an archive holds under one SOP Instance UID.</summary>
/// <param name="Number">Number of the tracked instance, or -1 when the pixels were not recognised.</param>
/// <param name="DataSetHash">SHA-256 of the data set that arrived first.</param>
/// <param name="PixelHash">SHA-256 of its pixels.</param>
public sealed record ArchiveCopy(int Number, string DataSetHash, string PixelHash);
