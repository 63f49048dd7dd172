using System.Text.Json.Serialization;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>How a line of a message stands to those before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertLineState>))]
public enum AlertLineState
{
    /// <summary>It has begun, or become worse.</summary>
    New,

    /// <summary>It was told before and lasts.</summary>
    Still,

    /// <summary>It was told before and has ended.</summary>
    Over,

    /// <summary>It has happened, or began and ended since the last message.</summary>
    Happened,
}
