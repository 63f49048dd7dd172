using DicomGateway.Curation.Deidentification.Rules;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation;

/// <summary>What a project says about the curation of its studies.</summary>
public sealed record CurationOptions
{
    /// <summary>The findings that <see cref="LetThrough"/> may name.</summary>
    public static IReadOnlyList<string> LetThroughCodes { get; } =
    [
        .. RiskClasses.All.Select(risk => risk.Code).Distinct(), "pixels.burned-in", "pixels.screen-capture", "pixels.modality", "pixels.overlay-bits",
        "pixels.incomplete", "pixels.excess", "pixels.undescribed", "object.unknown-class", "object.unknown-transfer-syntax",
        "hierarchy.reserved-uid", "reading.DuplicateElement", "reading.Truncated", "reading.WrongDeflate", "reading.PixelDataForm",
    ];

    /// <summary>Name of the de-identification profile (a file of config/profiles without ".json").</summary>
    public string Profile { get; init; } = "basic";

    /// <summary>Stands for the issuer of a Patient ID that comes without one.</summary>
    public string DefaultIssuerOfPatientId { get; init; } = string.Empty;

    /// <summary>Letters and digits in front of every patient pseudonym.</summary>
    public string PseudonymPrefix { get; init; } = "P";

    /// <summary>Studies without a usable Patient ID get a pseudonym of their own instead of being held.</summary>
    public bool KeyPatientByStudy { get; init; }

    /// <summary>More Patient IDs that mean "none" at this site, besides the usual ones.</summary>
    public IReadOnlyList<string> PlaceholderPatientIds { get; init; } = [];

    /// <summary>Codes of releasable findings that hold no study of this project, such as "pixels.ultrasound".</summary>
    public IReadOnlyList<string> LetThrough { get; init; } = [];

    /// <summary>True for a Patient ID that means "none": nobody has it alone.</summary>
    public bool NamesNobody(string patientId) => new PlaceholderPatientIds(PlaceholderPatientIds).Contains(patientId);

    /// <summary>Every mistake, each with its remedy; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Profile))
            errors.Add("profile: is empty; name a file of config/profiles, such as \"basic\".");
        if (PseudonymPrefix.Length > 16 || !PseudonymPrefix.All(char.IsAsciiLetterOrDigit))
            errors.Add("pseudonymPrefix: takes up to 16 ASCII letters and digits.");
        foreach (var code in LetThrough.Where(code => !CanLetThrough(code)))
            errors.Add($"letThrough: \"{code}\" is no finding that a project can let through; these are: {string.Join(", ", LetThroughCodes)}.");
        return errors;
    }

    // A value of the original that is left in an output is never a project's rule: a person looks at it and releases the one study.
    internal static bool CanLetThrough(string code) => LetThroughCodes.Contains(code, StringComparer.Ordinal);
}
