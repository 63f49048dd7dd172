namespace DicomGateway.Transfer.Spool.Io;

/// <summary>
/// Threads of our own for calls that block on the disk: on the thread pool, a slow disk would starve the network.
/// Threads are added while all are busy, up to the limit, and stay. Idle ones sleep; they do not spin.
/// </summary>
internal sealed class DiskThreads(int limit) : IDisposable
{
    // Monitor's waiting queue is needed, which Lock does not have.
    private readonly object _gate = new();
    private readonly Queue<Operation> _queue = new();
    private readonly List<Thread> _threads = [];
    private int _idle;
    private bool _isClosing;

    public Task RunAsync(Action action)
    {
        var operation = new Operation(action);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            _queue.Enqueue(operation);
            if (_queue.Count > _idle && _threads.Count < limit)
                AddThread();
            else
                Monitor.Pulse(_gate);
        }
        return operation.Task;
    }

    /// <summary>Ends when everything that was asked for is done.</summary>
    public void Dispose()
    {
        Thread[] threads;
        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
            threads = [.. _threads];
        }
        foreach (var thread in threads)
            thread.Join();
    }

    private void AddThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"disk {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        while (TryTake() is { } operation)
            operation.Run();
    }

    private Operation? TryTake()
    {
        lock (_gate)
        {
            Operation? operation;
            while (!_queue.TryDequeue(out operation) && !_isClosing)
            {
                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
            return operation;
        }
    }

    private sealed class Operation(Action action) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public void Run()
        {
            try
            {
                action();
                SetResult();
            }
            catch (Exception exception)
            {
                SetException(exception);
            }
        }
    }
}
