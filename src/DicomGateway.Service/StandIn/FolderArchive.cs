using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Dimse;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn;

/// <summary>Stores what it receives as DICOM files, the data set bytes as they came. A later one of the same SOP Instance UID takes the earlier one's place.</summary>
internal sealed class FolderArchive(StandInContext context) : IDimseHandler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _files = [];
    private int _received;
    private int _begun;
    private int _named;

    /// <summary>C-STORE operations that were answered with Success, repeated ones included.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>SOP Instance UIDs that were received.</summary>
    public int Distinct
    {
        get
        {
            lock (_gate)
                return _files.Count;
        }
    }

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request is not { DataSet: { } incoming, Command: { SopClassUid: { } sopClass, SopInstanceUid: { } instance } })
        {
            await request.RespondAsync(DimseStatus.InvalidObjectInstance, cancellationToken: cancellationToken);
            return;
        }

        var faults = context.Faults.Begin(StandInOperation.Store, null, instance);
        var steps = new FaultSteps(faults, request, context.Time);
        if (!await steps.NextAsync(0, cancellationToken))
        {
            if (steps.Refusal is { } refusal)
                await request.RespondAsync(refusal, cancellationToken: cancellationToken);
            return;
        }

        var path = PathFor(instance);
        var partial = $"{path}.{Interlocked.Increment(ref _begun)}.part";
        try
        {
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await file.WriteAsync(Head(sopClass, instance, request.PresentationContext.TransferSyntax), cancellationToken);
                while (await incoming.ReadFragmentAsync(cancellationToken) is { IsEmpty: false } fragment)
                    await file.WriteAsync(fragment, cancellationToken);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        Interlocked.Increment(ref _received);
        if (HeldFile.Read(path) is { } held)
            context.Index.Add(held);
        var status = faults.Has(Misbehaviour.Warn) ? DimseStatus.Coercion : DimseStatus.Success;
        Note(request, instance, path, status);
        await request.RespondAsync(status, cancellationToken: cancellationToken);
    }

    private void Note(DimseRequest request, string instance, string path, DimseStatus status) => context.Journal.Write(new JournalEntry
    {
        Event = "stored",
        Operation = StandInOperation.Store,
        Association = request.Association.Id,
        Peer = request.Association.CallingAeTitle,
        Instance = instance,
        Bytes = new FileInfo(path).Length,
        Status = status.ToString(),
    });

    private static byte[] Head(string sopClass, string instance, string transferSyntax)
    {
        var names = new DicomDataset();
        names.AddOrUpdate(DicomTag.SOPClassUID, sopClass);
        names.AddOrUpdate(DicomTag.SOPInstanceUID, instance);
        var meta = new DicomFile(names, DicomTransferSyntax.Lookup(transferSyntax)).FileMetaInformationOf(DicomWriteOptions.Default);
        return [.. new byte[128], .. "DICM"u8, .. DicomDatasetWriter.ToArray(meta, DicomTransferSyntax.ExplicitVRLittleEndian)];
    }

    private string PathFor(string instance)
    {
        lock (_gate)
        {
            if (_files.TryGetValue(instance, out var path))
                return path;
            do
                path = Path.Combine(context.Options.Folder, string.Create(CultureInfo.InvariantCulture, $"{++_named:D6}.dcm"));
            while (File.Exists(path));
            return _files[instance] = path;
        }
    }
}
