using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Where the walk stands: the instance, the data set at hand, and the sequences that lead there.</summary>
internal sealed class ElementPlace(InstanceContext instance)
{
    private readonly List<DicomTag> _sequences = [];

    public InstanceContext Instance { get; } = instance;

    /// <summary>The original data set that holds the element.</summary>
    public DicomDataset Dataset { get; set; } = instance.Original;

    public bool IsTop => _sequences.Count == 0;

    public void Enter(DicomTag sequence) => _sequences.Add(sequence);

    public void Leave() => _sequences.RemoveAt(_sequences.Count - 1);

    /// <summary>What the IOD asks of the attribute at this place.</summary>
    public AttributeRequirement RequirementOf(DicomTag tag) =>
        _sequences.Count == 0 ? Instance.RequirementOf([tag]) : Instance.RequirementOf([.. _sequences, tag]);

    /// <summary>Tag path without item numbers.</summary>
    public string PathOf(DicomTag tag) => _sequences.Count == 0 ? tag.ToString() : string.Join('.', _sequences.Append(tag));
}
