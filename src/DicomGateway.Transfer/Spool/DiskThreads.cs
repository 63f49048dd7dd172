using System.Collections.Concurrent;

namespace DicomGateway.Transfer.Spool;

/// <summary>
/// Threads of our own for calls that block on the disk: on the thread pool, a slow disk would starve the network.
/// Threads are added while all are busy, up to the limit, and stay.
/// </summary>
internal sealed class DiskThreads(int limit) : IDisposable
{
    private readonly BlockingCollection<Operation> _queue = [];
    private readonly Lock _gate = new();
    private readonly List<Thread> _threads = [];
    private int _idle;

    public Task RunAsync(Action action)
    {
        var operation = new Operation(action);
        _queue.Add(operation);
        if (Volatile.Read(ref _idle) == 0 && _threads.Count < limit)
            AddThread();
        return operation.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        lock (_gate)
        {
            foreach (var thread in _threads)
                thread.Join();
        }
        _queue.Dispose();
    }

    private void AddThread()
    {
        lock (_gate)
        {
            if (_threads.Count >= limit || _queue.IsAddingCompleted)
                return;
            var thread = new Thread(Work) { IsBackground = true, Name = $"disk {_threads.Count + 1}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    private void Work()
    {
        while (true)
        {
            Interlocked.Increment(ref _idle);
            var found = _queue.TryTake(out var operation, Timeout.Infinite);
            Interlocked.Decrement(ref _idle);
            if (!found)
                return;
            operation!.Run();
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
