using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;

namespace DicomGateway.Scenarios.Asked;

/// <summary>What users of such gateways ask for, by its number in the list of the design: identities that do not fit.</summary>
[TestFixture]
internal sealed class IdentityAsked
{
    [Test]
    [Description("Item 10: two patients in one study are a policy, not a crash")]
    public async Task Item_10_study_of_two_patients_is_held_with_a_reason()
    {
        await using var hospital = await Hospital.OpenAsync("asked10", Fill, []);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("the study is held and the other complete", Hospital.Patience, async () =>
            (await hospital.Node.ItemsAsync(job)).Select(item => item.State).Order(StringComparer.Ordinal).SequenceEqual(["Complete", "Held"]));
        Assert.That(hospital.Archived, Is.EqualTo(2));

        static void Fill(string folder)
        {
            CanaryFiles.Write(folder, 1, 2);
            CanaryFiles.Write(folder, 2, 1);
            CanaryFiles.Write(folder, 2, 1, first: 2, change: instance => instance.AddOrUpdate(DicomTag.PatientID, "ANOTHER"));
        }
    }
}
