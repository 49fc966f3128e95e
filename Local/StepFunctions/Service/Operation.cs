using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>One operation of the API.</summary>
/// <param name="Members">Of its input, as far as they are honoured.</param>
internal sealed record Operation(string Name, IReadOnlyCollection<string> Members, Func<Request, CancellationToken, Task<JsonObject>> Run)
{
    public static Operation Of(string name, string members, Func<Request, JsonObject> run) =>
        new(name, members.Split(' ', StringSplitOptions.RemoveEmptyEntries), (request, _) => Task.FromResult(run(request)));

    public static Operation Async(string name, string members, Func<Request, CancellationToken, Task<JsonObject>> run) =>
        new(name, members.Split(' ', StringSplitOptions.RemoveEmptyEntries), run);
}
