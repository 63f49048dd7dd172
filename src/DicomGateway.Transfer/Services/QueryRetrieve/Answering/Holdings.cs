using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Finds what the node holds that matches an identifier.</summary>
internal sealed class Holdings(CatalogueStore catalogue)
{
    /// <param name="identifier">The identifier; keys that are not supported at its level match everything (PS3.4 C.2.2.1.3).</param>
    /// <param name="level">What to return: the level of the identifier, or one below.</param>
    /// <param name="projects">Projects to look in.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<Holding> FindAsync(
        QueryIdentifier identifier, QueryLevel level, IReadOnlyList<string> projects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = MatchingKeys(identifier);
        var matcher = new IdentifierMatcher(keys, identifier.CombinesDateAndTime);
        DicomTag[] tags = [.. keys.Select(item => item.Tag)];
        var lookUps = LookUpChoice.For(identifier);
        foreach (var project in projects)
        {
            var attributes = new HoldingAttributes();
            await foreach (var row in catalogue.ReadAsync(new CatalogueQuery((CatalogueLevel)level, project, lookUps), cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var holding = new Holding(row, attributes);
                if (matcher.IsUniversal || matcher.Matches(Candidate(holding, tags)))
                    yield return holding;
            }
        }
    }

    private static DicomDataset MatchingKeys(QueryIdentifier identifier) => new(identifier.Keys.Where(item =>
        item.Tag == DicomTag.SpecificCharacterSet || (SupportedKeys.IsMatched(identifier.Level, item.Tag) && item is not DicomElement { IsEmpty: true })));

    private static DicomDataset Candidate(Holding holding, DicomTag[] tags)
    {
        var candidate = new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        foreach (var tag in tags)
        {
            if (tag != DicomTag.SpecificCharacterSet && holding.Find(tag) is { } item)
                candidate.AddOrUpdate(item is DicomSequence ? item.Clone() : item);
        }

        return candidate;
    }
}
