using System.Text.Json.Nodes;

namespace EventChat.Local.Lambda;

/// <summary>A function as the program declares it.</summary>
/// <param name="Artifact">The package that holds its code: the last part of the archive's path, without an extension.</param>
/// <param name="Handler">Its name within the artifact.</param>
/// <param name="Environment">The declared variables and those that Lambda itself sets.</param>
/// <param name="ReservedConcurrency">How many invocations may run at a time; null for the account's share.</param>
/// <param name="Inputs">The declaration, for the control API.</param>
public sealed record LocalFunction(
    string Name, string Artifact, string Handler, IReadOnlyDictionary<string, string> Environment, TimeSpan Timeout, int MemoryInMB,
    int? ReservedConcurrency, JsonObject Inputs)
{
    public const string Version = "$LATEST";

    public string Arn { get; } = LocalAddress.Arn("lambda", $"function:{Name}");

    public string LogGroup => Inputs["loggingConfig"]?["logGroup"]?.GetValue<string>() ?? $"/aws/lambda/{Name}";

    /// <summary>The name in any form that Lambda's API takes: name, <c>account:function:name</c> or ARN, with or without <c>:$LATEST</c>.</summary>
    public static string NameOf(string reference)
    {
        var name = reference.EndsWith($":{Version}", StringComparison.Ordinal) ? reference[..^(Version.Length + 1)] : reference;
        var marker = name.LastIndexOf("function:", StringComparison.Ordinal);
        return marker < 0 ? name : name[(marker + "function:".Length)..];
    }
}
