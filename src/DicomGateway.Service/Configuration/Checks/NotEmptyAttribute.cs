namespace DicomGateway.Service.Configuration.Checks;

/// <summary>Marks a list that needs at least one entry.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotEmptyAttribute : Attribute;
