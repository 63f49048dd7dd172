using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Network.Dimse;

/// <summary>Gives each request to the handler for its command and SOP class; answers those that nobody handles.</summary>
public sealed class DimseDispatch : IDimseHandler
{
    private readonly Dictionary<(DimseCommandField, string?), IDimseHandler> _handlers = [];

    /// <summary>Adds a handler.</summary>
    /// <param name="command">The request that it handles.</param>
    /// <param name="sopClassUid">The SOP class; null for every class that has no handler of its own.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="ArgumentException">There is one already.</exception>
    public DimseDispatch Add(DimseCommandField command, string? sopClassUid, IDimseHandler handler)
    {
        _handlers.Add((command, sopClassUid), handler);
        return this;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var field = request.Command.CommandField;
        if (_handlers.TryGetValue((field, request.Command.SopClassUid), out var handler) || _handlers.TryGetValue((field, null), out handler))
            return handler.HandleAsync(request, cancellationToken);
        var isCommandKnown = _handlers.Keys.Any(key => key.Item1 == field);
        var status = isCommandKnown ? DimseStatus.SopClassNotSupported : DimseStatus.UnrecognizedOperation;
        return request.RespondAsync(status, cancellationToken: cancellationToken);
    }
}
