using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Deidentification.Rules;
using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification;

/// <summary>The rules in their order, and the marks that they leave.</summary>
internal sealed class InstanceDeidentifier(DeidentificationProfile profile)
{
    private readonly MethodMarkers _markers = new(profile);

    /// <summary>The first rule that takes an element decides; what none takes stays.</summary>
    public IReadOnlyList<IDeidentificationRule> Rules { get; } =
    [
        new NonDataRule(),
        new PrivateRule(),
        new CurveAndOverlayRule(),
        new PatientIdentityRule(),
        new TableRule(new ProfilePolicy(profile, ProfileTable.Default)),
        new UnknownElementRule(),
        new UnlistedUidRule(),
        new UidTextRule(),
    ];

    public DicomDataset Apply(DicomDataset original, ProjectPseudonyms pseudonyms, ActionLedger ledger)
    {
        var context = new InstanceContext(original, IodTables.Default, pseudonyms);
        var result = new DatasetWalker(Rules, ledger).Walk(original, new ElementPlace(context));
        if (DicomUIDDictionary.Find(context.SopClass) is not { IsNonPatientObject: true })
        {
            result.AddOrUpdate(DummyValue.OfText(DicomTag.PatientID, DicomVR.LO, context.PatientPseudonym));
            result.AddOrUpdate(DummyValue.OfText(DicomTag.PatientName, DicomVR.PN, context.PatientPseudonym));
        }

        _markers.Write(result);
        return result;
    }
}
