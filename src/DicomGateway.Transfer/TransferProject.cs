using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Transfer.Records.Rejections;

namespace DicomGateway.Transfer;

/// <summary>A project: the AE titles it receives under, how its studies are curated, and where they go.</summary>
public sealed record TransferProject
{
    public required string Name { get; init; }

    /// <summary>AE titles of ours that belong to this project and to no other.</summary>
    public required IReadOnlyList<string> AeTitles { get; init; }

    public required CurationOptions Curation { get; init; }

    public required DeidentificationProfile Profile { get; init; }

    /// <summary>Names of destinations; a study is done when each has confirmed it. None: studies are curated and kept.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>A study is whole when nothing has come for it for this long.</summary>
    public TimeSpan AssemblyIdle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What becomes of rejection notes that arrive.</summary>
    public RejectionPolicy RejectionNotes { get; init; }

    /// <summary>File with the patients who objected: one Patient ID a line, or issuer, a tab and Patient ID; "- " before it withdraws. Null: none.</summary>
    public string? OptOutList { get; init; }
}
