using DicomGateway.Curation.Deidentification.Tables;

namespace DicomGateway.Curation.Deidentification.Profiles;

/// <summary>A profile of config/profiles: which edition of the table applies, and which of its option columns.</summary>
public sealed record DeidentificationProfile
{
    public required string Name { get; init; }

    /// <summary>Edition of PS3.15 table E.1-1.</summary>
    public required string TableEdition { get; init; }

    /// <summary>Option columns of the table that are switched on.</summary>
    internal IReadOnlyList<ProfileOption> Options { get; init; } = [];

    /// <summary>CID 7050 codes of what the profile does: the Basic Profile and its options, nothing that was not done.</summary>
    internal IReadOnlyList<MethodCode> MethodCodes =>
        [.. MethodCode.All.Where(code => code.Column == "BasicProf" || Options.Any(option => ProfileFile.ColumnOf(option) == code.Column))];

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="ProfileException">The file is missing or wrong; the exception lists every mistake.</exception>
    public static DeidentificationProfile Load(string path) => ProfileFile.Load(path);
}
