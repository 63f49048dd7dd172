using System.CommandLine;
using DicomGateway.Service.Api;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Accounts;

/// <summary>`setup-link`: where the first administrator begins.</summary>
internal static class SetUpLinkCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        var command = new Command("setup-link", "Print a one-time link by which the first administrator of the console is made. Links before it stop working.") { data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            Console.Out.WriteLine((await client.PostAsync<OneTimeLink>("setup-link", new { }, cancellationToken)).Link);
            return ExitCode.Done;
        });
        return command;
    }
}
