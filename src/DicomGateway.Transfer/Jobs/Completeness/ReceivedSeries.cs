using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Jobs.Completeness;

/// <summary>What the headers of a received series say, all its instances together; pixel data and other long values stay on disk.</summary>
internal static class ReceivedSeries
{
    /// <summary>Every attribute asked for has its different values; nothing is known when a header cannot be understood.</summary>
    /// <exception cref="IOException">The spool cannot be read.</exception>
    public static AttributeSource Read(IReadOnlyList<InstanceRecord> instances, IReadOnlyList<AttributePath> attributes, CancellationToken cancellationToken)
    {
        var values = attributes.ToDictionary(attribute => attribute, _ => new HashSet<string>(StringComparer.Ordinal));
        try
        {
            foreach (var instance in instances)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var header = DicomFile.Open(instance.Path, instance.Offset, instance.Length).Dataset;
                foreach (var (attribute, known) in values)
                    known.UnionWith((attribute.Read(header) ?? []).Where(value => value.Length > 0));
            }
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return new AttributeSource();
        }

        foreach (var (_, known) in values.Where(one => one.Key.Is(DicomTag.NumberOfSeriesRelatedInstances)))
        {
            known.Clear();
            known.Add(instances.Select(instance => instance.SopInstanceHash).Distinct().Count().ToString(CultureInfo.InvariantCulture));
        }

        return new AttributeSource().With(values.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[.. one.Value]));
    }
}
