using DicomGateway.Dicom.Data;
namespace DicomGateway.Curation.Deidentification;
internal static class BuiltInTables
{
    public static InstanceDeidentifier Deidentifier(DeidentificationProfile profile) => new(profile, new R(), new Q());
    private sealed class R : IProfileRows { public string Edition => "x"; public ProfileCode CodeOf(DicomTag tag) => ProfileCode.None; }
    private sealed class Q : IAttributeRequirements { public bool Knows(string sopClassUid) => false; public AttributeRequirement Find(string sopClassUid, ReadOnlySpan<DicomTag> path) => AttributeRequirement.Unknown; }
}
