using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Reads one look-up of a query page by page.</summary>
internal sealed class CatalogueReading(CatalogueQuery query, CatalogueLookUp? lookUp)
{
    /// <summary>Whoever asks for one study need not wait for a page of them.</summary>
    private const int FirstPage = 32;
    private const int Page = 512;

    private readonly string _sql = CatalogueSql.For(query.Level, lookUp?.Key, lookUp is not null && lookUp.Low != lookUp.High);
    private readonly string _low = lookUp?.Low ?? "";
    private readonly string _high = lookUp?.High ?? "";
    private Place? _before;

    public bool IsOver { get; private set; }

    public IReadOnlyList<CatalogueRow> ReadPage(RecordsSession session)
    {
        var size = _before is null ? FirstPage : Page;
        var at = _before ?? new Place(_low, 0, 0, 0);
        var rows = session.Query(_sql, ReadRow, query.Project, _low, _high, at.Value, at.First, at.Second, at.Third, size);
        IsOver = rows.Count < size;
        if (rows.Count > 0)
            _before = rows[^1].Place;
        return [.. rows.Select(row => row.Row)];
    }

    private (Place Place, CatalogueRow Row) ReadRow(RecordsRow row)
    {
        var level = query.Level;
        var found = new CatalogueRow(query.Project, new CataloguePatient(row.Number(4), row.Int(5), row.Int(6), row.Int(7), row.Bytes(8)));
        if (level >= CatalogueLevel.Study)
            found = found with { Study = new CatalogueStudy(row.Number(9), row.Text(10), row.Int(11), row.Int(12), row.Bytes(13)) };
        if (level >= CatalogueLevel.Series)
            found = found with { Series = new CatalogueSeries(row.Number(14), row.Int(15), row.Bytes(16)) };
        if (level == CatalogueLevel.Instance)
        {
            found = found with
            {
                Instance = new CatalogueInstance(row.Number(17), row.Text(18), row.Text(19), row.Text(20), row.Text(21), row.Bytes(22), row.Bytes(23)),
            };
        }

        return (new Place(row.Text(0), row.Number(1), row.Number(2), row.Number(3)), found);
    }

    private sealed record Place(string Value, long First, long Second, long Third);
}
