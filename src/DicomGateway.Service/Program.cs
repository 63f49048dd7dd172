using System.CommandLine;
using DicomGateway.Service.Commands;
using DicomGateway.Service.Commands.Accounts;
using DicomGateway.Service.Commands.Alerts;
using DicomGateway.Service.Commands.Cohorts;
using DicomGateway.Service.Commands.Jobs;
using DicomGateway.Service.Commands.Nodes;
using DicomGateway.Service.Commands.Peers;
using DicomGateway.Service.Commands.Queries;
using DicomGateway.Service.Commands.Storage;
using DicomGateway.Service.Commands.Studies;

var root = new RootCommand("DicomGateway receives DICOM studies, de-identifies and inspects them, and forwards them. Start with `dicom-gateway demo`.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    PacsCommand.Create(),
    EchoCommand.Create(),
    SendCommand.Create(),
    QueryCommand.Create(),
    WorklistCommand.Create(),
    ProbeCommand.Create(),
    DumpCommand.Create(),
    DeidentifyCommand.Create(),
    ConfigCommand.Create(),
    KeysCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    CheckCommand.Create(),
    RebuildCommand.Create(),
    ProjectsCommand.Create(),
    NodesCommand.Create(),
    ProfilesCommand.Create(),
    PhantomCommand.Create(),
    ConformanceCommand.Create(),
    StudiesCommand.Create(),
    RejectionsCommand.Create(),
    StudyCommand.Create(),
    HoldCommand.Create(),
    OptOutsCommand.Create(),
    PatientsCommand.Create(),
    CohortCommand.Create(),
    AccountCommand.Create(),
    SetUpLinkCommand.Create(),
    JobCommand.Create(),
    AlertsCommand.Create(),
    DestinationCommand.Create(),
};
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
