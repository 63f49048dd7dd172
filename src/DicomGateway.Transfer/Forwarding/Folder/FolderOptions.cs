namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>A folder that takes studies as files.</summary>
public sealed record FolderOptions
{
    public required string Name { get; init; }

    /// <summary>The folder. It must be there: one that is missing may be a share that is not mounted, and is never made.</summary>
    public required string Path { get; init; }
}
