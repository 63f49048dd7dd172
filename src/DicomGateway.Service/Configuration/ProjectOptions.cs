using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration;

internal sealed record ProjectOptions
{
    [Description("Name of the project; it also names the project's key, so it must not change.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("AE titles of the node under which this project receives. One AE title belongs to one project.")]
    [AeTitle]
    [NotEmpty]
    public required IReadOnlyList<string> AeTitles { get; init; }

    [Description("De-identification profile.")]
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

    [Description("Let objects through whose pixels often carry burned-in text (ultrasound, secondary capture, photographs, endoscopy) instead of holding them.")]
    public bool ReleasePixelRisk { get; init; }

    [Description("Text file with one Patient ID a line (optionally issuer, a tab, Patient ID): patients who objected. Read again when it changes.")]
    [ExistingFile]
    public string? OptOutList { get; init; }
}
