namespace DicomGateway.Service.Api;

/// <summary>Who may reach an endpoint, and through which doors. An endpoint that does not say so is not reached at all.</summary>
/// <param name="Doors">The listeners that lead to it.</param>
/// <param name="Role">The least role that is needed.</param>
internal sealed record Access(Door Doors, ApiRole Role);
