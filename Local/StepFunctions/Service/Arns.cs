using System.Text.RegularExpressions;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The names of state machines, executions and Map Runs.</summary>
internal static partial class Arns
{
    private static readonly string Prefix = LocalAddress.Arn("states", "");

    public static string Machine(string name) => $"{Prefix}stateMachine:{name}";

    public static string Execution(string machine, string name) => $"{Prefix}execution:{machine}:{name}";

    /// <summary>An Express execution's name is not unique: AWS adds an id.</summary>
    public static string Express(string machine, string name, Guid id) => $"{Prefix}express:{machine}:{name}:{id}";

    public static string MapRun(string machine, string label, Guid id) => $"{Prefix}mapRun:{machine}/{label}:{id}";

    public static bool IsExpress(string arn) => arn.StartsWith($"{Prefix}express:", StringComparison.Ordinal);

    /// <exception cref="StepFunctionsException"><c>InvalidArn</c>.</exception>
    public static string CheckMachine(string arn) => Check(arn, "stateMachine");

    public static string CheckMapRun(string arn) => Check(arn, "mapRun");

    public static string CheckExecution(string arn)
    {
        if (IsExpress(arn)) throw StepFunctionsException.InvalidArn(arn, "Resource type not valid in this context: express");
        return Check(arn, "execution");
    }

    /// <summary>1–80 characters, none of them white space, a bracket, a wildcard, special or a control character.</summary>
    public static string CheckName(string name) =>
        name.Length is >= 1 and <= 80 && !Forbidden.IsMatch(name) ? name : throw new StepFunctionsException("InvalidName", $"Invalid Name: '{name}'");

    private static string Check(string arn, string kind)
    {
        var parts = arn.Split(':');
        if (parts.Length < 7 || parts[0] != "arn" || parts[1] != "aws" || parts[2] != "states") throw StepFunctionsException.InvalidArn(arn);
        if (parts[5] != kind) throw StepFunctionsException.InvalidArn(arn, $"Resource type not valid in this context: {parts[5]}");
        if (!arn.StartsWith(Prefix, StringComparison.Ordinal)) throw StepFunctionsException.InvalidArn(arn, $"Not of account {LocalAddress.AccountId} in {LocalAddress.Region}");
        // A version or alias would follow the name.
        if (kind == "stateMachine" && parts.Length > 7)
            throw StepFunctionsException.Validation($"Versions and aliases of state machines are not emulated: {arn}");
        return arn;
    }

    [GeneratedRegex("""[\s<>{}\[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}￾￿]""")]
    private static partial Regex Forbidden { get; }
}
