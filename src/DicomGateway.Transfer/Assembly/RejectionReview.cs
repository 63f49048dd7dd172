using DicomGateway.Curation;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Understands rejection notes (IHE Imaging Object Change Management): what the source has rejected is taken out of the run, whether the note came
/// before, with or after it; the study goes on with the rest.
/// </summary>
internal sealed class RejectionReview(RejectionStore rejections, InstanceStore instances)
{
    public const string Undecided = "iocm.undecided";

    /// <summary>The work without what is rejected, and the notes that a person has to decide about first.</summary>
    public async Task<ReviewedRejections> RunAsync(StudyWork work, RejectionPolicy policy, CancellationToken cancellationToken)
    {
        var notes = work.Instances.Where(instance => instance.SopClassUid == DicomUID.KeyObjectSelectionDocumentStorage.UID && instance.HasBytes)
            .Select(TryRead).OfType<RejectionNote>()
            .Select(note => note with { Applies = policy == RejectionPolicy.Apply || work.Approvals.Any(approval => approval.Code == Undecided && approval.InstanceId == note.InstanceId) })
            .ToList();
        if (notes.Count == 0 && !await rejections.ConcernsAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            return new ReviewedRejections(work, []);
        var undecided = await rejections.ApplyAsync(work.Study.StudyId, notes, cancellationToken).ConfigureAwait(false);
        var rejected = (await instances.ListAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            .Where(instance => instance.Disposition == InstanceDisposition.Rejected).Select(instance => instance.InstanceId).ToHashSet();
        return new ReviewedRejections(
            work with { Instances = [.. work.Instances.Where(instance => !rejected.Contains(instance.InstanceId))] },
            [.. undecided.Select(note => ToFinding(note, work.Study.StudyId))]);
    }

    private static Finding ToFinding(UndecidedNote note, long study) => note.StudyId == study
        ? new Finding(
            Undecided, FindingSeverity.Hold, string.Empty,
            $"A rejection note ({RejectionTitle.Of(note.Code)}, {note.Code}) names {note.Named} instance(s), of which {note.Come} have come. Release to apply it; "
            + $"`rejections ignore {study}` to go on with what it names.",
            note.InstanceId.ToString("N"), IsReleasable: true)
        : new Finding(
            Undecided, FindingSeverity.Hold, string.Empty,
            $"A rejection note ({RejectionTitle.Of(note.Code)}, {note.Code}) that came with study {note.StudyId} names instances of this one, and nobody has decided about it. "
            + "Decide there; this study goes on by itself.");

    /// <summary>Null when it is another Key Object Selection, or cannot be read: that is for the stages to judge.</summary>
    private static RejectionNote? TryRead(InstanceRecord instance)
    {
        try
        {
            var dataset = DicomFile.Open(instance.Path, instance.Offset, instance.Length).Dataset;
            if (!dataset.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var title) || title.Count == 0)
                return null;
            var code = title[0].GetStringOrEmpty(DicomTag.CodeValue);
            return title[0].GetStringOrEmpty(DicomTag.CodingSchemeDesignator) == "DCM" && RejectionTitle.IsKnown(code)
                ? new RejectionNote(instance.InstanceId, code, [.. References(dataset).Distinct(StringComparer.Ordinal)])
                : null;
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return null;
        }
    }

    private static IEnumerable<string> References(DicomDataset note) =>
        from study in Items(note, DicomTag.CurrentRequestedProcedureEvidenceSequence)
        from series in Items(study, DicomTag.ReferencedSeriesSequence)
        from instance in Items(series, DicomTag.ReferencedSOPSequence)
        let uid = instance.GetStringOrEmpty(DicomTag.ReferencedSOPInstanceUID)
        where uid.Length > 0
        select uid;

    private static DicomDataset[] Items(DicomDataset dataset, DicomTag tag) => dataset.TryGetSequence(tag, out var items) ? [.. items] : [];
}
