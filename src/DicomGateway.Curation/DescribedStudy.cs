using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation;

/// <summary>A study of which every instance has been read once.</summary>
public sealed class DescribedStudy
{
    internal DescribedStudy(AssembledStudy assembled, IReadOnlyList<InstanceDescription> instances, IdentityList identity)
    {
        Assembled = assembled;
        Instances = instances;
        Identity = identity;
    }

    public AssembledStudy Assembled { get; }

    /// <summary>In ascending order of SOP Instance UID, then of our own id.</summary>
    public IReadOnlyList<InstanceDescription> Instances { get; }

    /// <summary>What must not be found in the output. PHI: never logged, never stored.</summary>
    internal IdentityList Identity { get; }
}
