using DicomGateway.Curation;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Which versions of a study's instances a run takes, and what there is to say about the others.</summary>
/// <param name="Instances">What to run.</param>
/// <param name="Contested">Instances of which other contents exist and nobody has decided.</param>
/// <param name="Finding">One finding about the study as a whole, or null.</param>
internal sealed record ReviewedOriginals(IReadOnlyList<InstanceRecord> Instances, IReadOnlySet<Guid> Contested, Finding? Finding);
