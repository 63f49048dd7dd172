using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>Bytes to the peer: whole PDUs, one write at a time, each within the write time.</summary>
internal sealed class PduOutput : IDisposable
{
    private readonly Stream _stream;
    private readonly TimeSpan _timeout;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _tooSlow = new();
    private readonly DeadlineTimer _timer;

    public PduOutput(Stream stream, TimeProvider time, TimeSpan timeout)
    {
        _stream = stream;
        _timeout = timeout;
        _timer = new DeadlineTimer(time, _tooSlow.Cancel);
    }

    public ValueTask WriteAsync(ProtocolDataUnit pdu) => WriteAsync(PduWriter.Write(pdu));

    /// <param name="pdus">Whole PDUs.</param>
    /// <exception cref="AssociationTimeoutException">The peer does not take them.</exception>
    /// <exception cref="AssociationClosedException">The connection broke.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> pdus)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            _timer.Set(_timeout);
            await _stream.WriteAsync(pdus, _tooSlow.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_tooSlow.IsCancellationRequested)
        {
            throw new AssociationTimeoutException($"The peer did not take what we sent within {_timeout}.");
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new AssociationClosedException("The connection broke while we sent.", failure);
        }
        finally
        {
            _timer.Stop();
            _gate.Release();
        }
    }

    public void Dispose() => _timer.Dispose();
}
