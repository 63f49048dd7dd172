namespace DicomGateway.Curation.Deidentification;

/// <summary>A profile of config/profiles: which edition of the table applies, and which of its option columns.</summary>
public sealed record DeidentificationProfile
{
    public const string BasicCode = "113100";

    public required string Name { get; init; }

    /// <summary>Edition of PS3.15 table E.1-1.</summary>
    public required string TableEdition { get; init; }

    /// <summary>Option columns that are switched on, by their names in the table, such as "RtnUIDs".</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>CID 7050 codes of what the profile does, with their meanings.</summary>
    public IReadOnlyList<(string Code, string Meaning)> MethodCodes { get; init; } = [(BasicCode, "Basic Application Confidentiality Profile")];

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="ProfileException">The file is missing or wrong; the exception lists every mistake.</exception>
    public static DeidentificationProfile Load(string path) => ProfileFile.Load(path);
}
