using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Forwarding.Folder;
using DicomGateway.Transfer.Forwarding.Stow;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>The destinations of every type.</summary>
internal static class Destinations
{
    public static IReadOnlyList<IDestination> Create(TransferOptions options, TimeProvider time) =>
    [
        .. options.Archives.Select(archive => new ArchiveDestination(archive, time)),
        .. options.StowServers.Select(server => new StowDestination(server, time)),
        .. options.Folders.Select(folder => new FolderDestination(folder)),
    ];
}
