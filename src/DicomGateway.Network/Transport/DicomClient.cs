using System.Net.Security;
using System.Net.Sockets;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Transport;

/// <summary>Makes associations with one peer, and keeps returned ones for the next user for a while. Thread safe.</summary>
public sealed class DicomClient : IAsyncDisposable
{
    /// <summary>Most presentation contexts of an association.</summary>
    public const int MaximumContexts = 128;

    private readonly DicomClientOptions _options;
    private readonly IDimseHandler _handler;
    private readonly IAssociationObserver _observer;
    private readonly TimeProvider _time;
    private readonly TlsHandshake? _tls;
    private readonly KeptAssociations _kept;

    /// <summary>Makes a client; nothing is connected yet.</summary>
    /// <param name="options">The peer.</param>
    /// <param name="handler">Performs what the peer asks on our associations (C-STORE of a C-GET, N-EVENT-REPORT); null refuses all.</param>
    /// <param name="observer">Is told what happens; null for nobody.</param>
    /// <param name="time">The clock of all timers; null for the system's.</param>
    /// <exception cref="ArgumentException">A passcode would travel in the clear, or a limit is so low that no association could work.</exception>
    public DicomClient(DicomClientOptions options, IDimseHandler? handler = null, IAssociationObserver? observer = null, TimeProvider? time = null)
    {
        if (options is { Tls: null, UserIdentity.Type: UserIdentityType.UsernameAndPasscode })
            throw new ArgumentException("A passcode is sent over TLS only: give TLS options, or an identity without passcode.", nameof(options));
        options.Association.Limits.Validate();
        _options = options;
        _handler = handler ?? new DimseDispatch();
        _observer = new GuardedObserver(observer);
        _time = time ?? TimeProvider.System;
        _tls = options.Tls is { } tls ? new TlsHandshake(tls, _time) : null;
        _kept = new KeptAssociations(options.ReuseTime, _time);
    }

    /// <summary>A kept association that was proposed these contexts, or else a new one.</summary>
    /// <exception cref="DicomAssociationException">There is none to be had.</exception>
    public async Task<DicomClientAssociation> RentAsync(IReadOnlyList<ProposedContext> contexts, CancellationToken cancellationToken) =>
        _kept.TryTake(contexts) ?? await OpenAsync(contexts, cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps an association for <see cref="RentAsync"/>. One that failed, or has anything outstanding, is not kept but aborted.</summary>
    public ValueTask ReturnAsync(DicomClientAssociation association) => _kept.AddAsync(association);

    /// <summary>Makes a new association.</summary>
    /// <param name="contexts">1–128 presentation contexts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AssociationRejectedException">The peer does not want it.</exception>
    /// <exception cref="AssociationTimeoutException">The peer did not answer in time.</exception>
    /// <exception cref="DicomAssociationException">It could not be made for another reason.</exception>
    public async Task<DicomClientAssociation> OpenAsync(IReadOnlyList<ProposedContext> contexts, CancellationToken cancellationToken)
    {
        var request = Request(contexts);
        var socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var peer = new PeerIdentity(SocketSettings.Plain(socket.RemoteEndPoint), SocketSettings.Plain(socket.LocalEndPoint), _tls is not null, null);
            Stream stream = new QuickAckStream(socket);
            if (_tls is not null)
            {
                var secured = await SecureAsync(stream, cancellationToken).ConfigureAwait(false);
                peer = peer with { Certificate = TlsHandshake.PeerCertificate(secured) };
                stream = secured;
            }

            return await NegotiateAsync(socket, stream, request, contexts, peer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _kept.DisposeAsync();

    private async Task<DicomClientAssociation> NegotiateAsync(
        Socket socket, Stream stream, AssociateRequest request, IReadOnlyList<ProposedContext> contexts, PeerIdentity peer, CancellationToken cancellationToken)
    {
        var channel = new AssociationChannel(stream, isRequestor: true, _options.Association, _time, socket.Dispose);
        using var cancellation = cancellationToken.Register(() => channel.Fail(new AssociationAbortedException("The caller gave up.")));
        try
        {
            await channel.Protocol.RequestAsync(request).ConfigureAwait(false);
            var received = await channel.Protocol.ReceiveAsync(isInMessage: false).ConfigureAwait(false);
            var info = AssociationInfoFactory.ForRequestor(request, (AssociateAccept)received.Control!, peer, _options.Association.Limits);
            var association = new DicomClientAssociation(channel, stream, info, contexts, _handler, _observer);
            _observer.Established(info);
            return association;
        }
        catch (Exception failure) when (failure is DicomAssociationException || AssociationFailure.IsOfConnection(failure))
        {
            var ended = await channel.EndAsync(AssociationFailure.From(failure)).ConfigureAwait(false);
            channel.Dispose();
            _observer.Failed(peer, ended!);
            cancellationToken.ThrowIfCancellationRequested();
            throw ended!;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var tooLong = new CancellationTokenSource(_options.Association.Timeouts.Connect, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(_options.Host, _options.Port, either.Token).ConfigureAwait(false);
            SocketSettings.Configure(socket);
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is OperationCanceledException)
                throw new AssociationTimeoutException($"The peer did not take a connection within {_options.Association.Timeouts.Connect}.");
            if (failure is SocketException refused)
                throw new AssociationClosedException($"The peer cannot be reached: {refused.SocketErrorCode}.", refused);
            throw;
        }
    }

    private async Task<SslStream> SecureAsync(Stream plain, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(_options.Association.Timeouts.Artim, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            return await _tls!.AsClientAsync(plain, _options.Host, either.Token).ConfigureAwait(false);
        }
        catch (AssociationClosedException) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new AssociationTimeoutException($"The peer did not finish the TLS handshake within {_options.Association.Timeouts.Artim}.");
        }
    }

    private AssociateRequest Request(IReadOnlyList<ProposedContext> contexts)
    {
        if (contexts.Count is 0 or > MaximumContexts)
            throw new ArgumentException($"An association takes 1 to {MaximumContexts} presentation contexts, not {contexts.Count}.", nameof(contexts));
        var association = _options.Association;
        var window = association.Limits.Window;
        return new AssociateRequest(
            _options.CalledAeTitle,
            _options.CallingAeTitle,
            contexts.Select((context, index) => new PresentationContextProposal((byte)((2 * index) + 1), context.AbstractSyntax, context.TransferSyntaxes)).ToList(),
            new UserInformation
            {
                MaximumLength = (uint)association.Limits.ReceiveMaximum,
                ImplementationClassUid = association.Implementation.ClassUid,
                ImplementationVersionName = association.Implementation.VersionName,
                AsynchronousOperations = window == 1 ? null : new AsynchronousOperationsWindow(window, window),
                Roles = _options.Roles,
                ExtendedNegotiations = _options.ExtendedNegotiations,
                UserIdentity = _options.UserIdentity,
            });
    }
}
