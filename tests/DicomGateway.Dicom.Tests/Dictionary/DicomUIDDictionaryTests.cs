using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Tests.Dictionary;

internal sealed class DicomUIDDictionaryTests
{
    [Test]
    public void Find_transfer_syntax_gives_name_and_type()
    {
        var entry = DicomUIDDictionary.Find(DicomUID.DeflatedExplicitVRLittleEndian)!;
        Assert.That((entry.UID.UID, entry.Type, entry.IsRetired), Is.EqualTo(("1.2.840.10008.1.2.1.99", DicomUIDType.TransferSyntax, false)));
    }

    [Test]
    public void Table_holds_every_uid_of_the_edition() => Assert.That(DicomUIDDictionary.Entries, Has.Count.EqualTo(493));

    [Test]
    public void Every_type_is_known() => Assert.That(DicomUIDDictionary.Entries.Where(entry => entry.Type == DicomUIDType.Other), Is.Empty);

    [Test]
    public void Find_uid_of_an_instance_gives_null()
    {
        Assert.That(DicomUIDDictionary.IsWellKnown(new DicomUID("2.25.1")), Is.False);
        Assert.That(DicomUIDDictionary.IsWellKnown(default), Is.False);
    }

    [Test]
    public void Storage_classes_hold_images_reports_retired_and_non_patient_ones()
    {
        DicomUID[] storage = [DicomUID.CTImageStorage, DicomUID.BasicTextSRStorage, DicomUID.UltrasoundImageStorageRetired, DicomUID.HangingProtocolStorage, DicomUID.RTPlanStorage];
        Assert.That(storage.Where(uid => !StorageSopClasses.Contains(uid)), Is.Empty);
    }

    [Test]
    public void Storage_classes_hold_no_service_that_only_has_the_word()
    {
        DicomUID[] others = [DicomUID.StorageCommitmentPushModel, DicomUID.MediaStorageDirectoryStorage, DicomUID.Verification, DicomUID.InventoryFind];
        Assert.That(others.Where(StorageSopClasses.Contains), Is.Empty);
        Assert.That(StorageSopClasses.All, Has.Count.EqualTo(213));
    }
}
