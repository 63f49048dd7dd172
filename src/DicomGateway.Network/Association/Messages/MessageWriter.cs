using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Association.Messages;

/// <summary>Messages to P-DATA-TF (PS3.7 annex F, PS3.8 annex E): one message at a time, many fragments a write.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A late responder may still come to the gate; no wait handle is ever taken from it.")]
internal sealed class MessageWriter(AssociationChannel channel, int mostInPdu, int bufferSize)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<Memory<byte>> _slots = [];

    /// <summary>Sends a message.</summary>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    /// <exception cref="IncompleteMessageException">The data set's source failed when a part of it was sent: only an abort helps.</exception>
    public async ValueTask SendAsync(byte contextId, CommandSet command, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        command.HasDataSet = dataSet is { Length: > 0 };
        var commandBytes = CommandSetCodec.Write(command);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var size = command.HasDataSet ? bufferSize : Math.Min(bufferSize, 1024 + commandBytes.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            channel.Protocol.BeginData();
            var packer = new PduPacker(buffer.AsMemory(0, size), contextId, mostInPdu);
            packer = await PutCommandAsync(packer, buffer, commandBytes).ConfigureAwait(false);
            if (command.HasDataSet)
                packer = await PutDataSetAsync(packer, buffer, dataSet!, cancellationToken).ConfigureAwait(false);
            await channel.Output.WriteAsync(buffer.AsMemory(0, packer.Length)).ConfigureAwait(false);
        }
        catch (DicomAssociationException failure) when (failure is not AssociationOverException)
        {
            channel.Fail(failure);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _gate.Release();
        }
    }

    /// <summary>Sends small messages that follow each other, in one write where they fit into the buffer.</summary>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    public async ValueTask SendAsync(byte contextId, IReadOnlyList<(CommandSet Command, DimseDataSource DataSet)> messages, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        try
        {
            channel.Protocol.BeginData();
            var packer = new PduPacker(buffer.AsMemory(0, bufferSize), contextId, mostInPdu);
            foreach (var (command, dataSet) in messages)
            {
                command.HasDataSet = dataSet.Length > 0;
                packer = await PutCommandAsync(packer, buffer, CommandSetCodec.Write(command)).ConfigureAwait(false);
                if (command.HasDataSet)
                    packer = await PutDataSetAsync(packer, buffer, dataSet, cancellationToken).ConfigureAwait(false);
            }

            await channel.Output.WriteAsync(buffer.AsMemory(0, packer.Length)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not AssociationOverException)
        {
            // Some of them may be sent: only an abort helps.
            channel.Fail(AssociationFailure.From(failure));
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _gate.Release();
        }
    }

    private async ValueTask<PduPacker> PutCommandAsync(PduPacker packer, byte[] buffer, ReadOnlyMemory<byte> command)
    {
        while (!command.IsEmpty)
        {
            var slot = packer.Next(command.Length, isCommand: true);
            if (slot.IsEmpty)
            {
                await channel.Output.WriteAsync(buffer.AsMemory(0, packer.Length)).ConfigureAwait(false);
                packer.Clear();
                continue;
            }

            command[..slot.Length].CopyTo(slot);
            command = command[slot.Length..];
        }

        return packer;
    }

    /// <summary>Fills and writes the buffer until the rest of the data set is in it.</summary>
    private async ValueTask<PduPacker> PutDataSetAsync(PduPacker packer, byte[] buffer, DimseDataSource dataSet, CancellationToken cancellationToken)
    {
        var left = dataSet.Length;
        var isBegun = false;
        while (true)
        {
            _slots.Clear();
            while (left > 0 && packer.Next(left, isCommand: false) is { IsEmpty: false } slot)
            {
                _slots.Add(slot);
                left -= slot.Length;
            }

            try
            {
                await dataSet.FillAsync(_slots, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (isBegun)
            {
                throw new IncompleteMessageException(failure);
            }

            if (left == 0)
                return packer;
            await channel.Output.WriteAsync(buffer.AsMemory(0, packer.Length)).ConfigureAwait(false);
            packer.Clear();
            isBegun = true;
        }
    }
}
