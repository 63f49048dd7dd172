using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>One C-FIND key: the candidate matches when one of the values does (PS3.4 C.2.2.2).</summary>
/// <param name="Attribute">Which attribute.</param>
/// <param name="Values">Values as they go into an identifier, wildcards and ranges included.</param>
internal sealed record CohortKey(DicomDictionaryEntry Attribute, IReadOnlyList<string> Values)
{
    public string Keyword => Attribute.Keyword;

    public DicomTag Tag => Attribute.Tag;

    /// <summary>Values can be asked for in one query: a list of UIDs.</summary>
    public bool IsUidList => Attribute.VRs[0] == DicomVR.UI;
}
