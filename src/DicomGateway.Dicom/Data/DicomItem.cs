namespace DicomGateway.Dicom.Data;

/// <summary>One data element of a data set: <see cref="DicomElement"/>, <see cref="DicomSequence"/> or <see cref="DicomFragmentSequence"/>.</summary>
public abstract class DicomItem(DicomTag tag, DicomVR vr)
{
    public DicomTag Tag { get; } = tag;

    public DicomVR VR { get; } = vr;

    /// <summary>A deep copy; values on disk stay there and are shared.</summary>
    public abstract DicomItem Clone();

    /// <summary>Tag and VR, never the value: the text is safe for logs.</summary>
    public override string ToString() => $"{Tag} {VR.Code}";
}
