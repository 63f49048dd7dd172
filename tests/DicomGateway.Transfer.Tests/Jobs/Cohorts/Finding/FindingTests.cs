using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts.Finding;

internal sealed class FindingTests
{
    private const string ByAccession = "name: by-list\npacs: main\nlist: { accession: acc }";

    [Test]
    public async Task List_finds_exactly_what_it_names_and_tells_what_it_does_not_find()
    {
        var pacs = new FakePacs();
        pacs.AddStudy("1.1", "007", "0012", "20230101", ("CT", "a", 1));
        pacs.AddStudy("1.2", "007", "12", "20230101", ("CT", "a", 1));
        pacs.AddStudy("1.3", "008", "AB*C", "20230101", ("CT", "a", 1));
        pacs.AddStudy("1.4", "009", "ABXC", "20230101", ("CT", "a", 1));
        pacs.AddStudy("1.5", "010", "0012", "20230101", ("CT", "a", 1));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync(ByAccession.Replace("acc }", "acc }\nexpected: { everyRow: true }", StringComparison.Ordinal), "acc\n0012\nAB*C\n99\n0012\n");
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.1: -", "1.3: -", "1.4: list.no-row", "1.5: -" }), "what the wildcard widens is seen, and left out");
        var rows = await fixture.Store.ReadListAsync(preview.Id, CancellationToken.None);
        Assert.That(rows.Select(row => (row.Line, row.State, row.Studies)), Is.EqualTo(new[]
        {
            (2, ListRowState.FoundSeveral, 2), (3, ListRowState.Found, 1), (4, ListRowState.NotFound, 0), (5, ListRowState.Repeated, 0),
        }));
        Assert.That(preview.Tally.Deviations, Is.EqualTo(new[] { "1 row(s) of the list were not found." }));
    }

    [Test]
    public async Task Patient_of_another_issuer_is_not_the_patient_and_one_without_issuer_is_unknown()
    {
        var pacs = new FakePacs();
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 1));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync("name: x\npacs: main\nlist: { patient: mrn, issuer: from }", "mrn;from\n007;HOSPITAL\n");
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.1: list.issuer?" }));
    }

    [Test]
    public async Task Keys_of_a_sequence_match_in_one_item_and_private_ones_by_their_creator()
    {
        var pacs = new FakePacs();
        AddStudy("1.1", 0x10, "yes", ("T1", "99A"), ("T2", "99B"));
        AddStudy("1.2", 0x10, "yes", ("T1", "99B"), ("T2", "99A"));
        AddStudy("1.3", 0x10, "no", ("T1", "99A"));
        AddStudy("1.4", 0x10, "yes");
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        const string criteria =
            """
            name: x
            pacs: main
            keys:
              ProcedureCodeSequence: { CodeValue: [T1, T9], CodingSchemeDesignator: 99A }
              '(0009,xx01,"QX",LO)': yes
            """;
        Assert.That(await fixture.DecisionsAsync(await fixture.PreviewAsync(criteria)), Is.EqualTo(new[] { "1.1: -" }));
        var asked = pacs.Asked.First(question => question.Level == QueryLevel.Study).Keys;
        Assert.That(asked.GetSequence(DicomTag.ProcedureCodeSequence).Single().GetString(DicomTag.CodeValue), Is.AnyOf("T1", "T9"));
        Assert.That((asked.GetString(new DicomTag(0x0009, 0x0010)), asked.GetString(new DicomTag(0x0009, 0x1001))), Is.EqualTo(("QX", "yes")));

        pacs.Profile = new PacsProfile { UnmatchedKeys = ["ProcedureCodeSequence"] };
        var matchedHere = await fixture.DecisionsAsync(await fixture.PreviewAsync(criteria));
        Assert.That(matchedHere, Is.EqualTo(new[] { "1.1: -", "1.2: key.ProcedureCodeSequence", "1.4: key.ProcedureCodeSequence?" }));

        void AddStudy(string uid, ushort block, string own, params (string Value, string Scheme)[] codes)
        {
            pacs.AddStudy(uid, "007", "A", "20230101", ("CT", "a", 1));
            pacs.Change(study => study
                .AddOrUpdate(new DicomSequence(DicomTag.ProcedureCodeSequence, codes.Select(code => new DicomDataset()
                    .AddOrUpdate(DicomTag.CodeValue, code.Value).AddOrUpdate(DicomTag.CodingSchemeDesignator, code.Scheme))))
                .AddOrUpdate(new DicomTag(0x0009, block), DicomVR.LO, "QX").AddOrUpdate(new DicomTag(0x0009, (ushort)((block << 8) | 1)), DicomVR.LO, own));
        }
    }

    [TestCase(0, 0, 0)]
    [TestCase(7, 7, 0)]
    [TestCase(2, 2, 0)]
    [TestCase(5, 0, 0xA700)]
    [TestCase(5, 0, 0xFE00)]
    public async Task Limit_of_a_PACS_is_seen_through_by_dividing(int limit, int claimed, int status)
    {
        var pacs = new FakePacs { Limit = limit, LimitStatus = status == 0 ? null : new DimseStatus((ushort)status), Profile = new PacsProfile { ResultLimit = claimed } };
        for (var i = 0; i < 40; i++)
            pacs.AddStudy($"1.{i + 1}", "007", $"A{i}", $"2023{1 + (i % 12):D2}{1 + (i % 28):D2}", ("CT", "a", 1));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync("name: x\npacs: main\nkeys: { PatientID: '007' }");
        Assert.That((preview.State, preview.Tally.Studies, preview.Tally.Balances), Is.EqualTo((CohortPreviewState.Done, 40, true)), preview.Problem);
        Assert.That(preview.Tally.Divided, limit == 0 ? Is.Zero : Is.Positive);
    }

    [Test]
    public async Task PACS_that_always_gives_as_many_as_its_limit_is_not_asked_without_end()
    {
        var pacs = new FakePacs { Limit = 1, UnknownKeys = ["StudyDate", "StudyTime"], Profile = new PacsProfile { ResultLimit = 1 } };
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 1));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync("name: x\npacs: main\nkeys: { PatientID: '007' }");
        Assert.That((preview.State, preview.Tally.Queries < 200), Is.EqualTo((CohortPreviewState.Incomplete, true)), $"{preview.Tally.Queries} queries");
        Assert.That(() => fixture.FreezeAsync(preview), Throws.TypeOf<CohortException>());
    }

    [Test]
    public async Task Slices_ask_for_days_that_touch_and_do_not_overlap()
    {
        var pacs = new FakePacs();
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        await fixture.PreviewAsync("name: x\npacs: main\ndates: { from: 2023-01-01, to: 2023-02-05, slice: 14 }");
        Assert.That(pacs.Asked.Select(query => query.Keys.GetString(DicomTag.StudyDate)), Is.EqualTo(new[] { "20230101-20230114", "20230115-20230128", "20230129-20230205" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Key_that_a_PACS_ignores_is_matched_here_and_selects_the_same(bool isKnown)
    {
        var pacs = new FakePacs { UnknownKeys = ["ModalitiesInStudy", "NumberOfStudyRelatedInstances"], Profile = new PacsProfile { UnmatchedKeys = isKnown ? ["ModalitiesInStudy"] : [] } };
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 3), ("SR", "a", 1));
        pacs.AddStudy("1.2", "008", "A2", "20230101", ("MR", "a", 3));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync("name: x\npacs: main\nkeys: { ModalitiesInStudy: CT }\nrules:\n  - { id: big, level: study, include: { attribute: NumberOfStudyRelatedInstances, from: 4 } }");
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.1: -", "1.2: key.ModalitiesInStudy" }));
    }

    [Test]
    public async Task What_the_PACS_does_not_say_leaves_out_as_unknown_and_instances_are_asked_where_they_can_tell()
    {
        var pacs = new FakePacs { UnknownKeys = ["StudyDescription"] };
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "thin", 3), ("CT", "thick", 2));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var thin = await fixture.PreviewAsync("name: x\npacs: main\nmodalities: CT\nrules:\n  - { id: thin, level: series, include: { attribute: SliceThickness, to: 1.5 } }");
        Assert.That((thin.Tally.SeriesSelected, thin.Tally.InstancesSelected), Is.EqualTo((1, 3L)));
        var described = await fixture.PreviewAsync("name: y\npacs: main\nkeys: { StudyDescription: CHEST }");
        Assert.That(await fixture.DecisionsAsync(described), Is.EqualTo(new[] { "1.1: key.StudyDescription?" }));
    }

    [Test]
    public async Task Instances_are_counted_where_a_rule_needs_their_number_and_the_PACS_does_not_tell_it()
    {
        var pacs = new FakePacs { UnknownKeys = ["NumberOfStudyRelatedInstances", "NumberOfSeriesRelatedInstances"] };
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 3), ("CT", "b", 2));
        pacs.AddStudy("1.2", "007", "A2", "20230101", ("CT", "a", 4));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync(
            """
            name: x
            pacs: main
            keys: { PatientID: '007' }
            rules:
              - { id: big, level: study, include: { attribute: NumberOfStudyRelatedInstances, from: 5 } }
              - { id: small, level: series, exclude: { attribute: NumberOfSeriesRelatedInstances, to: 2 } }
            """);
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.1: -", "1.2: big" }));
        Assert.That((preview.Tally.SeriesSelected, preview.Tally.InstancesSelected), Is.EqualTo((1, 3L)));
    }

    [Test]
    public async Task Failure_that_passes_is_asked_again_and_one_that_stays_makes_the_preview_incomplete()
    {
        var pacs = new FakePacs();
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 3));
        pacs.AddStudy("1.2", "007", "A2", "20230101", ("CT", "a", 3));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        pacs.Failure = (level, keys) => level == QueryLevel.Series && keys.GetString(DicomTag.StudyInstanceUID) == "1.2" ? DimseStatus.CannotUnderstand : null;
        var id = await fixture.Preparation.PreviewAsync("name: x\npacs: main\nkeys: { PatientID: '007' }", null, "alice", waits: false, CancellationToken.None);
        var end = fixture.Preparation.WaitAsync(id, CancellationToken.None);
        while (!end.IsCompleted)
        {
            fixture.Storage.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(end, Task.Delay(5));
        }

        var preview = (await fixture.Store.FindPreviewAsync(id, CancellationToken.None))!;
        Assert.That(preview.State, Is.EqualTo(CohortPreviewState.Incomplete));
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.1: -", "1.2: series.unanswered?" }));
        Assert.That(pacs.Asked.Count(query => query.Level == QueryLevel.Series), Is.EqualTo(4), "three tries for one, one for the other");
    }

    [Test]
    public async Task Preview_outside_the_window_is_refused_with_the_time_or_waits_for_it_and_says_so()
    {
        const string criteria = "name: x\npacs: main\nkeys: { PatientID: '007' }";
        var pacs = new FakePacs();
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 3));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var now = fixture.Storage.Time.GetUtcNow();
        var opening = TimeOnly.FromTimeSpan(now.TimeOfDay).AddHours(2);
        pacs.Windows = [new(Enum.GetValues<DayOfWeek>(), opening, opening.AddHours(1))];
        var closed = $"main may be asked again on {now.AddHours(2):yyyy-MM-dd} at {opening:HH:mm}.";
        Assert.That(
            () => fixture.Preparation.PreviewAsync(criteria, null, "alice", waits: false, CancellationToken.None),
            Throws.TypeOf<CohortException>().With.Message.EqualTo("The PACS may not be asked now: " + closed).And.Property("Remedy").Contains("--wait"));

        var id = await fixture.Preparation.PreviewAsync(criteria, null, "alice", waits: true, CancellationToken.None);
        var end = fixture.Preparation.WaitAsync(id, CancellationToken.None);
        string? told = null;
        while (!end.IsCompleted)
        {
            told ??= fixture.Preparation.FindWaiting(id);
            if (told is not null)
                fixture.Storage.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.That(pacs.Asked.Count == 0 || fixture.Storage.Time.GetUtcNow() >= now.AddHours(2), "nothing is asked before");
            await Task.WhenAny(end, Task.Delay(1));
        }

        var preview = (await fixture.Store.FindPreviewAsync(id, CancellationToken.None))!;
        Assert.That((preview.State, preview.Tally.StudiesSelected, told, fixture.Preparation.FindWaiting(id)), Is.EqualTo((CohortPreviewState.Done, 1, closed, (string?)null)));
    }

    [TestCase("keys: { PatientSex: F, StudyDescription: CHEST }\nmodalities: CT\ndates: { from: 2023-01-01, to: 2023-12-31, slice: 30 }", null, 1)]
    [TestCase("list: { accession: acc }\nmodalities: CT", "acc\nA1\nA3\n", 1)]
    [TestCase("list: { accession: acc, patient: mrn }\nmodalities: CT", "acc,mrn\nA1,007\nA3,009\n", 2)]
    public async Task Pacs_that_answers_for_a_named_patient_only_is_asked_patient_by_patient(string criteria, string? list, int patientQueries)
    {
        var pacs = new FakePacs { Profile = new PacsProfile { Model = InformationModel.PatientRoot, DescendsFromPatients = true } };
        pacs.Failure = (level, keys) => level > QueryLevel.Patient && keys.GetStrings(DicomTag.PatientID) is not [{ Length: > 0 }] ? DimseStatus.DataSetDoesNotMatchSopClass : null;
        pacs.AddStudy("1.1", "007", "A1", "20230101", ("CT", "a", 3), ("MR", "b", 2));
        pacs.AddStudy("1.2", "007", "A2", "20200101", ("MR", "a", 3));
        pacs.AddStudy("1.3", "009", "A3", "20230301", ("CT", "a", 3));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync("name: x\npacs: main\n" + criteria, list);

        Assert.That((preview.State, preview.Problem), Is.EqualTo((CohortPreviewState.Done, (string?)null)));
        var studies = await fixture.SelectionAsync(await fixture.FreezeAsync(preview));
        Assert.That(studies.Select(study => (study.StudyInstanceUid, study.PatientId, study.Series!.Single().SeriesInstanceUid)), Is.EqualTo(new[] { ("1.1", "007", "1.1.1"), ("1.3", "009", "1.3.1") }));
        Assert.That(pacs.Asked.Count(query => query.Level == QueryLevel.Patient), Is.EqualTo(patientQueries));
        Assert.That(preview.Tally.Notes.Single(), Does.Contain("one patient at a time"));
    }

    [Test]
    public async Task Patient_who_is_not_answered_makes_the_preview_incomplete_and_keeps_no_other_from_being_found()
    {
        var pacs = new FakePacs { Profile = new PacsProfile { Model = InformationModel.PatientRoot, DescendsFromPatients = true, ResultLimit = 2 } };
        pacs.AddStudy("1.1", "007", "A1", "", ("CT", "a", 3));
        pacs.AddStudy("1.2", "007", "A2", "", ("CT", "a", 3));
        pacs.AddStudy("1.3", "009", "A3", "20230301", ("CT", "a", 3));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var many = await fixture.PreviewAsync("name: x\npacs: main\nkeys: { StudyDescription: CHEST }");
        Assert.That((many.State, many.Problem), Is.EqualTo((CohortPreviewState.Incomplete, "PACS main gives no more than 2 patients for one question: narrow it by PatientName or PatientBirthDate, or give a list of Patient IDs.")));
        var listed = await fixture.PreviewAsync("name: y\npacs: main\nlist: { patient: mrn }", "mrn\n007\n009\n");
        Assert.That(await fixture.DecisionsAsync(listed), Does.Contain("1.3: -"));
    }

    [Test]
    public async Task Attrition_accounts_for_everything_and_names_nobody()
    {
        var pacs = new FakePacs();
        pacs.AddStudy("1.2.840.1", "PAT-007", "ACC-1", "20230101", ("CT", "axial", 3), ("CT", "scout", 1), ("SR", "dose", 1));
        pacs.AddStudy("1.2.840.2", "PAT-008", "ACC-2", "20230101", ("CT", "scout", 1));
        pacs.AddStudy("1.2.840.3", "PAT-009", "ACC-3", "20220101", ("CT", "axial", 1));
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var preview = await fixture.PreviewAsync(
            """
            name: x
            pacs: main
            modalities: CT
            list: { accession: a }
            dates: { from: 2023-01-01 }
            rules:
              - { id: scout, level: series, exclude: { attribute: SeriesDescription, equals: scout }, reason: "=Scouts, \"none\"" }
            """, "a\nACC-1\nACC-2\nACC-3\nACC-4\n");
        var reports = new AttritionReports(fixture.Store);
        var report = await reports.CreateAsync(preview.Id, CancellationToken.None);
        Assert.That(report.Balances, Is.True);
        Assert.That(report.Studies.Select(line => (line.Reason, line.Count)), Is.EqualTo(new[] { ("key.StudyDate", 1), ("scout", 1) }));
        Assert.That(report.Series.Select(line => (line.Reason, line.Count)), Is.EqualTo(new[] { ("scout", 2), ("series.modality", 1) }));
        Assert.That((report.StudiesSelected, report.SeriesSelected, report.Rows["NotFound"]), Is.EqualTo((1, 1, 1)));

        await using var table = new StringWriter();
        await reports.WriteTableAsync(preview.Id, table, CancellationToken.None);
        await using var page = new StringWriter();
        await reports.WritePageAsync(preview.Id, page, CancellationToken.None);
        Assert.That(table.ToString().Split("\r\n"), Has.Length.EqualTo(9).And.Some.EqualTo("1,1,2,main,CT,3,yes,,,,,"));
        Assert.That(table.ToString(), Does.Contain(",\"'=Scouts, \"\"none\"\"\","));
        foreach (var text in (string[])[table.ToString(), page.ToString()])
            Assert.That(text, Does.Not.Contain("PAT-").And.Not.Contain("ACC-").And.Not.Contain("1.2.840"));
        Assert.That(page.ToString(), Does.Contain("=Scouts, &quot;none&quot;").And.Not.Contain("do not agree"));
    }

    [Test]
    public async Task Preview_is_cancelled_when_asked_and_ended_by_the_next_start_when_the_process_ended()
    {
        var pacs = new FakePacs();
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var stopped = new TaskCompletionSource();
        pacs.Failure = (_, _) => { stopped.TrySetResult(); return DimseStatus.CannotUnderstand; };
        var id = await fixture.Preparation.PreviewAsync("name: x\npacs: main\nkeys: { PatientID: '007' }", null, "alice", waits: false, CancellationToken.None);
        await stopped.Task;
        Assert.That(await fixture.Preparation.CancelAsync(id), Is.True);
        Assert.That((await fixture.Store.FindPreviewAsync(id, CancellationToken.None))!.State, Is.EqualTo(CohortPreviewState.Cancelled));
        Assert.That(await fixture.Preparation.CancelAsync(id), Is.False);
    }
}
