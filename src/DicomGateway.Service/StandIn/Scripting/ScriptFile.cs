using DicomGateway.Service.Configuration;
using ConfigurationBinder = DicomGateway.Service.Configuration.ConfigurationBinder;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>Reads a script; every error in it is named at once.</summary>
internal static class ScriptFile
{
    /// <exception cref="ConfigurationException">The file is missing, is no JSON, or has errors.</exception>
    public static MisbehaviourScript Load(string file)
    {
        var path = Path.GetFullPath(file);
        var binder = new ConfigurationBinder(Path.GetDirectoryName(path)!);
        var script = (MisbehaviourScript)binder.Bind(JsonFile.Read(path, "Name a script; docs/rehearsal.md has examples."), typeof(MisbehaviourScript), "$");
        var errors = binder.Errors.Concat(script.Rules.SelectMany(Check)).ToList();
        return errors.Count == 0 ? script : throw new ConfigurationException(path, errors);
    }

    /// <summary>The JSON Schema of scripts.</summary>
    public static string Schema() => ConfigurationSchema.Write(typeof(MisbehaviourScript), "DicomGateway: what a stand-in PACS gets wrong");

    private static IEnumerable<ConfigurationError> Check(MisbehaviourRule rule, int index)
    {
        if (!HexStatus.IsValid(rule.Status))
            yield return new ConfigurationError($"$.rules[{index}].status", $"'{rule.Status}' is no status.", "Write four hexadecimal digits, such as A700.");
        foreach (var key in rule.Keys.Where(key => Dicom.Dictionary.DicomDictionary.Find(key) is null))
            yield return new ConfigurationError($"$.rules[{index}].keys", $"'{key}' is no keyword of the data dictionary.", "Write it as PS3.6 does, such as AccessionNumber.");
    }
}
