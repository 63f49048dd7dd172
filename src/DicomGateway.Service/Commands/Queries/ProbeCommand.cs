using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Network;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer.Jobs.Probing;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>`probe HOST:PORT|PACS`: what a PACS can do.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var peer = new PacsArgument();
        var retrieve = new Option<bool>("--retrieve") { Description = "Retrieve one instance as a trial; what comes by C-GET is dropped." };
        var destination = new Option<string?>("--move-to") { Description = "With --retrieve: try C-MOVE to this AE title, too.", HelpName = "AE" };
        var save = new Option<string?>("--save") { Description = "Keep what was found for this PACS of the running service, which is added when it is not known there.", HelpName = "PACS" };
        var json = SharedOptions.Json();
        var command = new Command("probe", "Find out what a PACS can do, by a few dozen small queries; nothing is retrieved unless --retrieve is given.") { retrieve, destination, save, json };
        peer.AddTo(command);
        command.Runs(async (parse, cancellationToken) =>
        {
            var client = await peer.ReadAsync(parse, cancellationToken);
            var report = await ProbeAsync(
                new ProbeOptions { Client = client, Retrieve = parse.GetValue(retrieve), MoveDestination = parse.GetValue(destination) }, cancellationToken);
            if (parse.GetValue(json))
                Console.Out.WriteLine(ProbeResult.ToJson(report).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            else
                ProbeText.Write(report);
            if (parse.GetValue(save) is { } name)
                await SaveAsync(peer.Service(parse), name, client, report, cancellationToken);
            return report.Services.Count > 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<ProbeReport> ProbeAsync(ProbeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await new PacsProber(options, TimeProvider.System).ProbeAsync(cancellationToken);
        }
        catch (DicomAssociationException e)
        {
            throw new CommandException(e.Message, "Check host, port, AE titles (--aec, --aet) and TLS on both sides.", ExitCode.Unreachable);
        }
    }

    private static async Task SaveAsync(ControlClient service, string name, DicomClientOptions client, ProbeReport report, CancellationToken cancellationToken)
    {
        using (service)
        {
            var known = await service.GetAsync<List<PacsView>>("pacs", cancellationToken);
            if (known.All(pacs => pacs.Name != name))
            {
                var added = new JsonObject
                {
                    ["name"] = name,
                    ["host"] = client.Host,
                    ["port"] = client.Port,
                    ["calledAeTitle"] = client.CalledAeTitle,
                    ["callingAeTitle"] = client.CallingAeTitle,
                };
                await service.PostAsync<PacsView>("pacs", added, cancellationToken);
            }

            await service.PostAsync<PacsView>(
                $"pacs/{Uri.EscapeDataString(name)}/profile", JsonNode.Parse(ConfigurationJson.Write(ProbeResult.Findings(report)))!, cancellationToken);
            Console.Error.WriteLine($"Saved; jobs of {name} go by it from now on.");
        }
    }
}
