using System.Net;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.StandIn;

/// <summary>A PACS and archive over a folder, so that the demonstration and tests need nothing else.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private const string Verification = "1.2.840.10008.1.1";

    private readonly DicomServer _server;

    public StandInServer(IPEndPoint endPoint, string folder)
    {
        Directory.CreateDirectory(folder);
        Folder = folder;
        Archive = new FolderArchive(folder);
        var services = new DimseDispatch()
            .Add(DimseCommandField.CStoreRequest, null, Archive)
            .Add(DimseCommandField.CEchoRequest, Verification, new EchoAnswer());
        _server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(endPoint)] }, new OpenPolicy(), services);
    }

    public string Folder { get; }

    public FolderArchive Archive { get; }

    public IPEndPoint EndPoint => _server.EndPoints[0];

    public void Start() => _server.Start();

    public async ValueTask DisposeAsync() => await _server.StopAsync(TimeSpan.FromSeconds(5));
}
