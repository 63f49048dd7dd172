using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Data.CharacterSets;
using DicomGateway.Dicom.Encoding.Scanning;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Services.Storage;

/// <summary>Reads the few values that Records files an instance under while the data set passes by.</summary>
internal sealed class HeaderFacts(string transferSyntaxUid)
{
    private static readonly DicomTag[] Wanted =
    [
        DicomTag.SpecificCharacterSet, DicomTag.SOPClassUID, DicomTag.SOPInstanceUID, DicomTag.StudyDate, DicomTag.AccessionNumber, DicomTag.Modality,
        DicomTag.PatientName, DicomTag.PatientID, DicomTag.IssuerOfPatientID, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID,
    ];

    private readonly DicomHeaderScanner _scanner = new(DicomTransferSyntax.Lookup(transferSyntaxUid), Wanted);

    /// <summary>Everything that is looked for has been passed.</summary>
    public bool IsFinished => _scanner.IsFinished;

    public void Push(ReadOnlySpan<byte> bytes)
    {
        if (!_scanner.IsFinished)
            _scanner.Push(bytes);
    }

    /// <summary>The data set is over: what was found.</summary>
    public InstanceFacts Finish()
    {
        if (!_scanner.IsFinished)
            _scanner.End();
        return Read();
    }

    /// <summary>What was found so far.</summary>
    public InstanceFacts Read()
    {
        var characterSet = FindCharacterSet();
        return new InstanceFacts
        {
            StudyInstanceUid = _scanner.GetString(DicomTag.StudyInstanceUID),
            SeriesInstanceUid = _scanner.GetString(DicomTag.SeriesInstanceUID),
            PatientId = Text(DicomTag.PatientID, DicomVR.LO, characterSet),
            IssuerOfPatientId = Text(DicomTag.IssuerOfPatientID, DicomVR.LO, characterSet),
            PatientName = Text(DicomTag.PatientName, DicomVR.PN, characterSet),
            AccessionNumber = Text(DicomTag.AccessionNumber, DicomVR.SH, characterSet),
            StudyDate = _scanner.GetString(DicomTag.StudyDate),
            Modality = _scanner.GetString(DicomTag.Modality),
        };
    }

    /// <summary>False when the data set names another object than the command did. What it does not name is left to validation.</summary>
    public bool Agrees(InstanceIdentity identity) =>
        SaysNothingElse(DicomTag.SOPClassUID, identity.SopClassUid) && SaysNothingElse(DicomTag.SOPInstanceUID, identity.SopInstanceUid);

    private bool SaysNothingElse(DicomTag tag, string expected) => _scanner.GetString(tag) is not { } found || found == expected;

    private DicomCharacterSet FindCharacterSet()
    {
        try
        {
            return DicomCharacterSet.Parse(_scanner.GetString(DicomTag.SpecificCharacterSet)?.Split('\\') ?? []);
        }
        catch (DicomDataException)
        {
            return DicomCharacterSet.Default;
        }
    }

    private string? Text(DicomTag tag, DicomVR vr, DicomCharacterSet characterSet)
    {
        if (!_scanner.TryGetValue(tag, out var bytes))
            return null;
        var text = characterSet.Decode(bytes.Span, vr).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }
}
