using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language.Reading;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language;

/// <param name="Severity"><c>ERROR</c> or <c>WARNING</c>.</param>
/// <param name="Code">AWS's, e.g. <c>MISSING_TRANSITION_TARGET</c>, <c>SCHEMA_VALIDATION_FAILED</c>, <c>INVALID_JSON_DESCRIPTION</c>.</param>
/// <param name="Location">A JSON pointer to the place, e.g. <c>/States/Check/Choices/0/Next</c>.</param>
public sealed record Diagnostic(string Severity, string Code, string Message, string Location);

/// <summary>A state machine in the Amazon States Language that was found to be valid.</summary>
public sealed class StateMachineDefinition
{
    internal StateMachineDefinition(string text, StateGroup root, TimeSpan? timeout) => (Text, Root, Timeout) = (text, root, timeout);

    /// <summary>The text it was read from, and can be read from again.</summary>
    public string Text { get; }

    internal StateGroup Root { get; }

    /// <summary>Of a whole execution.</summary>
    internal TimeSpan? Timeout { get; }

    /// <summary>Reads and checks a definition. Null and at least one ERROR if it is not valid; warnings do not prevent it.</summary>
    /// <param name="refusesTask">Why a Task state may not name a resource (<c>service, api, pattern</c>); null if it may.</param>
    public static (StateMachineDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics) Read(
        string text, Func<string, string, ServicePattern, string?> refusesTask, bool isExpress = false) =>
        new DefinitionReader(refusesTask, isExpress).Read(text);
}
