using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Forwarding;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Forwarding.Folder;
using DicomGateway.Transfer.Forwarding.Stow;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Tests.Forwarding.Stow;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Forwarding;

/// <summary>Whether a destination could take something, and what to do where it could not.</summary>
[TestFixture]
internal sealed class EchoTests
{
    [Test]
    public async Task Archive_answers_a_C_ECHO_and_one_that_is_away_is_told_with_a_remedy()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        var port = archive.Port;
        var alive = await AskAsync(new ArchiveDestination(Archive(port), TimeProvider.System));
        Assert.That(alive.IsAlive, Is.True);
        Assert.That(alive.Text, Does.Contain("C-ECHO").And.Contain("storage commitment"));

        archive.Choose = context => context.AbstractSyntax == "1.2.840.10008.1.1" ? context.TransferSyntaxes[0] : null;
        var without = await AskAsync(new ArchiveDestination(Archive(port) with { Proof = ProofKind.Commitment }, TimeProvider.System));
        Assert.That(without.IsAlive, Is.True);
        Assert.That(without.Remedy, Does.Contain("proof"));

        await archive.DownAsync();
        var away = await AskAsync(new ArchiveDestination(Archive(port), TimeProvider.System));
        Assert.That(away.IsAlive, Is.False);
        Assert.That(away.Remedy, Does.Contain("port"));
    }

    [TestCase("POST", 204, true, "POST")]
    [TestCase("GET", 204, false, "takes no instances")]
    [TestCase(null, 200, true, "QIDO-RS")]
    [TestCase(null, 401, false, "token")]
    [TestCase(null, 404, false, "url")]
    [TestCase(null, 302, false, "url")]
    [TestCase(null, 500, false, "log")]
    public async Task Server_is_asked_without_an_instance(string? allowed, int status, bool isAlive, string words)
    {
        await using var server = await StowServer.StartAsync();
        server.Other = http =>
        {
            http.Response.StatusCode = status;
            if (allowed is not null)
                http.Response.Headers.Allow = allowed;
            return Task.CompletedTask;
        };
        var echo = await AskAsync(new StowDestination(new StowOptions { Name = "web", BaseUrl = server.BaseUrl }, TimeProvider.System));
        Assert.That(echo.IsAlive, Is.EqualTo(isAlive));
        Assert.That(echo.Text + echo.Remedy, Does.Contain(words));
        Assert.That(echo.Remedy is null, Is.EqualTo(isAlive));
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task Server_that_is_away_is_told()
    {
        var server = await StowServer.StartAsync();
        var url = server.BaseUrl;
        await server.DisposeAsync();
        var echo = await AskAsync(new StowDestination(new StowOptions { Name = "web", BaseUrl = url }, TimeProvider.System));
        Assert.That(echo.IsAlive, Is.False);
        Assert.That(echo.Remedy, Does.Contain("firewall"));
    }

    [Test]
    public async Task Folder_is_written_to_and_nothing_stays()
    {
        using var folder = new TestFolder();
        var alive = await AskAsync(new FolderDestination(new FolderOptions { Name = "share", Path = folder.Path }));
        Assert.That(alive.IsAlive, Is.True);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
        var missing = await AskAsync(new FolderDestination(new FolderOptions { Name = "share", Path = Path.Combine(folder.Path, "share") }));
        Assert.That(missing.IsAlive, Is.False);
        Assert.That(missing.Remedy, Does.Contain("Mount"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    private static async Task<DestinationEcho> AskAsync(IDestination destination)
    {
        await using (destination)
            return await destination.EchoAsync(CancellationToken.None);
    }

    private static ArchiveOptions Archive(int port) => new()
    {
        Name = "archive",
        Client = new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "ARCHIVE", CallingAeTitle = "GATEWAY" },
    };
}
