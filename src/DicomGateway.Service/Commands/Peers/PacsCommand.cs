using System.CommandLine;
using System.Net;
using DicomGateway.Service.StandIn;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>`pacs`: a stand-in PACS and archive over a folder.</summary>
internal static class PacsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where received instances are stored as files; made when missing." };
        var port = new Option<int>("--port") { Description = "Port on loopback; 0 lets the system choose.", DefaultValueFactory = _ => 11113 };
        var command = new Command("pacs", "Run a stand-in archive on loopback that accepts everybody and stores what it receives. For trials, never for patients' data.") { folder, port };
        command.Runs(async (parse, cancellationToken) =>
        {
            await using var server = new StandInServer(new IPEndPoint(IPAddress.Loopback, parse.GetValue(port)), Path.GetFullPath(parse.GetValue(folder)!));
            server.Start();
            Console.Out.WriteLine($"Archive on {server.EndPoint}, folder {server.Folder}. Stop with Ctrl+C.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Console.Out.WriteLine($"{server.Archive.Received} instance(s) received.");
            return ExitCode.Done;
        });
        return command;
    }
}
