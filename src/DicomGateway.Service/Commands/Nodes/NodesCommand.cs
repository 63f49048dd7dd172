using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Nodes;

/// <summary>`nodes list|export|add|change|remove`: PACS, peers and move destinations of the running service.</summary>
internal static class NodesCommand
{
    public static Command Create() => new("nodes", "PACS, peers and move destinations: who the service speaks with. Changes take effect at once.")
    {
        List(),
        Export(),
        Set("add", "Add a node, for example: nodes add peer CT1 addresses=10.1.2.3 calledAeTitles=TRIAL_A", AddAsync),
        Set("change", "Change what is named of a node that was added; a list that is named is replaced.", ChangeAsync),
        Remove(),
    };

    private static Command List()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the nodes, where each comes from, and what is wrong with it.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var found = new List<(NodeKind Kind, NodeEntry Entry)>();
            foreach (var kind in NodeKind.All)
                found.AddRange((await client.GetAsync<List<NodeEntry>>(kind.Path, cancellationToken)).Select(entry => (kind, entry)));
            if (parse.GetValue(json))
                CommandOutput.Json(found.Select(node => new { Kind = node.Kind.Name, node.Entry.Name, node.Entry.IsFromFile, node.Entry.IsUsable, node.Entry.Options, node.Entry.Problems }));
            else
                CommandOutput.Table(["KIND", "NAME", "WHERE", "FROM", "STATE"], [.. found.Select(node => node.Entry.Row(node.Kind))]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export()
    {
        var kind = new Argument<string[]>("KIND") { Description = "pacs, peer or move-destination; all without it.", Arity = ArgumentArity.ZeroOrMore };
        kind.AcceptOnlyFromAmong([.. NodeKind.All.Select(known => known.Name)]);
        var added = new Option<bool>("--added") { Description = "Only those that were added while the service ran." };
        var data = SharedOptions.Data();
        var command = new Command("export", "Write the nodes as sections of gateway.json.") { kind, added, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var wanted = parse.GetValue(kind) is { Length: > 0 } named ? named : [.. NodeKind.All.Select(known => known.Name)];
            var result = new JsonObject();
            foreach (var section in NodeKind.All.Where(known => wanted.Contains(known.Name)))
            {
                var entries = await client.GetAsync<List<NodeEntry>>(section.Path, cancellationToken);
                result[section.Section] = new JsonArray([.. entries.Where(entry => !parse.GetValue(added) || !entry.IsFromFile).Select(entry => JsonNode.Parse(entry.Options.GetRawText()))]);
            }

            CommandOutput.Json(result);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Set(string verb, string description, Func<ControlClient, NodeKind, string, string[], CancellationToken, Task> setAsync)
    {
        var kind = Kind();
        var name = new Argument<string>("NAME") { Description = "What it is known by: a name for a PACS, else its AE title." };
        var properties = new Argument<string[]>("PROPERTY=VALUE") { Description = "As in gateway.json, such as host=10.1.2.3 or limits.studiesPerMinute=10; lists by naming them several times.", Arity = ArgumentArity.ZeroOrMore };
        var data = SharedOptions.Data();
        var command = new Command(verb, description) { kind, name, properties, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            await setAsync(client, Known(parse.GetValue(kind)!), parse.GetValue(name)!, parse.GetValue(properties) ?? [], cancellationToken);
            Console.Out.WriteLine($"{parse.GetValue(name)} is saved and counts from now on.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task AddAsync(ControlClient client, NodeKind kind, string name, string[] properties, CancellationToken cancellationToken)
    {
        var entry = new JsonObject { [kind.NameProperty] = name };
        NodeProperties.Apply(entry, kind.Type, properties);
        await client.PostAsync<JsonElement>(kind.Path, entry, cancellationToken);
    }

    private static async Task ChangeAsync(ControlClient client, NodeKind kind, string name, string[] properties, CancellationToken cancellationToken)
    {
        var entries = await client.GetAsync<List<NodeEntry>>(kind.Path, cancellationToken);
        var known = entries.FirstOrDefault(entry => entry.Name == name)
            ?? throw new CommandException($"There is no {kind.Name} of that name.", "See `nodes list`.", ExitCode.NotFound);
        var changed = JsonNode.Parse(known.Options.GetRawText())!.AsObject();
        NodeProperties.Apply(changed, kind.Type, properties);
        await client.SendAsync<JsonElement>(HttpMethod.Put, kind.PathToChange(name), JsonContent.Create(changed), cancellationToken);
    }

    private static Command Remove()
    {
        var kind = Kind();
        var name = new Argument<string>("NAME") { Description = "Of the PACS, or the AE title." };
        var data = SharedOptions.Data();
        var command = new Command("remove", "Remove a node that was added. Associations that stand are not ended; a peer gets no new one.") { kind, name, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            await client.DeleteAsync(Known(parse.GetValue(kind)!).PathOf(parse.GetValue(name)!), cancellationToken);
            Console.Out.WriteLine($"{parse.GetValue(name)} is removed.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Kind()
    {
        var kind = new Argument<string>("KIND") { Description = "pacs, peer or move-destination." };
        kind.AcceptOnlyFromAmong([.. NodeKind.All.Select(known => known.Name)]);
        return kind;
    }

    private static NodeKind Known(string name) => NodeKind.All.Single(kind => kind.Name == name);
}
