using System.Text;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A secret outside the configuration, read anew each time so that a changed one needs no restart.</summary>
/// <param name="File">Where it stands, or null.</param>
/// <param name="Variable">The environment variable that holds it, or null.</param>
internal sealed record AlertSecret(string? File, string? Variable)
{
    /// <exception cref="AlertChannelException">It is not there, or too short.</exception>
    public async Task<byte[]> ReadAsync(int least, CancellationToken cancellationToken)
    {
        var text = File is null ? Environment.GetEnvironmentVariable(Variable!) ?? "" : await ReadFileAsync(File, cancellationToken);
        var secret = Encoding.UTF8.GetBytes(text.TrimEnd('\r', '\n'));
        return secret.Length >= least
            ? secret
            : throw new AlertChannelException($"{(File is null ? $"The environment variable {Variable}" : "The file of the secret")} holds less than {least} bytes.");
    }

    private static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await System.IO.File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AlertChannelException("The file of the secret cannot be read.", e);
        }
    }
}
