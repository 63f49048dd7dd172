using System.CommandLine;
using System.Text.Json;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Commands.Peers;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Service.Control;
using DicomGateway.Service.Pacs;
using ConfigurationBinder = DicomGateway.Service.Configuration.ConfigurationBinder;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>HOST:PORT with AE titles and TLS, or the name of a PACS that the running service knows.</summary>
internal sealed class PacsArgument
{
    private readonly PeerArguments _peer = new("HOST:PORT|PACS", "Where the PACS listens, or its name in the service.");
    private readonly Option<string> _data = SharedOptions.Data();

    public void AddTo(Command command)
    {
        _peer.AddTo(command);
        command.Add(_data);
    }

    /// <summary>The name, or null where an address was given.</summary>
    public string? Name(ParseResult parse) => _peer.Address(parse) is var text && text.Contains(':', StringComparison.Ordinal) ? null : text;

    public ControlClient Service(ParseResult parse) => new(parse.GetValue(_data)!);

    /// <exception cref="CommandException">The address or a time is none, or a file is missing.</exception>
    /// <exception cref="ControlException">The service does not run, or knows no such PACS.</exception>
    public async Task<DicomClientOptions> ReadAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        if (Name(parse) is not { } name)
            return _peer.Read(parse);
        using var service = Service(parse);
        var view = await service.GetAsync<PacsView>("pacs/" + Uri.EscapeDataString(name), cancellationToken);
        return PacsSettings.Client(Bind(view.Options), path => path);
    }

    private static PacsOptions Bind(JsonElement options) => (PacsOptions)new ConfigurationBinder("/").Bind(options, typeof(PacsOptions), "$");
}
