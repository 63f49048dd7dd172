namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>Where a project's key comes from.</summary>
public interface IPseudonymSource
{
    /// <exception cref="ProjectKeyException">The key is lost or is not the one that the project began with.</exception>
    ProjectKey GetKey(string project);
}
