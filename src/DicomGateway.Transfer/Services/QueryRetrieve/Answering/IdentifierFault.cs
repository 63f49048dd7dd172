using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Why an identifier cannot be answered, in words for whoever configures the peer; it never repeats a value.</summary>
/// <param name="Status">A900 or C000 (PS3.4 C.4.1.1.4).</param>
/// <param name="Comment">Up to 64 characters.</param>
/// <param name="Offending">The elements that are wrong or missing.</param>
internal sealed record IdentifierFault(DimseStatus Status, string Comment, params IReadOnlyList<DicomTag> Offending)
{
    public ValueTask AnswerAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var response = DimseCommands.Response(request.Command, Status);
        response.ErrorComment = Comment.Length > 64 ? Comment[..64] : Comment;
        if (Offending.Count > 0)
            response.OffendingElements = [.. Offending.Select(tag => ((uint)tag.Group << 16) | tag.Element)];
        return request.RespondAsync(response, null, cancellationToken);
    }
}
