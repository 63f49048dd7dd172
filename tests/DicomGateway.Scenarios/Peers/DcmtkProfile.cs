using System.Globalization;
using System.Text;

namespace DicomGateway.Scenarios.Peers;

/// <summary>
/// An association negotiation profile of DCMTK (its asconfig.txt) for Storage. Of several presentation contexts of a SOP class dcmqrscp takes the
/// same one whatever the syntax of the file is, and converts only between uncompressed ones: what it is to send as it is needs one context a class.
/// </summary>
internal static class DcmtkProfile
{
    private const int MostContexts = 128;
    private const string Name = "Storage";

    /// <summary>One line a class: implicit VR, explicit VR and big endian are one syntax to DCMTK.</summary>
    /// <returns>Options of dcmqrscp, for what it takes and what it sends.</returns>
    public static async Task<string[]> WriteAsync(string file, IReadOnlyDictionary<string, string> syntaxes)
    {
        Assert.That(syntaxes, Has.Count.LessThanOrEqualTo(MostContexts), "presentation contexts of an association");
        var text = new StringBuilder("[[TransferSyntaxes]]\n");
        foreach (var syntax in syntaxes.Values.Distinct())
            text.Append(CultureInfo.InvariantCulture, $"[{Label(syntax)}]\n{Syntaxes(syntax)}");
        text.Append(CultureInfo.InvariantCulture, $"[[PresentationContexts]]\n[{Name}]\n");
        foreach (var (number, (sopClass, syntax)) in syntaxes.Index())
            text.Append(CultureInfo.InvariantCulture, $"PresentationContext{number + 1} = {sopClass}\\{Label(syntax)}\n");
        text.Append(CultureInfo.InvariantCulture, $"[[Profiles]]\n[{Name}]\nPresentationContexts = {Name}\n");
        await File.WriteAllTextAsync(file, text.ToString());
        return ["-xf", file, Name, Name];
    }

    private static string Label(string syntax) => "S" + syntax.Replace('.', '_');

    private static string Syntaxes(string syntax) => syntax.Length > 0
        ? $"TransferSyntax1 = {syntax}\n"
        : "TransferSyntax1 = LittleEndianExplicit\nTransferSyntax2 = BigEndianExplicit\nTransferSyntax3 = LittleEndianImplicit\n";
}
