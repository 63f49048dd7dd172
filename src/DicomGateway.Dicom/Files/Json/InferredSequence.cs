using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>
/// The bytes of a value that came without VR, or as UN, and was taken for a sequence because it looks like one: the model says UN for such values
/// (PS3.18 F.2.3, PS3.5 6.2.2), and a reader can still parse them as implicit VR little endian.
/// </summary>
internal static class InferredSequence
{
    // Tag and length of the element itself.
    private const int Header = 8;

    /// <summary>The value from the first item on, made of the items as they are now; null when they cannot be written so (an encapsulated image among them).</summary>
    public static Stream? OpenRead(DicomSequence sequence)
    {
        var copy = (DicomSequence)sequence.Clone();
        copy.IsUndefinedLength = false;
        try
        {
            var stream = DicomDatasetWriter.OpenRead(new DicomDataset(copy), DicomTransferSyntax.ImplicitVRLittleEndian);
            stream.ReadExactly(stackalloc byte[Header]);
            return stream;
        }
        catch (DicomDataException)
        {
            return null;
        }
    }
}
