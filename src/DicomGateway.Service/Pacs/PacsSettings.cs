using System.Globalization;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Admission;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Service.Pacs;

/// <summary>A configured PACS, as Transfer wants it.</summary>
internal static class PacsSettings
{
    /// <param name="options">As configured.</param>
    /// <param name="probed">What a probe found; counts over the product's file, under what is set by hand.</param>
    /// <param name="configuration">Where files lie.</param>
    /// <exception cref="ConfigurationException">The product's file is missing or wrong.</exception>
    public static PacsNode From(PacsOptions options, QuirkOptions? probed, LoadedConfiguration configuration) => new()
    {
        Name = options.Name,
        Client = Client(options, configuration.Resolve),
        MoveDestination = options.MoveDestination,
        Profile = Profile([OfProduct(options.Profile, configuration.Folder), probed, options.Quirks]),
        Limits = new PacsLimits
        {
            Associations = options.Limits.Associations,
            StudiesPerMinute = options.Limits.StudiesPerMinute,
            QueriesPerMinute = options.Limits.QueriesPerMinute,
            BytesPerMinute = options.Limits.BytesPerMinute,
            Windows = [.. options.Limits.Windows.Select(window => new WeeklyWindow(window.Days, Time(window.From), Time(window.To)))],
        },
    };

    public static DicomClientOptions Client(PacsOptions options, Func<string, string> resolve) =>
        AdmissionSettings.Client(options, options.CalledAeTitle, options.CallingAeTitle, resolve);

    /// <summary>A profile as configuration has it, every statement of it.</summary>
    public static QuirkOptions Quirks(PacsProfile profile) => new()
    {
        Model = profile.Model,
        Retrieval = profile.Retrieval,
        NarrowestRetrieval = profile.NarrowestRetrieval,
        NarrowestQuery = profile.NarrowestQuery,
        Relational = profile.IsRelational,
        DescendsFromPatients = profile.DescendsFromPatients,
        DateTimeMatching = profile.MatchesDateTime,
        ResultLimit = profile.ResultLimit,
        UnmatchedKeys = profile.UnmatchedKeys,
        UnreturnedKeys = profile.UnreturnedKeys,
        MayNotBeCancelled = profile.MayNotBeCancelled,
    };

    /// <summary>What is known, the later over the earlier.</summary>
    public static PacsProfile Profile(IEnumerable<QuirkOptions?> quirks)
    {
        var profile = new PacsProfile();
        foreach (var known in quirks.OfType<QuirkOptions>())
        {
            profile = new PacsProfile
            {
                Model = known.Model ?? profile.Model,
                Retrieval = known.Retrieval ?? profile.Retrieval,
                NarrowestRetrieval = known.NarrowestRetrieval ?? profile.NarrowestRetrieval,
                NarrowestQuery = known.NarrowestQuery ?? profile.NarrowestQuery,
                IsRelational = known.Relational ?? profile.IsRelational,
                DescendsFromPatients = known.DescendsFromPatients ?? profile.DescendsFromPatients,
                MatchesDateTime = known.DateTimeMatching ?? profile.MatchesDateTime,
                ResultLimit = known.ResultLimit ?? profile.ResultLimit,
                UnmatchedKeys = known.UnmatchedKeys ?? profile.UnmatchedKeys,
                UnreturnedKeys = known.UnreturnedKeys ?? profile.UnreturnedKeys,
                MayNotBeCancelled = known.MayNotBeCancelled ?? profile.MayNotBeCancelled,
            };
        }

        return profile;
    }

    private static QuirkOptions OfProduct(string name, string folder)
    {
        var path = PacsProfileFiles.Find(name, folder)
            ?? throw new ConfigurationException(name, [new ConfigurationError("$", "there is no such PACS profile.", "Put it into pacs-profiles/ beside the configuration.")]);
        return PacsProfileFiles.Load(path).Quirks;
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
