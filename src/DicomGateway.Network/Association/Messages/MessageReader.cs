using System.Buffers;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Messages;

/// <summary>
/// P-DATA-TF to messages (PS3.7 annex F, PS3.8 annex E). Fragments are handed on as they come, across PDVs and PDUs; nothing is queued.
/// Errors stick: what failed once fails on every later call.
/// </summary>
internal sealed class MessageReader(AssociationChannel channel, IReadOnlyDictionary<byte, PresentationContext> contexts)
{
    private readonly AssociationProtocol _protocol = channel.Protocol;
    private readonly PduInput _input = channel.Input;
    private uint _leftInPdu;
    private uint _leftInPdv;
    private PdvHeader _pdv;
    private byte _contextId;
    private DicomAssociationException? _failure;

    /// <summary>A data set has begun and its last byte is not handed out.</summary>
    public bool IsInDataSet { get; private set; }

    /// <summary>The next command set; null when the peer wants to release or has agreed to.</summary>
    public async ValueTask<IncomingMessage?> ReadCommandAsync()
    {
        try
        {
            return await ReadCommandCoreAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DicomAssociationException || AssociationFailure.IsOfConnection(failure))
        {
            throw Failed(failure);
        }
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReadFragmentAsync()
    {
        if (_failure is not null)
            throw _failure;
        try
        {
            while (IsInDataSet)
            {
                if (_leftInPdv == 0)
                    await NextDataValueAsync().ConfigureAwait(false);
                if (_leftInPdv > 0)
                    return Took(await _input.ReadSomeAsync(_leftInPdv).ConfigureAwait(false));
                EndDataSetIfLast();
            }

            return default;
        }
        catch (Exception failure) when (failure is DicomAssociationException || AssociationFailure.IsOfConnection(failure))
        {
            throw Failed(failure);
        }
    }

    /// <summary>What is here already.</summary>
    public bool TryReadFragment(out ReadOnlyMemory<byte> fragment)
    {
        fragment = default;
        if (_failure is not null)
            return false;
        try
        {
            while (IsInDataSet && (_leftInPdv > 0 || TryNextDataValue()))
            {
                if (_leftInPdv > 0)
                {
                    fragment = Took(_input.TakeBuffered(_leftInPdv));
                    return !fragment.IsEmpty;
                }

                EndDataSetIfLast();
            }

            return false;
        }
        catch (DicomAssociationException failure)
        {
            throw Failed(failure);
        }
    }

    private async ValueTask<IncomingMessage?> ReadCommandCoreAsync()
    {
        ArrayBufferWriter<byte>? gathered = null;
        do
        {
            if (!await NextValueAsync(gathered is not null).ConfigureAwait(false))
                return null;
            if (!_pdv.IsCommand)
                throw new DimseProtocolException(AbortReason.InvalidPduParameter, "A data set fragment came where a command set must begin or go on.");
            if (gathered is not null && _pdv.ContextId != _contextId)
                throw new DimseProtocolException(AbortReason.InvalidPduParameter, "Fragments of messages in two presentation contexts are mixed.");
            gathered ??= new ArrayBufferWriter<byte>(256);
            _contextId = _pdv.ContextId;
            await GatherAsync(gathered).ConfigureAwait(false);
        }
        while (!_pdv.IsLast);

        if (!contexts.TryGetValue(_contextId, out var context))
            throw new DimseProtocolException(AbortReason.InvalidPduParameter, $"Presentation context {_contextId} was not accepted.");
        var command = CommandSetCodec.Read(gathered.WrittenSpan);
        IsInDataSet = command.HasDataSet;
        return new IncomingMessage(context, command, command.HasDataSet ? new IncomingDataSet(this) : null);
    }

    private async ValueTask GatherAsync(ArrayBufferWriter<byte> gathered)
    {
        while (_leftInPdv > 0)
        {
            if (_leftInPdv > CommandSetCodec.MaximumLength - gathered.WrittenCount)
                throw new DimseProtocolException(AbortReason.InvalidPduParameter, $"A command set is longer than {CommandSetCodec.MaximumLength} bytes.");
            var bytes = await _input.ReadSomeAsync(_leftInPdv).ConfigureAwait(false);
            gathered.Write(bytes.Span);
            _leftInPdv -= (uint)bytes.Length;
        }
    }

    private async ValueTask NextDataValueAsync()
    {
        if (!await NextValueAsync(isInMessage: true).ConfigureAwait(false))
            throw new AssociationAbortedException("The association was released inside a message.");
        CheckDataValue();
    }

    private bool TryNextDataValue()
    {
        if ((_leftInPdu == 0 && !_protocol.TryReceiveData(out _leftInPdu)) || !_input.TryReadPdvHeader(_leftInPdu, out var header))
            return false;
        Begin(header);
        CheckDataValue();
        return true;
    }

    /// <summary>Steps to the next presentation data value; false when a release is on its way instead.</summary>
    private async ValueTask<bool> NextValueAsync(bool isInMessage)
    {
        if (_leftInPdu == 0)
        {
            var received = await _protocol.ReceiveAsync(isInMessage).ConfigureAwait(false);
            if (received.Control is not null)
                return isInMessage ? throw new DimseProtocolException(AbortReason.UnexpectedPdu, "A release came inside a message.") : false;
            _leftInPdu = received.DataLength;
        }

        Begin(await _input.ReadPdvHeaderAsync(_leftInPdu).ConfigureAwait(false));
        return true;
    }

    private void Begin(PdvHeader header)
    {
        _pdv = header;
        _leftInPdv = header.DataLength;
        _leftInPdu -= PdvHeader.Size + header.DataLength;
    }

    private void CheckDataValue()
    {
        if (_pdv.IsCommand)
            throw new DimseProtocolException(AbortReason.InvalidPduParameter, "A command set fragment came inside a data set.");
        if (_pdv.ContextId != _contextId)
            throw new DimseProtocolException(AbortReason.InvalidPduParameter, "Fragments of messages in two presentation contexts are mixed.");
    }

    private ReadOnlyMemory<byte> Took(ReadOnlyMemory<byte> fragment)
    {
        _leftInPdv -= (uint)fragment.Length;
        EndDataSetIfLast();
        return fragment;
    }

    private void EndDataSetIfLast()
    {
        if (_leftInPdv == 0 && _pdv.IsLast)
            IsInDataSet = false;
    }

    private DicomAssociationException Failed(Exception failure) =>
        _failure ??= channel.Ending.Expired ?? AssociationFailure.From(failure);
}
