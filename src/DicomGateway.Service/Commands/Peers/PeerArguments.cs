using System.CommandLine;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Tls;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>The peer of `echo`, `send` and others: HOST:PORT, AE titles, TLS.</summary>
internal sealed class PeerArguments(string name = "HOST:PORT", string description = "Where the peer listens.")
{
    private readonly Argument<string> _address = new(name) { Description = description };
    private readonly Option<string> _called = new("--aec") { Description = "The peer's AE title.", HelpName = "AE", DefaultValueFactory = _ => "ANY-SCP" };
    private readonly Option<string> _calling = new("--aet") { Description = "Our AE title.", HelpName = "AE", DefaultValueFactory = _ => "DICOMGATEWAY" };
    private readonly Option<bool> _tls = new("--tls") { Description = "Use TLS." };
    private readonly Option<string?> _authorities = new("--ca") { Description = "PEM file with the authorities of the peer's certificate; without it, those of the system.", HelpName = "FILE" };
    private readonly Option<string?> _certificate = new("--cert") { Description = "PEM file with our certificate.", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--key") { Description = "PEM file with our private key.", HelpName = "FILE" };
    private readonly Option<bool> _anyName = new("--any-name") { Description = "Do not ask for the host name in the peer's certificate." };
    private readonly Option<string> _timeout = new("--timeout") { Description = "How long an answer may take.", HelpName = "TIME", DefaultValueFactory = _ => "2m" };

    public string Address(ParseResult parse) => parse.GetValue(_address)!;

    public void AddTo(Command command)
    {
        command.Add(_address);
        Option[] options = [_called, _calling, _tls, _authorities, _certificate, _key, _anyName, _timeout];
        foreach (var option in options)
            command.Add(option);
    }

    /// <exception cref="CommandException">The address or a time is none, or a file is missing.</exception>
    public DicomClientOptions Read(ParseResult parse)
    {
        var address = parse.GetValue(_address)!;
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(address.AsSpan(colon + 1), out var port) || port == 0)
            throw new CommandException($"'{address}' is no address.", "Write HOST:PORT, for example pacs.example.org:104 or [::1]:11112.");
        if (!Duration.TryParse(parse.GetValue(_timeout)!, out var timeout))
            throw new CommandException($"'{parse.GetValue(_timeout)}' is no time.", "Write for example 30s or 2m.");
        return new DicomClientOptions
        {
            Host = address[..colon].Trim('[', ']'),
            Port = port,
            CalledAeTitle = parse.GetValue(_called)!,
            CallingAeTitle = parse.GetValue(_calling)!,
            Association = new AssociationOptions { Timeouts = new AssociationTimeouts { Response = timeout } },
            Tls = parse.GetValue(_tls) ? Tls(parse) : null,
        };
    }

    private TlsOptions Tls(ParseResult parse)
    {
        string?[] files = [parse.GetValue(_authorities), parse.GetValue(_certificate), parse.GetValue(_key)];
        if (files.FirstOrDefault(file => file is not null && !File.Exists(file)) is { } missing)
            throw new CommandException($"{missing} does not exist.", "Name a PEM file.", ExitCode.NotFound);
        return TlsSettings.Client(
            new TlsClientOptions { Authorities = files[0], Certificate = files[1], PrivateKey = files[2], CheckServerName = !parse.GetValue(_anyName) }, Path.GetFullPath);
    }
}
