using System.Text.Json.Nodes;

namespace EventChat.Local.Sqs.Operations;

/// <param name="Run">Answers the output; an empty one for an operation without.</param>
/// <param name="Members">What its request may have.</param>
internal sealed record Operation(string Name, string[] Members, Func<SqsRequest, CancellationToken, Task<JsonObject>> Run)
{
    public static Operation Of(string name, string[] members, Func<SqsRequest, JsonObject> run) => new(name, members, (request, _) => Task.FromResult(run(request)));

    public static Operation Of(string name, string[] members, Action<SqsRequest> run) => Of(name, members, request =>
    {
        run(request);
        return [];
    });
}
