using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Association.Messages;

/// <summary>A request of the peer that has no final response yet.</summary>
internal sealed class OutstandingRequest(DimseRequest request) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _cancel;
    private bool _isCancelled;
    private bool _isAnswered;

    public DimseRequest Request { get; } = request;

    /// <summary>Made only when somebody asks: most operations cannot be cancelled.</summary>
    public CancellationToken CancelRequested
    {
        get
        {
            lock (_gate)
            {
                _cancel ??= new CancellationTokenSource();
                if (_isCancelled)
                    _cancel.Cancel();
                return _cancel.Token;
            }
        }
    }

    public void Cancel()
    {
        CancellationTokenSource? cancel;
        lock (_gate)
        {
            _isCancelled = true;
            cancel = _cancel;
        }

        cancel?.Cancel();
    }

    /// <summary>Claims the final response; false when it was given already.</summary>
    public bool TryAnswer(bool isFinal)
    {
        lock (_gate)
        {
            if (_isAnswered)
                return false;
            _isAnswered = isFinal;
            return true;
        }
    }

    /// <summary>The final response could not be sent, yet the association lives: another may be given.</summary>
    public void TakeBack()
    {
        lock (_gate)
            _isAnswered = false;
    }

    public void Dispose() => _cancel?.Dispose();
}
