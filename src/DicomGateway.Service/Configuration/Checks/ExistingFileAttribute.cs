namespace DicomGateway.Service.Configuration.Checks;

/// <summary>The path of a file that must be there; a relative one starts at the folder of gateway.json.</summary>
internal sealed class ExistingFileAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder)
    {
        var path = Path.Combine(folder, (string)value);
        return File.Exists(path) ? null : ($"the file {path} does not exist.", "Create it or correct the path.");
    }
}
