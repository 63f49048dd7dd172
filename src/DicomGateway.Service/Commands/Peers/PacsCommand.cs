using System.CommandLine;
using System.Net;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>`pacs`: a stand-in PACS and archive over a folder.</summary>
internal sealed class PacsCommand
{
    private readonly Argument<string> _folder = new("FOLDER") { Description = "DICOM files that it holds, and where received instances are stored; made when missing." };
    private readonly Option<int> _port = new("--port") { Description = "Port on loopback; 0 lets the system choose.", DefaultValueFactory = _ => 11113 };
    private readonly Option<string> _aeTitle = new("--aet") { Description = "AE title of the stand-in.", HelpName = "AE", DefaultValueFactory = _ => "STANDIN" };
    private readonly Option<string[]> _known = new("--known") { Description = "AE title that it can send to; may be repeated.", HelpName = "AE=HOST:PORT" };
    private readonly Option<string?> _journal = new("--log") { Description = "Write what is asked and sent to this file, one JSON object a line.", HelpName = "FILE" };
    private readonly Option<string?> _script = new("--script") { Description = "Misbehave as this file says; see docs/rehearsal.md.", HelpName = "FILE" };

    private readonly Option<bool> _reports = new("--report-back") { Description = "Send storage commitment reports over a new association to the AE title that asked, which --known names." };

    private readonly Option<bool> _patientRoot = new("--patient-root-only") { Description = "Offer the patient root only, without relational queries: below the patient level it answers for one named patient." };

    private PacsCommand()
    {
    }

    public static Command Create() => new PacsCommand().Make();

    private Command Make()
    {
        var command = new Command("pacs", "Run a stand-in PACS on loopback over a folder: it stores, finds and sends, to everybody. For trials, never for patients' data.")
        {
            _folder, _port, _aeTitle, _known, _journal, _script, _reports, _patientRoot,
        };
        command.Runs(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var options = new StandInOptions
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, parse.GetValue(_port)),
            Folder = Path.GetFullPath(parse.GetValue(_folder)!),
            AeTitle = parse.GetValue(_aeTitle)!,
            Known = (parse.GetValue(_known) ?? []).Select(Known).ToDictionary(),
            IsPatientRootOnly = parse.GetValue(_patientRoot),
            ReportsOverNewAssociation = parse.GetValue(_reports),
            Script = parse.GetValue(_script) is { } script ? ScriptFile.Load(script) : MisbehaviourScript.None,
        };
        var journal = parse.GetValue(_journal) is { } log ? StandInJournal.ToFile(Path.GetFullPath(log), TimeProvider.System) : null;
        await using var pacs = new StandInPacs(options, journal: journal);
        pacs.Start();
        Console.Out.WriteLine($"{options.AeTitle} on {pacs.EndPoint}, folder {pacs.Folder}: {pacs.Index.Studies.Count} studies, {pacs.Index.InstanceCount} instances. Stop with Ctrl+C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.Out.WriteLine($"{pacs.Archive.Received} instance(s) received.");
        return ExitCode.Done;
    }

    private static KeyValuePair<string, DnsEndPoint> Known(string text)
    {
        var (equals, colon) = (text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf(':'));
        if (equals is < 1 or > 16 || colon <= equals + 1 || !ushort.TryParse(text.AsSpan(colon + 1), out var port) || port == 0)
            throw new CommandException($"'{text}' names no peer.", "Write AE=HOST:PORT, for example GATEWAY=127.0.0.1:11112.");
        return new(text[..equals], new DnsEndPoint(text[(equals + 1)..colon].Trim('[', ']'), port));
    }
}
