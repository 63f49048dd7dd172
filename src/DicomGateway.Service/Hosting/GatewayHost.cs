using DicomGateway.Service.Alerts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Service.Health;
using DicomGateway.Service.Holds;
using DicomGateway.Service.Logs;
using DicomGateway.Service.Web;
using DicomGateway.Service.Web.Shared;
using Serilog;

namespace DicomGateway.Service.Hosting;

/// <summary>Puts the process together: node, local socket, health port, logs, and the service manager of the system.</summary>
internal static class GatewayHost
{
    /// <summary>How long the node may take to finish what has begun.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(20);

    /// <param name="configuration">A checked configuration.</param>
    /// <param name="configureLogs">Replaces the logs' sinks; for the demonstration and tests.</param>
    public static WebApplication Build(LoadedConfiguration configuration, Action<ILoggingBuilder>? configureLogs = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        if (configureLogs is null)
            builder.Logging.AddSerilog(LoggingSetup.Create(configuration.Values.Logging, configuration.LogFolder), dispose: true);
        else
            configureLogs(builder.Logging);

        AddServices(builder.Services, configuration);
        Listen(builder.WebHost, configuration);
        var app = builder.Build();

        // Counts from the start, not from the first question on.
        app.Services.GetRequiredService<MetricsCollector>();
        app.UseRouting();
        app.UseMiddleware<ConsoleGuard>();
        app.UseMiddleware<AccessMiddleware>();
        app.MapHealth();
        app.MapApi();
        app.MapConsole();
        return app;
    }

    private static void AddServices(IServiceCollection services, LoadedConfiguration configuration)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTime + TimeSpan.FromSeconds(5));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton<Watchdog>();
        services.AddSingleton(SystemdNotifier.FromEnvironment());
        services.AddSingleton<GatewayNode>();
        services.AddHostedService(provider => provider.GetRequiredService<GatewayNode>());
        services.AddSingleton<HoldDecisions>();
        services.AddConsole();
        services.AddHostedService<SystemdLifetime>();
        services.AddSingleton<AlertRoom>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertRoom>());
        if (OperatingSystem.IsWindows() && !Environment.UserInteractive)
            services.AddSingleton<IHostLifetime, WindowsServiceLifetime>();
    }

    private static void Listen(ConfigureWebHostBuilder host, LoadedConfiguration configuration)
    {
        var socket = ControlSocket.UsablePathIn(configuration.DataFolder);
        var health = configuration.Values.Listeners.Health;
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 100;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.ListenUnixSocket(socket, listener => DoorFeature.Mark(listener, Door.Control));
            if (configuration.Values.Listeners.Console is { } console)
                kestrel.ListenConsole(console, configuration);
            if (health is not null)
                kestrel.Listen(System.Net.IPAddress.Parse(health.Address), health.Port, listener => DoorFeature.Mark(listener, Door.Health));
        });
    }
}
