using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Demo;

/// <summary>The demonstration's gateway.json: a real one, read and checked like any other.</summary>
internal static class DemoConfiguration
{
    public const string PhantomProject = "phantom";
    public const string InputProject = "input";
    public const string PhantomAeTitle = "PHANTOM";
    public const string InputAeTitle = "INPUT";
    public const string RetrieveProject = "retrieve";
    public const string RetrieveAeTitle = "RETRIEVE";
    public const string FetchAeTitle = "DEMO_FETCH";
    public const string PacsName = "pacs";
    public const string PacsAeTitle = "DEMO_PACS";
    public const string ArchiveAeTitle = "DEMO_ARCHIVE";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    public static LoadedConfiguration Write(DemoFolders folders, int archivePort, int pacsPort)
    {
        var json = new JsonObject
        {
            ["keyFile"] = folders.Keys,
            ["listeners"] = new JsonObject
            {
                ["dicom"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = 0 },
                ["health"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = 0 },
            },
            ["storage"] = new JsonObject { ["watermarkMegabytes"] = 64 },
            ["destinations"] = new JsonArray(new JsonObject { ["name"] = "archive", ["host"] = "127.0.0.1", ["port"] = archivePort, ["calledAeTitle"] = ArchiveAeTitle }),
            ["projects"] = new JsonArray(Project(PhantomProject, PhantomAeTitle), Project(InputProject, InputAeTitle), Project(RetrieveProject, RetrieveAeTitle)),
            ["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray(FetchAeTitle), ["lateTime"] = "2s" },
            ["pacs"] = new JsonArray(new JsonObject
            {
                ["name"] = PacsName,
                ["host"] = "127.0.0.1",
                ["port"] = pacsPort,
                ["calledAeTitle"] = PacsAeTitle,
                ["moveDestination"] = FetchAeTitle,
            }),
            ["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = PacsAeTitle, ["addresses"] = new JsonArray("127.0.0.1") }),
        };
        File.WriteAllText(folders.Configuration, json.ToJsonString(Layout));
        return ConfigurationLoader.Load(folders.Configuration, folders.Data);
    }

    private static JsonObject Project(string name, string aeTitle) => new()
    {
        ["name"] = name,
        ["aeTitles"] = new JsonArray(aeTitle),
        ["profile"] = "basic",
        ["destinations"] = new JsonArray("archive"),
        ["assemblyIdle"] = "2s",
    };
}
