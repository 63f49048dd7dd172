using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Hosting;

/// <summary>The secret of the database, kept in the key file beside the projects' keys.</summary>
internal sealed class RecordsKey : IRecordsKeySource
{
    /// <summary>No project can have this name: project names have no brackets.</summary>
    private const string Entry = "(records)";

    private readonly byte[] _key;

    private RecordsKey(byte[] key) => _key = key;

    /// <exception cref="ProjectKeyException">The data folder has a database, but its key is gone.</exception>
    public static RecordsKey Open(ProjectKeyFile keys, DataFolder folder)
    {
        if (!keys.Projects.Contains(Entry) && Directory.Exists(folder.Records) && Directory.EnumerateFileSystemEntries(folder.Records).Any())
        {
            throw new ProjectKeyException(
                $"The data folder {folder.Path} holds a database, but {keys.Path} has no key for it. Restore the key file from its backup; a new key could not read the database.");
        }

        return new RecordsKey(keys.GetOrCreate(Entry, null).Derive("records"));
    }

    public ReadOnlySpan<byte> GetRecordsKey() => _key;
}
