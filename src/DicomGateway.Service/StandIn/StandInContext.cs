using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn;

/// <summary>What all answers of a stand-in go by.</summary>
internal sealed record StandInContext(StandInOptions Options, ArchiveIndex Index, ScriptedFaults Faults, StandInJournal Journal, TimeProvider Time, CancellationToken Stopping);
