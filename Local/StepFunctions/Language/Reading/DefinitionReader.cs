using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>Reads a whole definition: the machine, its branches and item processors.</summary>
internal sealed class DefinitionReader(Func<string, string, ServicePattern, string?> refusesTask, bool isExpress)
{
    /// <summary>Bytes of a definition: AWS's own bound.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Of the JSON; branches in branches far beyond what a person writes.</summary>
    private const int MaxJsonDepth = 256;

    private const int MaxNameCharacters = 80;

    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public (StateMachineDefinition?, IReadOnlyList<Diagnostic>) Read(string text)
    {
        if (Parse(text) is not { } json) return (null, _diagnostics);
        var machine = new Fields(json, "", _diagnostics);
        machine.Only("Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage");
        machine.Text("Comment");
        if (machine.Text("Version") is { } version && version != "1.0") machine.Refuse("Version", $"Version {version} is not supported; it is 1.0");
        RefuseJsonata(machine);
        var timeout = machine.Number("TimeoutSeconds", 1, 99_999_999);
        var root = Group(machine, isDistributed: false);
        return _diagnostics.Exists(d => d.Severity == "ERROR")
            ? (null, _diagnostics)
            : (new StateMachineDefinition(text, root, timeout is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null), _diagnostics);
    }

    private JsonObject? Parse(string text)
    {
        try
        {
            if (Encoding.UTF8.GetByteCount(text) > MaxBytes) throw new JsonException($"the definition is longer than {MaxBytes} bytes");
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = MaxJsonDepth }) as JsonObject
                ?? throw new JsonException("the definition is not an object");
        }
        catch (JsonException e)
        {
            _diagnostics.Add(new("ERROR", "INVALID_JSON_DESCRIPTION", e.Message, ""));
            return null;
        }
    }

    public static void RefuseJsonata(Fields at)
    {
        if (at.Text("QueryLanguage") is { } language && language != "JSONPath")
            at.Refuse("QueryLanguage", $"The query language {language} is not supported here; it is JSONPath");
    }

    /// <summary>StartAt and States of a machine, a branch or a processor.</summary>
    public StateGroup Group(Fields group, bool isDistributed)
    {
        var startAt = group.Text("StartAt", isRequired: true) ?? "";
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        if (group.Object("States", isRequired: true) is not { } all) return new StateGroup(startAt, states);
        var reader = new StateReader(this, refusesTask, isExpress, isDistributed);
        foreach (var (name, state) in all.Each())
        {
            if (name.Length is 0 or > MaxNameCharacters) all.Refuse(name, $"A state's name has 1 to {MaxNameCharacters} characters");
            if (!_names.Add(name)) all.Refuse(name, $"State names are unique in the whole machine; '{name}' is there twice");
            if (state is null) all.Refuse(name, "A state must be an object");
            else if (reader.Read(name, state) is { } read) states[name] = read;
        }
        if (all.Each().FirstOrDefault().Name is null) group.Refuse("States", "'States' must not be empty");
        Transitions.Check(group, all, startAt, _diagnostics);
        return new StateGroup(startAt, states);
    }
}
