namespace DicomGateway.Curation.Deidentification;

/// <summary>A profile of config/profiles: which edition of the table applies, and which of its option columns.</summary>
public sealed record DeidentificationProfile
{
    public required string Name { get; init; }

    public required string TableEdition { get; init; }

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="ProfileException">The file is missing or wrong; the exception lists every mistake.</exception>
    public static DeidentificationProfile Load(string path) => ProfileFile.Load(path);
}
