using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`profiles`: the versions of profiles that studies were de-identified under.</summary>
internal static class ProfilesCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("profiles", "List every version of a profile that was ever used; with --json also what each says.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var profiles = await client.GetAsync<List<ProfileView>>("profiles", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(profiles);
            else
                CommandOutput.Table(["PROFILE", "VERSION", "FIRST USED", "STUDIES THAT KEEP IT"], [.. profiles.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(ProfileView profile) =>
        [profile.Name, profile.Version, CommandOutput.Time(profile.FirstUsed), profile.Studies.ToString(CultureInfo.InvariantCulture)];
}
