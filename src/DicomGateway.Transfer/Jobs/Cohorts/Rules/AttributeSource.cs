using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>What is known of a study or series: its own identifier, then that of the study it belongs to, then what its instances say.</summary>
internal sealed class AttributeSource(params IReadOnlyList<DicomDataset> identifiers)
{
    private IReadOnlyDictionary<DicomTag, IReadOnlyList<string>>? _ofInstances;

    /// <summary>The values; empty when it is known that there are none; null when nobody returned the attribute.</summary>
    public IReadOnlyList<string>? Find(DicomTag tag)
    {
        IReadOnlyList<string>? found = null;
        foreach (var identifier in identifiers.Where(identifier => identifier.Contains(tag)))
        {
            var values = identifier.GetStrings(tag).Select(value => value.Trim(' ', '\0')).ToList();
            if (values.Exists(value => value.Length > 0))
                return values;
            found = [];
        }

        return _ofInstances?.GetValueOrDefault(tag) ?? found;
    }

    /// <summary>The same with what the instances say where nobody else says anything.</summary>
    public AttributeSource With(IReadOnlyDictionary<DicomTag, IReadOnlyList<string>> ofInstances) => new(identifiers) { _ofInstances = ofInstances };
}
