using DicomGateway.Transfer.Jobs.Probing;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>A probe's report for people.</summary>
internal static class ProbeText
{
    public static void Write(ProbeReport report)
    {
        Line("PACS", report.Implementation.Length > 0 ? report.Implementation : "says nothing of itself");
        Section("Services", report.Services);
        Section("Sent by C-GET", report.SentByGet);
        Console.Out.WriteLine();
        Line("Levels", report.Levels is { } levels ? string.Join(", ", levels) : "not known");
        Line("Relational", $"{(report.GrantsRelational ? "granted" : "not granted")}, {Say(report.AnswersRelational, "answered", "not answered", "could not be told")}");
        Line("Date with time", report.GrantsDateTime ? "granted" : "not granted");
        Line("Limit on results", report.ResultLimit switch { null => "could not be told", 0 => $"none seen among {report.MostMatches}", var limit => $"{limit} matches" });
        Line("Cancel", report.Cancel switch
        {
            CancelBehaviour.Heeded => "heeded",
            CancelBehaviour.Ignored => "not heeded",
            CancelBehaviour.EndsAssociation => "ends the association",
            _ => "could not be told",
        });
        Line("Slowest first answer", $"{report.SlowestFirstAnswer} ms");
        foreach (var retrieval in report.Retrievals)
            Line(retrieval.Method, $"at level {retrieval.Level}: {retrieval.Received} instance(s), {retrieval.Status}");
        Line("Queries made", report.Queries.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (report.Keys.Count > 0)
        {
            Console.Out.WriteLine();
            CommandOutput.Table(
                ["LEVEL", "KEY", "MATCHED", "RETURNED"],
                [.. report.Keys.Select(key => new[] { key.Level, key.Keyword, Say(key.IsMatched, "yes", "no", "-"), key.IsReturned ? "yes" : "no" })]);
        }

        Console.Out.WriteLine();
        Line("Retrieval", $"{report.Profile.Retrieval}, narrowest level {report.Profile.NarrowestRetrieval}");
        foreach (var note in report.Notes)
            Console.Out.WriteLine("Note: " + note);
    }

    private static void Section(string title, IReadOnlyList<ProbedClass> classes)
    {
        if (classes.Count == 0)
            return;
        Console.Out.WriteLine();
        Console.Out.WriteLine(title + ":");
        foreach (var alike in classes.GroupBy(one => string.Join(", ", one.TransferSyntaxes)))
        {
            foreach (var one in alike)
                Console.Out.WriteLine("  " + one.Name);
            Console.Out.WriteLine("    in " + alike.Key);
        }
    }

    private static string Say(bool? value, string yes, string no, string unknown) => value switch { true => yes, false => no, null => unknown };

    private static void Line(string title, string text) => Console.Out.WriteLine($"{title + ":",-22}{text}");
}
