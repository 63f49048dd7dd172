using System.Text.Json.Nodes;

namespace DicomGateway.Scenarios.Peers;

/// <summary>Changes to a scenario's configuration.</summary>
internal static class NodeConfiguration
{
    public static JsonObject Project(this JsonObject configuration) => configuration["projects"]!.AsArray()[0]!.AsObject();

    /// <summary>Adds an archive on loopback and lets the project forward to it.</summary>
    public static void AddArchive(this JsonObject configuration, int port, string aeTitle, JsonObject? tls = null, string proof = "None")
    {
        var destination = new JsonObject { ["name"] = "archive", ["host"] = "localhost", ["port"] = port, ["calledAeTitle"] = aeTitle, ["proof"] = proof };
        if (tls is not null)
            destination["tls"] = tls;
        configuration["destinations"]!.AsArray().Add(destination);
        configuration.Project()["destinations"] = new JsonArray("archive");
    }
}
