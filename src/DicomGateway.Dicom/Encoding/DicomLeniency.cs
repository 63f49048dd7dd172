using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>Something that is not as the standard has it and that reading got over. It holds no values apart from <see cref="Item"/>.</summary>
/// <param name="Code">What it was.</param>
/// <param name="Path">Where: "(0008,1140)[0].(0008,1150)"; empty for the file as a whole.</param>
/// <param name="Offset">Where in bytes, from the start of the file or slice (of the inflated data set when it is deflated).</param>
/// <param name="Occurrences">How often from here on: the first places of each code are listed, the rest is counted on the last of these.</param>
/// <param name="Item">The item that was set aside, where the code says so: it is in no data set and would be lost if nobody looked here.</param>
public sealed record DicomLeniency(DicomLeniencyCode Code, string Path, long Offset, int Occurrences = 1, DicomItem? Item = null)
{
    /// <summary>Code and place, never a value.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Code} at byte {Offset}" : $"{Code} at {Path}, byte {Offset}";
}
