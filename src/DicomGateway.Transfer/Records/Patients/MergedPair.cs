using DicomGateway.Curation.Metadata;

namespace DicomGateway.Transfer.Records.Patients;

/// <summary>Both sides of a merge; stored encrypted.</summary>
internal sealed record MergedPair(string AbsorbedIssuer, string AbsorbedId, string SurvivingIssuer, string SurvivingId)
{
    public static MergedPair Of(PatientMerge merge) => new(merge.Absorbed.Issuer, merge.Absorbed.Id, merge.Surviving.Issuer, merge.Surviving.Id);
}
