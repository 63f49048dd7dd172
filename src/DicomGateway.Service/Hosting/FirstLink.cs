using DicomGateway.Service.Accounts;

namespace DicomGateway.Service.Hosting;

/// <summary>
/// Prints the one-time link by which the first administrator is made, as long as there is none. To the terminal or the service manager's
/// journal only, never to the log files.
/// </summary>
internal sealed class FirstLink(SetUpLinks links) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await links.CreateFirstAsync(cancellationToken) is { } link)
            await Console.Out.WriteLineAsync($"Set up the console, once and within a day: {link}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
