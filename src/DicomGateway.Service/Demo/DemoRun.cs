using System.Net;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Logs;
using DicomGateway.Service.Phantom;
using DicomGateway.Service.Sending;
using DicomGateway.Service.StandIn;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Serilog;

namespace DicomGateway.Service.Demo;

/// <summary>Node, stand-in PACS and archive in one process; what is sent goes over real sockets.</summary>
internal sealed class DemoRun(DemoFolders folders, string? input, TimeProvider time, TextWriter output)
{
    private const int Seed = 20261121;
    private const string Marker = "QXDEMO";

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <summary>True when every study arrived clean or is held for an expected reason.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var archive = new StandInPacs(new StandInOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Folder = folders.Archive });
        archive.Start();
        var held = PhantomGenerator.Generate(folders.Pacs, new PhantomOptions { Seed = Seed + 1, Marker = Marker, Studies = 12, Slices = 6, Matrix = 64 }, cancellationToken);
        var known = new Dictionary<string, DnsEndPoint>();
        await using var pacs = new StandInPacs(new StandInOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Folder = folders.Pacs, AeTitle = DemoConfiguration.PacsAeTitle, Known = known });
        pacs.Start();
        var configuration = DemoConfiguration.Write(folders, archive.EndPoint.Port, pacs.EndPoint.Port);
        await using var app = GatewayHost.Build(configuration, logs => logs.AddSerilog(LoggingSetup.ForFiles(configuration.Values.Logging, configuration.LogFolder), dispose: true));
        await app.StartAsync(cancellationToken);
        var node = app.Services.GetRequiredService<GatewayNode>();
        known[DemoConfiguration.FetchAeTitle] = new DnsEndPoint(IPAddress.Loopback.ToString(), node.EndPoints[0].Port);
        output.WriteLine($"Node on {node.EndPoints[0]}, PACS on {pacs.EndPoint}, archive on {archive.EndPoint}, all in {folders.Root}");

        var phantom = PhantomGenerator.Generate(folders.Phantom, new PhantomOptions { Seed = Seed, Marker = Marker }, cancellationToken);
        var sent = await SendAsync(node, DemoConfiguration.PhantomAeTitle, folders.Phantom, $"{phantom.Studies.Count} phantom studies", cancellationToken);
        if (input is not null)
            sent &= await SendAsync(node, DemoConfiguration.InputAeTitle, input, input, cancellationToken);
        var isFetched = await new DemoRetrieval(node, time, output).RunAsync(cancellationToken);
        var studies = await WaitAsync(node.Records, cancellationToken);
        var report = new DemoReport(node.Records, output);
        var asExpected = await report.WriteAsync(studies, cancellationToken);
        var isClean = DemoArchiveCheck.Run(folders.Archive, [.. phantom.PlantedValues, .. held.PlantedValues], Marker, output);
        var isWhole = await report.CountAsync(archive.Archive, studies, cancellationToken);
        await app.StopAsync(cancellationToken);
        return sent && isFetched && asExpected && isClean && isWhole;
    }

    private async Task<bool> SendAsync(GatewayNode node, string calledAeTitle, string folder, string what, CancellationToken cancellationToken)
    {
        var files = SendFiles.Below([folder]).ToList();
        var items = files.Select(SendFiles.Read).OfType<SendItem>().ToList();
        var failures = new List<SendResult>();
        var options = new DicomClientOptions
        {
            Host = IPAddress.Loopback.ToString(),
            Port = node.EndPoints[0].Port,
            CallingAeTitle = DemoConfiguration.PacsAeTitle,
            CalledAeTitle = calledAeTitle,
        };
        var gate = new Lock();
        await new Sender(options, 2, result =>
        {
            if (!result.IsStored)
            {
                lock (gate)
                    failures.Add(result);
            }
        }).SendAsync(items, cancellationToken);
        output.WriteLine($"Sent {what}: {items.Count - failures.Count} of {items.Count} instances acknowledged, {files.Count - items.Count} files are no DICOM instance");
        foreach (var failure in failures.Take(20))
            output.WriteLine($"  not acknowledged: {failure.File}: {failure.Status} {failure.Text}");
        return failures.Count == 0;
    }

    /// <summary>Until every study has come to rest.</summary>
    private async Task<IReadOnlyList<StudySummary>> WaitAsync(GatewayRecords records, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var studies = await records.Studies.ListAsync(new StudyFilter { Limit = 100_000 }, cancellationToken);
            if (studies.Count > 0 && studies.All(study => study.State is StudyState.Forwarded or StudyState.Committed or StudyState.Held or StudyState.Rejected or StudyState.Excluded))
                return [.. studies.OrderBy(study => study.StudyId)];
            if (time.GetElapsedTime(start) > LongestWait)
            {
                output.WriteLine($"Not every study has come to rest within {LongestWait.TotalMinutes:F0} minutes.");
                return studies;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }
}
