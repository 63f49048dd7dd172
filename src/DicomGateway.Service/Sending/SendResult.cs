namespace DicomGateway.Service.Sending;

/// <summary>What became of one file. The status is empty when the peer gave none; the text then says why.</summary>
internal sealed record SendResult(string File, string Status, bool IsStored, bool IsWarning, string? Text);
