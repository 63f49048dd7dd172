using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>`send HOST:PORT PATH...`: C-STORE of files and folders.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders; folders are searched to their depths.", Arity = ArgumentArity.OneOrMore };
        var to = new PeerArguments();
        var associations = new Option<int>("--associations") { Description = "Associations at a time.", DefaultValueFactory = _ => 2 };
        var json = SharedOptions.Json();
        var command = new Command("send", "Send DICOM files (C-STORE), each as it is; an uncompressed one is recoded where the peer does not take its transfer syntax.");
        to.AddTo(command);
        command.Add(paths);
        command.Add(associations);
        command.Add(json);
        command.Runs(async (parse, cancellationToken) =>
        {
            var items = Find(parse.GetValue(paths)!, out var skipped);
            using var progress = new SendProgress(items.Count, parse.GetValue(json));
            await new Sender(to.Read(parse), Math.Clamp(parse.GetValue(associations), 1, 64), progress.Add).SendAsync(items, cancellationToken);
            return progress.Finish(skipped);
        });
        return command;
    }

    private static List<SendItem> Find(string[] paths, out int skipped)
    {
        if (paths.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            throw new CommandException($"{missing} does not exist.", "Write HOST:PORT, then files and folders.", ExitCode.NotFound);
        var files = SendFiles.Below(paths).ToList();
        var items = files.Select(SendFiles.Read).OfType<SendItem>().ToList();
        skipped = files.Count - items.Count;
        return items.Count > 0 ? items : throw new CommandException("There is no DICOM file to send.", "Name files or folders with DICOM instances.", ExitCode.NotFound);
    }

    /// <summary>A bar on stderr for people, results at the end.</summary>
    private sealed class SendProgress(int total, bool json) : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly List<SendResult> _results = [];
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly bool _draws = !json && !Console.IsErrorRedirected;
        private long _drawn;

        public void Add(SendResult result)
        {
            lock (_gate)
            {
                _results.Add(result);
                if (_draws && (_clock.ElapsedMilliseconds - _drawn > 100 || _results.Count == total))
                    Draw();
            }
        }

        public int Finish(int skipped)
        {
            var failed = _results.Where(result => !result.IsStored).ToList();
            if (json)
            {
                CommandOutput.Json(new { Sent = _results.Count - failed.Count, Warnings = _results.Count(r => r.IsWarning), Failed = failed.Count, Skipped = skipped, Results = _results });
                return failed.Count == 0 ? ExitCode.Done : ExitCode.Failed;
            }

            foreach (var result in failed.Take(20))
                Console.Error.WriteLine($"{result.File}: {result.Status} {result.Text}");
            foreach (var group in _results.GroupBy(result => result.Status.Length > 0 ? result.Status : "no answer").OrderBy(group => group.Key, StringComparer.Ordinal))
                Console.Out.WriteLine($"{group.Count(),8}  {group.Key}");
            if (skipped > 0)
                Console.Out.WriteLine($"{skipped,8}  files that are no DICOM instance were left out");
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_results.Count - failed.Count} of {total} sent in {_clock.Elapsed.TotalSeconds:F1} s"));
            return failed.Count == 0 ? ExitCode.Done : _results.All(result => result.Status.Length == 0) ? ExitCode.Unreachable : ExitCode.Failed;
        }

        public void Dispose()
        {
            if (_draws)
                Console.Error.WriteLine();
        }

        private void Draw()
        {
            _drawn = _clock.ElapsedMilliseconds;
            var filled = total == 0 ? 30 : 30 * _results.Count / total;
            Console.Error.Write($"\r[{new string('#', filled)}{new string('.', 30 - filled)}] {_results.Count}/{total}");
        }
    }
}
