namespace DicomGateway.Curation.Deidentification;

/// <summary>The edition of PS3.15 table E.1-1 that is built in.</summary>
internal static class ProfileTableEdition
{
    public const string Current = "2026d";
}
