using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>One C-FIND key: the candidate matches when one of the values does (PS3.4 C.2.2.2). Keys of one sequence are to match in one item.</summary>
/// <param name="Attribute">Which attribute.</param>
/// <param name="Values">Values as they go into an identifier, wildcards and ranges included.</param>
internal sealed record CohortKey(AttributePath Attribute, IReadOnlyList<string> Values)
{
    /// <summary>Values can be asked for in one query: a list of UIDs.</summary>
    public bool IsUidList => Attribute.VR == DicomVR.UI;
}
