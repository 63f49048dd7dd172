using DicomGateway.Curation;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Assembly;

/// <summary>A study after its rejection notes were read.</summary>
/// <param name="Work">Without what is rejected.</param>
/// <param name="Undecided">Notes that a person has to decide about before anything goes on.</param>
internal sealed record ReviewedRejections(StudyWork Work, IReadOnlyList<Finding> Undecided);
