using System.Text;
using DicomGateway.Curation.Deidentification;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Curation.Metadata;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Curation.Tests.Deidentification;

/// <summary>Every row of table E.1-1 at every depth: nothing of the value is left, and what is left conforms.</summary>
internal sealed class ProfilePropertyTests
{
    private const string Uid = "1.3.6.1.4.1.99999.31337.271828182845904523";

    // Command elements, file meta information and the file-set's own records have no such places.
    private static readonly uint[] NotInDatasets = [0x00001000, 0x00001001, 0x00020003, 0x00041511];

    // Sequences that the table leaves alone, so that their items are reached.
    private static readonly DicomTag[] Containers =
        [DicomTag.SharedFunctionalGroupsSequence, DicomTag.DerivationImageSequence, DicomTag.PurposeOfReferenceCodeSequence, DicomTag.EquivalentCodeSequence];

    private static readonly ProjectPseudonyms Pseudonyms = new(new ProjectKey("p", new byte[32]), new CurationOptions(), PatientMerges.None);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Row_is_applied_at_depth(int depth)
    {
        var wrong = new List<string>();
        var rows = 0;
        foreach (var row in ProfileTable.Default.Rows)
        {
            rows++;
            var tag = row.Tag is { } mask ? mask.FirstTag : new DicomTag(0x00091001);
            if (NotInDatasets.Contains(tag.Value))
                continue;
            var dataset = Nested(tag, depth);
            var after = new InstanceDeidentifier(CurationRun.Basic).Apply(dataset, Pseudonyms, new ActionLedger());
            if (Judge(row, tag, depth, after) is { } mistake)
                wrong.Add($"{tag} {row.Name} ({row.Basic}): {mistake}");
        }

        Assert.Multiple(() =>
        {
            Assert.That(rows, Is.EqualTo(657));
            Assert.That(wrong, Is.Empty);
        });
    }

    private static string? Judge(ProfileRow row, DicomTag tag, int depth, DicomDataset after)
    {
        foreach (var container in Containers.Take(depth))
            after = after.GetSequence(container)[0];
        var root = after;
        while (root.Parent is { } parent)
            root = parent;
        if (Encoding.Latin1.GetString(DicomDatasetWriter.ToArray(root, DicomTransferSyntax.ExplicitVRLittleEndian)) is var bytes
            && (bytes.Contains("MARKED", StringComparison.Ordinal) || bytes.Contains(Uid, StringComparison.Ordinal) || bytes.Contains("19570313", StringComparison.Ordinal)))
            return "the value is left";
        var requirement = IodTables.Default.Resolve(DicomUID.CTImageStorage, [.. Containers.Take(depth), tag]);
        after.TryGetItem(tag, out var item);
        var length = item switch { null => -1, DicomSequence sequence => sequence.Count, DicomElement element => element.Length, _ => -1 };
        // The patient's name and identifier become the pseudonym; an overlay goes as a whole, whatever its module asks for.
        if (tag == DicomTag.PatientName || tag == DicomTag.PatientID)
            return length > 0 ? null : "has no pseudonym";
        if (tag.Group is 0x6000)
            return item is null ? null : "is not removed";
        return row.Basic.Resolve(requirement) switch
        {
            ProfileAction.Remove => item is null ? null : "is not removed",
            ProfileAction.Zero => length == 0 ? null : $"is not empty but {length}",
            ProfileAction.Dummy => length > 0 ? null : "has no dummy",
            ProfileAction.ReplaceUid when item is DicomSequence => null,
            ProfileAction.ReplaceUid => after.GetStringOrEmpty(tag) == Pseudonyms.Uids.Map(Uid) ? null : "is not mapped",
            var other => $"resolves to {other}",
        };
    }

    private static DicomDataset Nested(DicomTag tag, int depth)
    {
        var top = Phantom.Ct();
        var at = top;
        foreach (var container in Containers.Take(depth))
        {
            var item = new DicomDataset();
            at.AddOrUpdate(new DicomSequence(container, item));
            at = item;
        }

        at.AddOrUpdate(Item(tag));
        return top;
    }

    private static DicomItem Item(DicomTag tag)
    {
        var vr = tag.IsPrivate ? DicomVR.LO : DicomDictionary.DefaultVR(tag);
        if (vr == DicomVR.SQ)
            return new DicomSequence(tag, new DicomDataset().AddOrUpdate(DicomTag.ImageComments, "MARKED").AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, Uid));
        var text = vr switch
        {
            DicomVR.UI => Uid,
            DicomVR.DA => "19570313",
            DicomVR.DT => "19570313101112",
            DicomVR.TM => "101112.131313",
            DicomVR.AS => "068Y",
            DicomVR.DS or DicomVR.IS => "47118",
            _ => "MARKED",
        };
        return vr.FixedValueSize > 0 ? new DicomElement(tag, vr, new byte[vr.FixedValueSize]) : new DicomElement(tag, vr, Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + (vr == DicomVR.UI ? "\0" : " ")));
    }
}
