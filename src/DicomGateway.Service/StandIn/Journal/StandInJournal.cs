using System.Text.Json;
using System.Text.Json.Serialization;

namespace DicomGateway.Service.StandIn.Journal;

/// <summary>What was asked and what was sent, as lines of JSON for whoever checks a node's manners. Thread safe.</summary>
internal sealed class StandInJournal(TimeProvider time, TextWriter? output = null, Action<JournalEntry>? listener = null) : IDisposable
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock _gate = new();

    public static StandInJournal ToFile(string path, TimeProvider time) =>
        new(time, new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true });

    public void Write(JournalEntry entry)
    {
        var dated = entry with { At = time.GetUtcNow() };
        lock (_gate)
        {
            output?.WriteLine(JsonSerializer.Serialize(dated, Layout));
            listener?.Invoke(dated);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            output?.Dispose();
    }
}
