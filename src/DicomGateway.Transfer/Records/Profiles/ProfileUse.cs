namespace DicomGateway.Transfer.Records.Profiles;

/// <summary>A kept version of a profile, for people.</summary>
/// <param name="Profile">The version.</param>
/// <param name="Kept">Since when it is kept: the time when it was first used.</param>
/// <param name="Studies">Studies that keep to it.</param>
public sealed record ProfileUse(ProfileRecord Profile, DateTimeOffset Kept, long Studies);
