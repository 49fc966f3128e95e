using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The state machines there are, and their definitions as read.</summary>
internal sealed class StateMachines
{
    private readonly ConcurrentDictionary<string, StateMachine> _machines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WeakReference<StateMachineDefinition>> _read = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private readonly MachineFiles _files;
    private readonly DefinitionTexts _texts;
    private readonly StateLanguage _language;
    private readonly ITaskRunner _tasks;

    public StateMachines(MachineFiles files, DefinitionTexts texts, StateLanguage language, ITaskRunner tasks)
    {
        (_files, _texts, _language, _tasks) = (files, texts, language, tasks);
        foreach (var machine in files.Read()) _machines[machine.Arn] = machine;
    }

    public IEnumerable<StateMachine> All => _machines.Values;

    public StateMachine? Find(string arn) => _machines.GetValueOrDefault(arn);

    /// <exception cref="StepFunctionsException"><c>InvalidArn</c>, <c>StateMachineDoesNotExist</c>.</exception>
    public StateMachine Require(string arn) => Find(Arns.CheckMachine(arn)) ?? throw StepFunctionsException.NoMachine(arn);

    public StateMachine RequireActive(string arn) =>
        Require(arn) is { Deleting: false } machine ? machine
            : throw new StepFunctionsException("StateMachineDeleting", $"State Machine is being deleted: '{arn}'");

    /// <summary>Changes or adds the machine under a lock, so that what was seen is still so.</summary>
    public StateMachine Change(string arn, Func<StateMachine?, StateMachine> change)
    {
        lock (_changing)
        {
            var before = Find(arn);
            var after = change(before);
            if (ReferenceEquals(before, after)) return after;
            _files.Save(after);
            return _machines[arn] = after;
        }
    }

    public void Remove(StateMachine machine)
    {
        lock (_changing)
            if (_machines.TryRemove(machine.Arn, out _)) _files.Delete(machine);
    }

    /// <exception cref="StepFunctionsException"><c>InvalidDefinition</c>, with the places.</exception>
    public StateMachineDefinition Check(string text, ExecutionType type)
    {
        var (definition, diagnostics) = Diagnose(text, type);
        if (definition is not null) return definition;
        var reasons = diagnostics.Where(d => d.Severity == "ERROR").Take(20).Select(d => $"{d.Code}: {d.Message} at {d.Location}");
        throw new StepFunctionsException("InvalidDefinition", $"Invalid State Machine Definition: '{string.Join(", ", reasons)}'");
    }

    public (StateMachineDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics) Diagnose(string text, ExecutionType type) =>
        _language.Read(text, _tasks.Refuses, type is ExecutionType.Express);

    /// <summary>The definition a machine has now; its hash names it for an execution's whole life.</summary>
    public (string Hash, StateMachineDefinition Definition) Current(StateMachine machine)
    {
        var hash = _texts.Keep(machine.Definition);
        return (hash, Read(hash, machine.Type, () => machine.Definition));
    }

    /// <summary>That of an execution which began earlier. What its tasks may call was decided then.</summary>
    public StateMachineDefinition Earlier(string hash, ExecutionType type) => Read(hash, type, () => _texts.Read(hash));

    public string Keep(string text) => _texts.Keep(text);

    public string Text(string hash) => _texts.Read(hash);

    private StateMachineDefinition Read(string hash, ExecutionType type, Func<string> text)
    {
        var key = $"{type}:{hash}";
        if (_read.TryGetValue(key, out var known) && known.TryGetTarget(out var found)) return found;
        var (definition, diagnostics) = _language.Read(text(), (_, _, _) => null, type is ExecutionType.Express);
        if (definition is null) throw new StepFunctionsException("InvalidDefinition", diagnostics is [var first, ..] ? first.Message : "Not valid.");
        _read[key] = new WeakReference<StateMachineDefinition>(definition);
        return definition;
    }

    public static JsonObject DefaultLogging() => new() { ["level"] = "OFF", ["includeExecutionData"] = false };

    public static JsonObject DefaultTracing() => new() { ["enabled"] = false };
}
