using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>What is logged of previews: counts, never what was asked for.</summary>
internal sealed partial class PreviewLog(ILogger logger)
{
    [LoggerMessage(LogLevel.Information, "Preview {Preview} ended as {State}: {Studies} studies found, {Selected} selected, {Queries} queries")]
    public partial void LogEnded(long preview, CohortPreviewState state, int studies, int selected, int queries);

    [LoggerMessage(LogLevel.Error, "Preview {Preview} failed")]
    public partial void LogFailed(long preview, Exception exception);
}
