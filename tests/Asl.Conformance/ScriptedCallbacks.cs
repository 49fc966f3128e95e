using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <summary>Task tokens in memory; a case's <c>callback</c> is reported for the token that was handed out.</summary>
public sealed class ScriptedCallbacks : ITaskCallbacks
{
    private readonly ConcurrentDictionary<string, TaskCallback> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskOutcome> _early = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _tokens = new();

    public string NewToken(string executionArn, string attempt)
    {
        var token = $"token.{_tokens.Count + 1}.{attempt}";
        _tokens.Enqueue(token);
        return token;
    }

    public void Register(string executionArn, TaskCallback callback)
    {
        _waiting[callback.Token] = callback;
        if (_early.TryRemove(callback.Token, out var outcome)) callback.TryReport(outcome);
    }

    public void Unregister(TaskCallback callback) => _waiting.TryRemove(callback.Token, out _);

    internal async void Report(TaskCall call, JsonObject callback, Func<JsonObject, CancellationToken, Task> delay)
    {
        var sent = call.Parameters?.ToJsonString() ?? "";
        if (_tokens.LastOrDefault(token => sent.Contains(token, StringComparison.Ordinal)) is not { } token) return; // nobody was told it
        await delay(callback, default);
        var outcome = ScriptedTasks.Outcome(callback, o => o);
        if (_waiting.TryGetValue(token, out var waiting)) waiting.TryReport(outcome);
        else _early[token] = outcome;
    }
}
