using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>PS3.15 table E.1-1 under the columns that a profile switches on.</summary>
internal interface IProfileRows
{
    string Edition { get; }

    /// <summary>The code for a standard attribute; <see cref="ProfileCode.None"/> when the table does not have it.</summary>
    ProfileCode CodeOf(DicomTag tag);
}
