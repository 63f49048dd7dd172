using System.Globalization;
using System.Text.RegularExpressions;
using DicomGateway.Dicom.Data;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Tests.Services.QueryRetrieve.Matching;

/// <summary>Matching against expectations that are reached in another way, over many seeded values.</summary>
[TestFixture]
internal sealed class MatchingProperties
{
    private const int Tries = 5000;

    [Test]
    public void Wildcards_match_as_the_regular_expression_does()
    {
        var seeded = new Seeded(20260101);
        for (var i = 0; i < Tries; i++)
        {
            var (pattern, text) = (seeded.Text("AB?**", 8), seeded.Text("AB", 8));
            var expression = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            Assert.That(Wildcard.Matches(pattern, text), Is.EqualTo(Regex.IsMatch(text, expression, RegexOptions.Singleline)), $"{pattern} {text}");
        }
    }

    [Test]
    public void A_pattern_made_to_blow_up_does_not()
    {
        var pattern = string.Concat(Enumerable.Repeat("*A", 500)) + "*B";
        Assert.That(Wildcard.Matches(pattern, new string('A', 20_000)), Is.False);
    }

    [Test]
    public void Date_ranges_match_as_the_calendar_does()
    {
        var seeded = new Seeded(20260102);
        for (var i = 0; i < Tries; i++)
        {
            var (first, last, day) = (seeded.Day(), seeded.Day(), seeded.Day());
            var keys = new DicomDataset().AddOrUpdate(DicomTag.StudyDate, $"{Text(first)}-{Text(last)}");
            var candidate = new DicomDataset().AddOrUpdate(DicomTag.StudyDate, Text(day));
            Assert.That(IdentifierMatch.Matches(keys, candidate), Is.EqualTo(first <= day && day <= last));
        }
    }

    [Test]
    public void An_entity_matches_its_own_values()
    {
        var seeded = new Seeded(20260103);
        for (var i = 0; i < Tries; i++)
        {
            var candidate = new DicomDataset().AddOrUpdate(DicomTag.PatientName, $"{seeded.Text("ABC", 6)}X^{seeded.Text("DEF", 6)}").AddOrUpdate(DicomTag.PatientID, $"P{i}")
                .AddOrUpdate(DicomTag.StudyDate, Text(seeded.Day())).AddOrUpdate(DicomTag.StudyInstanceUID, $"1.2.{i}").AddOrUpdate(DicomTag.SeriesNumber, i);
            Assert.That(IdentifierMatch.Matches(candidate, candidate), Is.True);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private sealed class Seeded(ulong seed)
    {
        private readonly SeededSequence _numbers = new(seed);

        public string Text(string letters, int most) =>
            string.Concat(Enumerable.Range(0, _numbers.Next(most + 1)).Select(_ => letters[_numbers.Next(letters.Length)]));

        public DateOnly Day() => DateOnly.FromDayNumber(737_000 + _numbers.Next(60));
    }
}
