using System.CommandLine;
using DicomGateway.Service.Api;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Commands.Accounts;

/// <summary>`account list|add|reset|disable|enable`: who may sign in to the console.</summary>
internal static class AccountCommand
{
    public static Command Create() => new("account", "Accounts of the console.")
    {
        List(),
        Add(),
        Link("reset", "Take an account's password away and print a one-time link to choose another."),
        Switch("disable", "Keep an account from signing in; its sessions end at once."),
        Switch("enable", "Let a disabled account sign in again."),
    };

    private static Command List()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the accounts.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var accounts = await client.GetAsync<List<AccountView>>("accounts", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(accounts);
            else
                CommandOutput.Table(["NAME", "ROLE", "STATE", "LAST LOGIN"], [.. accounts.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(AccountView account) =>
        [account.Name, account.Role.ToString(), account.State, account.LastLogin is { } at ? CommandOutput.Time(at) : "never"];

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "How the account is called." };
        var role = new Option<AccountRole>("--role") { Description = "What it may do.", DefaultValueFactory = _ => AccountRole.ResearchOperator };
        var data = SharedOptions.Data();
        var command = new Command("add", "Make an account and print a one-time link by which its password is chosen.") { name, role, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var made = await client.PostAsync<OneTimeLink>("accounts", new NewAccount(parse.GetValue(name)!, parse.GetValue(role)), cancellationToken);
            Console.Out.WriteLine(made.Link);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Link(string verb, string description)
    {
        var name = new Argument<string>("NAME") { Description = "The account." };
        var data = SharedOptions.Data();
        var command = new Command(verb, description) { name, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var made = await client.PostAsync<OneTimeLink>($"accounts/{Uri.EscapeDataString(parse.GetValue(name)!)}/{verb}", new { }, cancellationToken);
            Console.Out.WriteLine(made.Link);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Switch(string verb, string description)
    {
        var name = new Argument<string>("NAME") { Description = "The account." };
        var data = SharedOptions.Data();
        var command = new Command(verb, description) { name, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var account = await client.PostAsync<AccountView>($"accounts/{Uri.EscapeDataString(parse.GetValue(name)!)}/{verb}", new { }, cancellationToken);
            Console.Out.WriteLine($"{account.Name} is {account.State}.");
            return ExitCode.Done;
        });
        return command;
    }
}
