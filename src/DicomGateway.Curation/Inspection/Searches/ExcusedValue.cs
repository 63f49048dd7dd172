using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>A value in which the institution's name stands because it is the maker's.</summary>
/// <param name="Number">Items of the data set before it, those within sequences counted where they stand.</param>
/// <param name="Rest">What must not be in it all the same.</param>
internal sealed record ExcusedValue(int Number, DicomElement Element, RawPatterns Rest);
