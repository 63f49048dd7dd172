using DicomGateway.Curation.Deidentification;

namespace DicomGateway.Curation;

/// <summary>A study whose output is written but not yet inspected.</summary>
public sealed class DeidentifiedStudy
{
    internal DeidentifiedStudy(ValidatedStudy validated, DeidentificationReport report)
    {
        Validated = validated;
        Report = report;
    }

    public ValidatedStudy Validated { get; }

    public DeidentificationReport Report { get; }
}
