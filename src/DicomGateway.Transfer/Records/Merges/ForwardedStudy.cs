using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Records.Merges;

/// <summary>A study of which something is out, of a patient whom a merge names.</summary>
/// <param name="Study">The study.</param>
/// <param name="Identity">What identifies it, decrypted.</param>
/// <param name="History">What was said of its patient.</param>
/// <param name="Profile">The version of the profile that it keeps.</param>
/// <param name="Destinations">Who has something of it.</param>
/// <param name="Instances">How much of it each of them has at most.</param>
public sealed record ForwardedStudy(
    StudySummary Study, StudyIdentity Identity, PatientHistory History, ProfileRecord Profile, IReadOnlyList<string> Destinations, long Instances);
