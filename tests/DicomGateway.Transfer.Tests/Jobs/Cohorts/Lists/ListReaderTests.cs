using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts.Lists;

internal sealed class ListReaderTests
{
    private static readonly ListColumns Accessions = new(null, "Accession", null, null);

    [TestCase("Accession,Note\r\n0012,x\r\n")]
    [TestCase("\uFEFFNote;Accession\nx;0012\n")]
    [TestCase("note\taccession\rx\t0012")]
    [TestCase("\"Accession\"|\"Note\"\n\"0012\"|\"a|b\"\n")]
    [TestCase("Accession,Note\n\"0012\",\"two\nlines, and \"\"quotes\"\"\"\n")]
    [TestCase("Accession , Note\n  0012 , x\n")]
    public void Column_is_found_by_its_name_whatever_the_file_looks_like_and_zeros_are_kept(string text) =>
        Assert.That(ListReader.Read(text, Accessions).Entries.Single().Accession, Is.EqualTo("0012"));

    [Test]
    public void Rows_that_cannot_be_asked_for_are_told_with_their_line_and_the_others_are_asked()
    {
        var list = ListReader.Read("Accession,Note\nA1,\n\n  ,\nA1,again\nA\\2,\n\"A3,\n", Accessions);
        Assert.That(list.Entries.Select(entry => (entry.Line, entry.Accession)), Is.EqualTo(new[] { (2, "A1") }));
        Assert.That(list.Others.Select(row => (row.Line, row.State)), Is.EqualTo(new[]
        {
            (3, ListRowState.Blank), (4, ListRowState.Blank), (5, ListRowState.Repeated), (6, ListRowState.Malformed), (7, ListRowState.Malformed),
        }));
        Assert.That(list.Others[2].Note, Does.Contain("line 2"));
    }

    [TestCase("*")]
    [TestCase("??1")]
    [TestCase("1.23E+05")]
    [TestCase("A\u0007B123")]
    public void Value_that_would_ask_for_too_much_or_was_spoilt_is_malformed(string value) =>
        Assert.That(() => ListReader.Read($"Accession\n{value}\n", Accessions), Throws.TypeOf<CriteriaException>().With.Message.Contains("Line 2"));

    [Test]
    public void Rows_ask_for_all_that_they_say()
    {
        var list = ListReader.Read("uid,acc,mrn,from\n1.2,A1,007,HOSP\n,A1,007,\n", new ListColumns("uid", "acc", "mrn", "from"));
        Assert.That(list.Entries, Is.EqualTo(new[] { new ListEntry(2, "1.2", "A1", "007", "HOSP"), new ListEntry(3, null, "A1", "007", null) }));
    }

    [Test]
    public void Missing_and_doubled_columns_are_all_named_at_once()
    {
        var error = Assert.Throws<CriteriaException>(() => ListReader.Read("a,b,b\n1,2,3\n", new ListColumns(null, "b", "c", null)))!;
        Assert.That(error.Errors.Select(one => one.What), Is.EqualTo(new[] { "The first line has more than one column 'b'.", "The first line has no column 'c'." }));
    }

    [Test]
    public void Any_cells_written_with_quotes_are_read_back()
    {
        const string Alphabet = "aZ09,;|\t\"\n\r '\u00e4\u65e5";
        for (var seed = 1UL; seed <= 500; seed++)
        {
            var random = new SeededSequence(seed);
            var rows = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Enumerable.Range(0, 3)
                .Select(_ => new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => Alphabet[random.Next(Alphabet.Length)])])).ToArray()).ToList();
            var delimiter = ",;\t|"[random.Next(4)];
            var lines = rows.Select(row => string.Join(delimiter, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n");
            var read = new DelimitedText($"a{delimiter}b{delimiter}c\r\n{string.Concat(lines)}").Rows().Skip(1).ToList();
            Assert.That(read.All(row => row.IsSound), Is.True, $"seed {seed}");
            Assert.That(read.Select(row => row.Cells), Is.EqualTo(rows), $"seed {seed}");
        }
    }
}
