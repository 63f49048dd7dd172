using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Transfer.Records.Rejections;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record ProjectOptions
{
    [Description("Name of the project; it also names the project's key, so it must not change.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("AE titles of the node under which this project receives. One AE title belongs to one project.")]
    [AeTitle]
    [NotEmpty]
    public required IReadOnlyList<string> AeTitles { get; init; }

    [Description("De-identification profile: the name of a file in profiles/ beside this file, without .json.")]
    public string Profile { get; init; } = "basic";

    [Description("Names of the destinations; a study is done when each of them has confirmed it.")]
    public IReadOnlyList<string> Destinations { get; init; } = [];

    [Description("A study is whole when nothing has arrived for it for this long.")]
    [Lasts("1s", "1d")]
    public TimeSpan AssemblyIdle { get; init; } = TimeSpan.FromMinutes(2);

    [Description("Issuer of Patient ID where an object names none.")]
    public string DefaultIssuer { get; init; } = "";

    [Description("Give each study a patient of its own instead of holding studies whose Patient ID is empty or a placeholder.")]
    public bool PatientPerStudy { get; init; }

    [Description("Letters and digits in front of every patient pseudonym.")]
    [ShortWord]
    public string PseudonymPrefix { get; init; } = "P";

    [Description("More Patient IDs that mean \"none\" at this site, besides the usual ones.")]
    public IReadOnlyList<string> PlaceholderPatientIds { get; init; } = [];

    [Description("Codes of findings that hold no study of this project, for example pixels.ultrasound where the site knows its ultrasound to be free of text.")]
    public IReadOnlyList<string> LetThrough { get; init; } = [];

    [Description("Codes of findings, or classes such as pixels.*, that research operators may release; without it those that letThrough may name, with an empty list none. Administrators may release all.")]
    [FindingCode]
    public IReadOnlyList<string>? OperatorsRelease { get; init; }

    [Description("Text file with one Patient ID a line (optionally issuer, a tab, Patient ID): patients who objected; \"- \" before the patient withdraws it. Read again when it changes.")]
    [ExistingFile]
    public string? OptOutList { get; init; }

    [Description("What becomes of rejection notes (IHE IOCM) that arrive: apply takes what they name out at once, hold lets a person decide first; until then nothing that they name goes out.")]
    public RejectionPolicy RejectionNotes { get; init; }

    [Description("Whether a retrieve job of this project needs another person's approval before it runs: None or Another.")]
    public JobApproval Approval { get; init; }
}
