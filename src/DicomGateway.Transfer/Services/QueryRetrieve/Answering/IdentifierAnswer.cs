using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Data.CharacterSets;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Makes the identifiers of one query's responses (PS3.4 C.4.1.1.3.2): what was asked for, and where it can be had.</summary>
internal sealed class IdentifierAnswer
{
    private static readonly DicomItem Utf8 = new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192")[DicomTag.SpecificCharacterSet];

    private readonly QueryIdentifier _identifier;
    private readonly DicomTransferSyntax _syntax;
    private readonly DicomItem _level;
    private readonly DicomItem _retrieveAeTitle;
    private readonly DicomItem _availability;
    private readonly DicomItem[] _asked;

    public IdentifierAnswer(QueryIdentifier identifier, string aeTitle, string transferSyntax)
    {
        _identifier = identifier;
        _syntax = DicomTransferSyntax.Lookup(transferSyntax);
        var said = new DicomDataset().AddOrUpdate(DicomTag.RetrieveAETitle, aeTitle).AddOrUpdate(DicomTag.InstanceAvailability, "ONLINE");
        (_level, _retrieveAeTitle, _availability) = (identifier.Keys[DicomTag.QueryRetrieveLevel], said[DicomTag.RetrieveAETitle], said[DicomTag.InstanceAvailability]);
        _asked = [.. identifier.Keys.Where(item => item.Tag.Element != 0 && !SupportedKeys.IsAboutAnswer(item.Tag))];
        HasUnsupported = _asked.Any(item => !SupportedKeys.IsMatched(identifier.Level, item.Tag) && !SupportedKeys.IsOnlyReturned(identifier.Level, item.Tag));
    }

    /// <summary>Some key is not supported: responses say so by FF01.</summary>
    public bool HasUnsupported { get; }

    public byte[] Encode(Holding holding)
    {
        var items = new List<DicomItem>(_asked.Length);
        foreach (var asked in _asked)
            items.Add(holding.Find(asked.Tag) ?? (asked is DicomSequence ? new DicomSequence(asked.Tag) : new DicomElement(asked.Tag, asked.VR, ReadOnlyMemory<byte>.Empty)));
        var isPlain = items.TrueForAll(IsAscii);
        var response = new DicomDataset();
        if (!isPlain)
        {
            var recoded = Recode(items, _identifier.Keys.CharacterSet);
            response.AddOrUpdate(recoded is null ? Utf8 : _identifier.Keys[DicomTag.SpecificCharacterSet]);
            items = recoded ?? items;
        }

        response.AddOrUpdate(_level).AddOrUpdate(_retrieveAeTitle).AddOrUpdate(_availability);
        foreach (var item in items)
            response.AddOrUpdate(item is DicomSequence ? item.Clone() : item);
        return DicomDatasetWriter.ToArray(response, _syntax);
    }

    private static bool IsAscii(DicomItem item) => item switch
    {
        DicomElement element => !element.VR.UsesCharacterSet || Ascii.IsValid(element.Value.Span),
        DicomSequence sequence => sequence.All(nested => nested.All(IsAscii)),
        _ => true,
    };

    /// <summary>In the character set of the question, if it has all letters; null when it has not.</summary>
    private static List<DicomItem>? Recode(List<DicomItem> items, DicomCharacterSet characterSet)
    {
        var recoded = new List<DicomItem>(items.Count);
        foreach (var item in items)
        {
            if (item is not DicomElement element || IsAscii(item))
            {
                if (!IsAscii(item))
                    return null;
                recoded.Add(item);
            }
            else if (characterSet.TryEncode(Encoding.UTF8.GetString(element.Value.Span).TrimEnd(' '), element.VR, out var bytes))
            {
                recoded.Add(new DicomElement(element.Tag, element.VR, bytes));
            }
            else
            {
                return null;
            }
        }

        return recoded;
    }
}
