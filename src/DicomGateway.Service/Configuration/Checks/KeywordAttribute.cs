using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>The keyword of an attribute (PS3.6).</summary>
internal sealed class KeywordAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        DicomDictionary.Find((string)value) is not null ? null : ($"'{value}' is no keyword of an attribute.", "Write it as in PS3.6, for example \"StudyDescription\".");
}
