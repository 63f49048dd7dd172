using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>What IODs ask of attributes.</summary>
internal interface IAttributeRequirements
{
    /// <summary>True when the SOP class is in the tables.</summary>
    bool Knows(string sopClassUid);

    /// <param name="path">The sequences on the way, then the attribute.</param>
    AttributeRequirement Find(string sopClassUid, ReadOnlySpan<DicomTag> path);
}
