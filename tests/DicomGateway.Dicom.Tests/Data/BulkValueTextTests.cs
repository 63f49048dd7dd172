using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Tests.Data;

/// <summary>Found by fuzzing: asking a bulk value for its text must not recurse until the stack ends.</summary>
internal sealed class BulkValueTextTests
{
    [TestCase(DicomVR.OW)]
    [TestCase(DicomVR.OD)]
    [TestCase(DicomVR.OF)]
    [TestCase(DicomVR.OL)]
    [TestCase(DicomVR.OV)]
    public void GetStrings_of_a_bulk_value_is_empty(DicomVR vr)
    {
        var dataset = new DicomDataset(new DicomElement(DicomTag.SpecificCharacterSet, vr, new byte[16]));
        Assert.That(dataset.GetStrings(DicomTag.SpecificCharacterSet), Is.Empty);
    }
}
