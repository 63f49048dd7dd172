using System.Threading.Channels;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Messages;

/// <summary>A request of ours that has no final response yet.</summary>
internal sealed class PendingOperation(PresentationContext context, CommandSet request)
{
    /// <summary>Responses that a slow consumer may leave untaken before the network has to wait for it.</summary>
    private const int Ahead = 64;

    private readonly Channel<DimseResponse> _responses =
        Channel.CreateBounded<DimseResponse>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });

    public PresentationContext Context { get; } = context;

    public ushort MessageId => request.MessageId;

    /// <exception cref="DimseProtocolException">The response is not one to this request.</exception>
    public void Check(IncomingMessage response)
    {
        var command = response.Command;
        if ((ushort)command.CommandField != ((ushort)request.CommandField | 0x8000))
            throw Wrong("command field");
        if (response.Context.Id != Context.Id)
            throw Wrong("presentation context");
        if (Differs(command.AffectedSopClassUid, request.SopClassUid))
            throw Wrong("SOP class");
        if (Differs(command.AffectedSopInstanceUid, request.SopInstanceUid))
            throw Wrong("SOP instance");
    }

    /// <summary>The next response; null after the final one.</summary>
    /// <exception cref="DicomAssociationException">The association ended first.</exception>
    public async ValueTask<DimseResponse?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _responses.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException ended) when (ended.InnerException is DicomAssociationException failure)
        {
            throw failure;
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    public ValueTask AddAsync(DimseResponse response, CancellationToken ended) => _responses.Writer.WriteAsync(response, ended);

    public void End(Exception? failure = null) => _responses.Writer.TryComplete(failure);

    /// <summary>The UIDs are optional in a response, but may not be those of something else.</summary>
    private static bool Differs(string? answered, string? asked) => answered is not null && asked is not null && answered != asked;

    private static DimseProtocolException Wrong(string what) =>
        new(AbortReason.NotSpecified, $"A response has the {what} of another operation: it cannot be credited to ours.");
}
