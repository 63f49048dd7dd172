using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>The rows of PS3.15 table E.1-1, at every depth.</summary>
internal sealed class TableRule(ProfilePolicy policy) : IDeidentificationRule
{
    public string Name => "table";

    public ElementDecision? Apply(DicomItem item, ElementPlace place)
    {
        var listed = policy.ActionOf(item.Tag);
        if (listed == ProfileAction.None)
            return null;
        if (listed == ProfileAction.RemoveOrZeroOrReplaceUid && item is DicomSequence && place.Instance.ListsItsReferences)
            return new ElementDecision(DeidentificationAction.CleanItems, null, "Referenced Series Sequence lists the references of this object: they stay, mapped");
        var requirement = DependsOnIod(listed) ? place.RequirementOf(item.Tag) : AttributeRequirement.Type3;
        var resolved = listed.Resolve(requirement);
        return Decide(resolved, item, place, Remark(listed, resolved, requirement));
    }

    public string Describe() =>
        $"Applies PS3.15 table E.1-1, edition {ProfileTable.Edition}, to every data set, those of sequences included; compound codes by what the IOD asks of the attribute.";

    private static bool DependsOnIod(ProfileAction action) =>
        action is not (ProfileAction.Dummy or ProfileAction.ReplaceUid or ProfileAction.Keep or ProfileAction.Clean);

    private static ElementDecision Decide(ProfileAction action, DicomItem item, ElementPlace place, string? remark) => action switch
    {
        ProfileAction.Remove => new(DeidentificationAction.Remove, null, remark),
        ProfileAction.Zero => new(DeidentificationAction.Empty, Emptied(item), remark),
        ProfileAction.ReplaceUid when item is DicomSequence => new(DeidentificationAction.CleanItems, null, remark),
        ProfileAction.ReplaceUid => new(DeidentificationAction.MapUids, UidValues.Map(item, place.Instance.Pseudonyms.Uids), remark),
        ProfileAction.Keep => new(item is DicomSequence ? DeidentificationAction.CleanItems : DeidentificationAction.Keep, null, remark),
        // Cleaning that no rule offers must not be taken for keeping.
        _ => new(DeidentificationAction.Dummy, item is DicomSequence ? null : Dummy(item, place), remark),
    };

    private static string? Remark(ProfileAction listed, ProfileAction resolved, AttributeRequirement requirement) => (listed, resolved) switch
    {
        (ProfileAction.Remove, ProfileAction.Dummy) => "the table says remove; the IOD asks for a value",
        (ProfileAction.Remove, ProfileAction.Zero) => "the table says remove; the IOD asks for the attribute",
        (ProfileAction.Zero, ProfileAction.Dummy) => "the table says empty; the IOD asks for a value",
        _ when listed != resolved && requirement == AttributeRequirement.Unknown => "the IOD is unknown or its tables are not complete",
        _ => null,
    };

    private static DicomItem Emptied(DicomItem item) => item is DicomSequence ? new DicomSequence(item.Tag) : DummyValue.Empty(item.Tag, item.VR);

    // A dummy UID keeps its references: Annotation Group UID (006A,0003) is D in the table.
    private static DicomItem Dummy(DicomItem item, ElementPlace place) =>
        DummyValue.VROf(item.Tag, item.VR) == DicomVR.UI && item is DicomElement { IsEmpty: false }
            ? UidValues.Map(item, place.Instance.Pseudonyms.Uids)
            : DummyValue.For(item.Tag, item.VR);
}
