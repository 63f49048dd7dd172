using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// The one connection that writes. Units of work that wait together are committed together by one sync; each is atomic by itself, so that one
/// that fails takes nothing with it. A unit is done when its commit is durable.
/// </summary>
internal sealed class RecordsWriter : IDisposable
{
    private const int GroupLimit = 128;
    private const int SyncFailed = 1034;

    private readonly BlockingCollection<Unit> _units = [];
    private readonly RecordsSession _session;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<RecordsException> _broke = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordsWriter(RecordsSession session)
    {
        _session = session;
        _thread = new Thread(Work) { IsBackground = true, Name = "records writer" };
        _thread.Start();
    }

    /// <summary>Not null when a sync of the database failed or damage was found: nothing more is written before a restart has read what the disk really holds.</summary>
    public RecordsException? Broken => _broke.Task.IsCompleted ? _broke.Task.Result : null;

    /// <summary>Ends when <see cref="Broken"/> is no longer null; never, when all goes well.</summary>
    public Task<RecordsException> WhenBroken => _broke.Task;

    /// <summary>Nothing more is written from now on.</summary>
    public void Break(RecordsException cause) => _broke.TrySetResult(cause);

    public async ValueTask<T> RunAsync<T>(Func<RecordsSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        T? result = default;
        var unit = new Unit(session => result = work(session));
        _units.Add(unit, cancellationToken);
        await unit.Task.ConfigureAwait(false);
        return result!;
    }

    public async ValueTask RunAsync(Action<RecordsSession> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var unit = new Unit(work);
        _units.Add(unit, cancellationToken);
        await unit.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _units.CompleteAdding();
        _thread.Join();
        _units.Dispose();
        _session.Dispose();
    }

    private void Work()
    {
        var group = new List<Unit>(GroupLimit);
        while (_units.TryTake(out var first, Timeout.Infinite))
        {
            group.Clear();
            group.Add(first);
            while (group.Count < GroupLimit && _units.TryTake(out var next))
                group.Add(next);
            Commit(group);
        }
    }

    private void Commit(List<Unit> group)
    {
        try
        {
            if (Broken is { } broken)
                throw broken;
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var unit in group)
                RunOne(unit);
            _session.Execute("COMMIT");
            foreach (var unit in group)
                unit.Finish();
        }
        catch (Exception exception)
        {
            if (exception is SqliteException { SqliteExtendedErrorCode: SyncFailed })
                Break(new RecordsException("The disk failed to sync the database: what it holds is known only after a restart.", exception));
            TryRollBack();
            foreach (var unit in group)
                unit.Fail(exception);
        }
    }

    private void RunOne(Unit unit)
    {
        _session.Execute("SAVEPOINT unit");
        try
        {
            unit.Work(_session);
        }
        catch (Exception exception) when (exception is not SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT })
        {
            // The rest of the group goes on; only this unit is undone.
            _session.Execute("ROLLBACK TO unit");
            unit.Error = exception;
        }
        _session.Execute("RELEASE unit");
    }

    private void TryRollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself.
        }
    }

    private sealed class Unit(Action<RecordsSession> work) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Action<RecordsSession> Work { get; } = work;

        public Exception? Error { get; set; }

        public void Finish()
        {
            if (Error is null)
                SetResult();
            else
                SetException(Error);
        }

        public void Fail(Exception exception) => SetException(Error ?? exception);
    }
}
