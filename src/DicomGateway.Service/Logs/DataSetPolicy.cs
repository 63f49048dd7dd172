using System.Diagnostics.CodeAnalysis;
using Serilog.Core;
using Serilog.Events;

namespace DicomGateway.Service.Logs;

/// <summary>An object of the DICOM core is never taken apart for a log: only its kind is written.</summary>
internal sealed class DataSetPolicy : IDestructuringPolicy
{
    public bool TryDestructure(object value, ILogEventPropertyValueFactory propertyValueFactory, [NotNullWhen(true)] out LogEventPropertyValue? result)
    {
        result = value.GetType().Namespace?.StartsWith("DicomGateway.Dicom", StringComparison.Ordinal) == true
            ? new ScalarValue($"({value.GetType().Name})")
            : null;
        return result is not null;
    }
}
