using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>What is known of a study or series: its own identifier, then that of the study it belongs to, then what its instances say.</summary>
internal sealed class AttributeSource(params IReadOnlyList<DicomDataset> identifiers)
{
    private IReadOnlyDictionary<AttributePath, IReadOnlyList<string>>? _ofInstances;

    /// <summary>The values; empty when it is known that there are none; null when nobody told of the attribute.</summary>
    public IReadOnlyList<string>? Find(AttributePath attribute)
    {
        IReadOnlyList<string>? found = null;
        foreach (var identifier in identifiers)
        {
            if (attribute.Read(identifier) is not { } values)
                continue;
            if (values.Count > 0)
                return values;
            found = values;
        }

        return _ofInstances?.GetValueOrDefault(attribute) ?? found;
    }

    /// <summary>The same with what the instances say where nobody else says anything.</summary>
    public AttributeSource With(IReadOnlyDictionary<AttributePath, IReadOnlyList<string>> ofInstances) => new(identifiers) { _ofInstances = ofInstances };
}
