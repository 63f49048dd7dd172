using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>A row of PS3.6 tables 6-1, 7-1, 8-1 and PS3.7 E, or of a vendor's private dictionary.</summary>
/// <param name="Tag">The tag; of a repeating group the lowest one, of a private element the one in block 00 of its group.</param>
/// <param name="Name">The name in words; empty when the vendor has not told it.</param>
/// <param name="Keyword">The name as one word; empty for private elements.</param>
/// <param name="VRs">One VR, or those among which other elements decide, such as US and SS; never empty: <see cref="DicomVR.None"/> for item delimiters.</param>
/// <param name="VM">How many values it may hold.</param>
/// <param name="IsRetired">True when the standard has retired it.</param>
public sealed record DicomDictionaryEntry(DicomTag Tag, string Name, string Keyword, IReadOnlyList<DicomVR> VRs, DicomVM VM, bool IsRetired);
