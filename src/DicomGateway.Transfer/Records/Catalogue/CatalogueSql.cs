namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>
/// The statement for a level and the index to go along. Pages follow each other by key, so that the last costs what the first does. Parameters: $1 the
/// project, $2 and $3 the values of the look-up, $4 to $7 the place before the page (value and three numbers), $8 the number of rows.
/// </summary>
internal static class CatalogueSql
{
    private const string Study = " CROSS JOIN catalogue_studies t ON t.study = s.study";
    private const string Patient = " CROSS JOIN catalogue_patients p ON p.patient = t.patient";

    public static string For(CatalogueLevel level, CatalogueKey? key, bool isRange)
    {
        var value = Value(key);
        var numbers = Numbers(level, key);
        var padded = string.Join(", ", numbers.Concat(["0", "0"]).Take(3));
        var resume = isRange
            ? $"{value} <= $3 AND ({value}, {numbers[0]}) >= ($4, $5) AND ({value}, {padded}) > ($4, $5, $6, $7)"
            : $"{value} = $2 AND {numbers[0]} >= $5 AND ({padded}) > ($5, $6, $7)";
        var order = string.Join(", ", isRange ? numbers.Prepend(value) : numbers);

        // The joins stand in the order in which they are to be made, from the index down to the level.
        return $"""
            SELECT {value}, {padded}, {Columns(level)}
            FROM {Joins(level, key)}
            WHERE {Belongs(level, key)} AND {resume}{(isRange ? OnlyOnce(key) : "")}
            ORDER BY {order} LIMIT $8
            """;
    }

    private static string Value(CatalogueKey? key) => key switch
    {
        null => "''",
        CatalogueKey.SeriesInstanceUid => "s.series_uid",
        CatalogueKey.Modality => "s.modality",
        CatalogueKey.SopInstanceUid => "i.sop_instance",
        CatalogueKey.SopClassUid => "i.sop_class",
        _ => "k.value",
    };

    /// <summary>The numbers that rows come in the order of: those that the index has, then those below.</summary>
    private static string[] Numbers(CatalogueLevel level, CatalogueKey? key)
    {
        string[] below = level switch { CatalogueLevel.Series => ["s.series"], CatalogueLevel.Instance => ["s.series", "i.instance"], _ => [] };
        return key switch
        {
            null => [level == CatalogueLevel.Patient ? "p.patient" : "t.study", .. below],
            CatalogueKey.SeriesInstanceUid or CatalogueKey.Modality => below,
            CatalogueKey.SopInstanceUid or CatalogueKey.SopClassUid => ["i.instance"],
            _ => ["k.owner", .. below],
        };
    }

    private static string Joins(CatalogueLevel level, CatalogueKey? key)
    {
        var instances = level == CatalogueLevel.Instance ? " CROSS JOIN catalogue_instances i ON i.series = s.series" : "";
        var below = (level >= CatalogueLevel.Series ? " CROSS JOIN catalogue_series s ON s.study = t.study" : "") + instances;
        return key switch
        {
            null when level == CatalogueLevel.Patient => "catalogue_patients p",
            null => "catalogue_studies t" + Patient + below,
            CatalogueKey.SeriesInstanceUid or CatalogueKey.Modality => "catalogue_series s" + Study + Patient + instances,
            CatalogueKey.SopInstanceUid or CatalogueKey.SopClassUid =>
                "catalogue_instances i CROSS JOIN catalogue_series s ON s.series = i.series" + Study + Patient,
            _ when level == CatalogueLevel.Patient => "catalogue_keys k CROSS JOIN catalogue_patients p ON p.patient = k.owner",
            _ => "catalogue_keys k CROSS JOIN catalogue_studies t ON t.study = k.owner" + Patient + below,
        };
    }

    private static string Belongs(CatalogueLevel level, CatalogueKey? key) => key switch
    {
        null => level == CatalogueLevel.Patient ? "p.project = $1" : "t.project = $1",
        CatalogueKey.SeriesInstanceUid or CatalogueKey.Modality => "s.project = $1",
        CatalogueKey.SopInstanceUid or CatalogueKey.SopClassUid => "i.project = $1",
        _ => FormattableString.Invariant($"k.project = $1 AND k.kind = {(int)key}"),
    };

    /// <summary>An owner with several values in the range comes with the first of them.</summary>
    private static string OnlyOnce(CatalogueKey? key) => key is CatalogueKey.PatientName or CatalogueKey.PatientNameOfPatient or CatalogueKey.ModalityInStudy
        ? " AND NOT EXISTS (SELECT 1 FROM catalogue_keys e WHERE e.owner = k.owner AND e.kind = k.kind AND e.value >= $2 AND e.value < k.value)"
        : "";

    private static string Columns(CatalogueLevel level) => level switch
    {
        CatalogueLevel.Patient => "p.patient, p.studies, p.series, p.instances, p.attributes",
        CatalogueLevel.Study => Columns(CatalogueLevel.Patient) + ", t.study, t.folder, t.series, t.instances, t.attributes",
        CatalogueLevel.Series => Columns(CatalogueLevel.Study) + ", s.series, s.instances, s.attributes",
        _ => Columns(CatalogueLevel.Series) + ", i.instance, i.sop_instance, i.sop_class, i.transfer_syntax, i.path, i.sha256, i.attributes",
    };
}
