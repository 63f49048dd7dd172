using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>The rows of PS3.15 table E.1-1, at every depth.</summary>
internal sealed class TableRule(IProfileRows rows) : IDeidentificationRule
{
    public string Name => "table";

    public ElementDecision? Apply(DicomItem item, ElementPlace place)
    {
        var code = rows.CodeOf(item.Tag);
        if (code == ProfileCode.None)
            return null;
        var requirement = DependsOnIod(code) ? place.RequirementOf(item.Tag) : AttributeRequirement.Optional;
        var (action, remark) = ActionResolver.Resolve(code, requirement, item is DicomSequence);
        return action switch
        {
            DeidentificationAction.Empty => new ElementDecision(action, Emptied(item), remark),
            DeidentificationAction.Dummy when item is not DicomSequence => new ElementDecision(action, Dummy(item, place), remark),
            DeidentificationAction.MapUids => new ElementDecision(action, UidValues.Map(item, place.Instance.Pseudonyms.Uids), remark),
            _ => new ElementDecision(action, null, remark),
        };
    }

    public string Describe() => $"Applies PS3.15 table E.1-1, edition {rows.Edition}, to every data set, those of sequences included; compound codes by what the IOD asks of the attribute.";

    private static bool DependsOnIod(ProfileCode code) => code is not (ProfileCode.Dummy or ProfileCode.Uid or ProfileCode.Keep or ProfileCode.Clean);

    private static DicomItem Emptied(DicomItem item) => item is DicomSequence ? new DicomSequence(item.Tag) : DummyValue.Empty(item.Tag, item.VR);

    // A dummy UID keeps its references: Annotation Group UID (006A,0003) is D in the table.
    private static DicomItem Dummy(DicomItem item, ElementPlace place) =>
        DummyValue.VROf(item.Tag, item.VR) == DicomVR.UI && item is DicomElement { IsEmpty: false }
            ? UidValues.Map(item, place.Instance.Pseudonyms.Uids)
            : DummyValue.For(item.Tag, item.VR);
}
