namespace DicomGateway.Service.Phantom;

/// <summary>What was made.</summary>
internal sealed record PhantomResult(IReadOnlyList<PhantomStudy> Studies, IReadOnlyList<PlantedValue> PlantedValues);
