using System.Globalization;

namespace DicomGateway.Service.Phantom;

/// <summary>Everything invented about one patient and one visit.</summary>
internal sealed record PhantomIdentity
{
    public required string CharacterSet { get; init; }

    public required string PatientName { get; init; }

    public required string PatientBirthName { get; init; }

    public required string PatientMotherBirthName { get; init; }

    public required string PatientId { get; init; }

    public required string OtherPatientId { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required string Sex { get; init; }

    public required string Address { get; init; }

    public required string Telephone { get; init; }

    public required string ReferringPhysician { get; init; }

    public required string PerformingPhysician { get; init; }

    public required string Operator { get; init; }

    public required string Institution { get; init; }

    public required string InstitutionAddress { get; init; }

    public required string Station { get; init; }

    public required string DeviceSerialNumber { get; init; }

    public required string AccessionNumber { get; init; }

    public required string StudyId { get; init; }

    public required string AdmissionId { get; init; }

    public required DateOnly StudyDate { get; init; }

    public required string StudyTime { get; init; }

    /// <summary>The values that identify, by kind.</summary>
    public IEnumerable<(string Kind, string Value)> Values =>
    [
        (nameof(PatientName), PatientName), (nameof(PatientBirthName), PatientBirthName), (nameof(PatientMotherBirthName), PatientMotherBirthName),
        (nameof(PatientId), PatientId), (nameof(OtherPatientId), OtherPatientId), (nameof(BirthDate), Da(BirthDate)), (nameof(Address), Address),
        (nameof(Telephone), Telephone), (nameof(ReferringPhysician), ReferringPhysician), (nameof(PerformingPhysician), PerformingPhysician),
        (nameof(Operator), Operator), (nameof(Institution), Institution), (nameof(InstitutionAddress), InstitutionAddress), (nameof(Station), Station),
        (nameof(DeviceSerialNumber), DeviceSerialNumber), (nameof(AccessionNumber), AccessionNumber), (nameof(StudyId), StudyId), (nameof(AdmissionId), AdmissionId),
        (nameof(StudyDate), Da(StudyDate)),
    ];

    public static PhantomIdentity Make(PhantomRandom random, PhantomPopulation population, string marker)
    {
        string Person(string middle = "") => PhantomPopulation.Name(random.Pick(population.Families), random.Pick(population.Givens), marker, middle);
        var family = random.Pick(population.Families);
        return new PhantomIdentity
        {
            CharacterSet = population.CharacterSet,
            PatientName = PhantomPopulation.Name(family, random.Pick(population.Givens), marker, "Q"),
            PatientBirthName = Person("Geb"),
            PatientMotherBirthName = Person("Mat"),
            PatientId = $"PID{marker}{random.Digits(7)}",
            OtherPatientId = $"OLD{marker}-{random.Digits(8)}",
            BirthDate = random.Date(1931, 2014),
            Sex = random.Pick(["F", "M"]),
            Address = $"{population.Street} {marker}{random.Digits(2)}, {random.Digits(5)} {population.City}",
            Telephone = $"+49{random.Digits(7)}{marker}",
            ReferringPhysician = Person("Ref"),
            PerformingPhysician = Person("Per"),
            Operator = Person("Op"),
            Institution = $"{population.Hospital} {marker}{random.Digits(3)}",
            InstitutionAddress = $"{population.City}, {population.Street} {marker}{random.Digits(3)}",
            Station = $"ST{marker}{random.Digits(4)}",
            DeviceSerialNumber = $"SN{marker}{random.Digits(9)}",
            AccessionNumber = $"A{marker}{random.Digits(8)}",
            StudyId = $"S{marker}{random.Digits(6)}",
            AdmissionId = $"ADM{marker}{random.Digits(7)}",
            StudyDate = random.Date(2019, 2025),
            StudyTime = random.Time(),
        };
    }

    /// <summary>A date as VR DA writes it.</summary>
    public static string Da(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
