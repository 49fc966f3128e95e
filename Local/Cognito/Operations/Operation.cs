using System.Text.Json.Nodes;

namespace EventChat.Local.Cognito.Operations;

/// <param name="Run">Answers the operation's output, or null for an empty one.</param>
/// <param name="Signed">Needs AWS credentials; the others are open, as they are on AWS.</param>
internal sealed record Operation(string Name, Func<CognitoRequest, CancellationToken, Task<JsonObject?>> Run, bool Signed)
{
    public static Operation Open(string name, Func<CognitoRequest, CancellationToken, Task<JsonObject?>> run) => new(name, run, false);

    public static Operation Open(string name, Func<CognitoRequest, JsonObject?> run) =>
        new(name, (request, _) => Task.FromResult(run(request)), false);

    public static Operation Admin(string name, Func<CognitoRequest, CancellationToken, Task<JsonObject?>> run) => new(name, run, true);

    public static Operation Admin(string name, Func<CognitoRequest, JsonObject?> run) =>
        new(name, (request, _) => Task.FromResult(run(request)), true);
}
