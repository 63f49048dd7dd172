using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Tests.Dictionary;

internal sealed class DicomPrivateDictionaryTests
{
    [Test]
    public void Element_of_block_10_is_found_by_its_own_row_and_not_by_that_of_the_creators()
    {
        Assert.That(DicomPrivateDictionary.Find("GEMS_IDEN_01", new DicomTag(0x00091002))!.VRs, Is.EqualTo(new[] { DicomVR.SH }));
        Assert.That(DicomPrivateDictionary.Find("GEMS_IDEN_01", new DicomTag(0x00091127))!.VRs, Is.EqualTo(new[] { DicomVR.SL }));
    }
}
