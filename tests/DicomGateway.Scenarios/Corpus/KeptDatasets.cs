using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Sending;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Studies;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>SHA-256 of data sets: of what lies in the spool of a node that was stopped, and of what lies in files.</summary>
internal static class KeptDatasets
{
    /// <summary>What was kept, by called AE title.</summary>
    public static async Task<ILookup<string, KeptDataset>> ReadAsync(NodeUnderTest node)
    {
        var configuration = ConfigurationLoader.Load(node.ConfigurationFile, node.DataFolder);
        await using var opened = await NodeStorage.OpenAsync(configuration, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var hashes = new List<(string Called, KeptDataset Kept)>();
        var records = opened.Storage.Records;
        foreach (var study in await records.Studies.ListAsync(new StudyFilter { Limit = 100_000 }, CancellationToken.None))
        {
            foreach (var instance in await records.Instances.ListAsync(study.StudyId, CancellationToken.None))
                hashes.Add((instance.CalledAeTitle, Read(instance)));
        }

        return hashes.ToLookup(pair => pair.Called, pair => pair.Kept);
    }

    public static KeptDataset OfFile(string path)
    {
        var item = SendFiles.Read(path)!;
        return new KeptDataset(item.SopInstanceUid, item.TransferSyntaxUid, HashOfFile(path));
    }

    public static string HashOfFile(string path)
    {
        var offset = SendFiles.Read(path)!.DatasetOffset;
        return Hash(path, offset, new FileInfo(path).Length - offset);
    }

    private static KeptDataset Read(InstanceRecord instance)
    {
        var file = DicomFile.Open(instance.Path, instance.Offset, instance.Length, new DicomReadOptions { AllowTruncation = true });
        var uid = file.FileMetaInformation.GetUID(DicomTag.MediaStorageSOPInstanceUID)?.UID ?? "";
        return new KeptDataset(uid, instance.TransferSyntaxUid, Hash(instance.Path, instance.DataSetOffset, instance.Offset + instance.Length - instance.DataSetOffset));
    }

    private static string Hash(string path, long offset, long length)
    {
        var bytes = new byte[length];
        using var file = File.OpenRead(path);
        file.Position = offset;
        file.ReadExactly(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
