using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language;

/// <summary>A state fails, by the name that Retriers and Catchers match.</summary>
internal sealed class StateError(string error, string? because) : Exception(because ?? error)
{
    public string Error => error;

    /// <summary>Why, for a person; null if the failing party gave none.</summary>
    public string? Cause { get; } = because;

    /// <summary>No Retrier and no Catcher is asked, not even one that names the error.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Raised by the language itself: the cause still needs to say in which state.</summary>
    public bool LacksPlace { get; private init; }

    public static StateError Runtime(string cause) => new(ErrorNames.Runtime, cause) { LacksPlace = true };

    public static StateError Intrinsic(string cause) => new(ErrorNames.IntrinsicFailure, cause) { LacksPlace = true };

    public static StateError NoChoice(string cause) => new(ErrorNames.NoChoiceMatched, cause) { LacksPlace = true };

    public static StateError ResultPath(string cause) => new(ErrorNames.ResultPathMatchFailure, cause) { LacksPlace = true };

    public StateError In(string state, long entered) => LacksPlace
        ? new StateError(Error, $"An error occurred while executing the state '{state}' (entered at the event id #{entered}). {Cause}") { IsFinal = IsFinal }
        : this;

    public StateError AsFinal() => new(Error, Cause) { IsFinal = true, LacksPlace = LacksPlace };
}

internal static class ErrorNames
{
    public const string All = "States.ALL";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string BranchFailed = "States.BranchFailed";
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
    public const string ItemReaderFailed = "States.ItemReaderFailed";
    public const string ResultWriterFailed = "States.ResultWriterFailed";
}

/// <summary>What paths and intrinsic functions are evaluated on.</summary>
/// <param name="Data"><c>$</c></param>
/// <param name="Context"><c>$$</c>, made when it is asked for.</param>
/// <param name="Variable"><c>$name</c>; throws <see cref="StateError"/> for a name without a value.</param>
internal sealed record Evaluation(JsonNode? Data, Func<JsonNode?> Context, Func<string, JsonNode?> Variable, Random Random)
{
    public JsonNode? Root(Paths.JsonPath path) => path.Root switch
    {
        Paths.PathRoot.Context => Context(),
        Paths.PathRoot.Variable => Variable(path.Variable),
        _ => Data,
    };

    /// <summary>The value at a path, not copied. A definite path must lead somewhere.</summary>
    public JsonNode? At(Paths.JsonPath path, string field) =>
        path.Select(Root(path), out var found) is var value && found
            ? value
            : throw StateError.Runtime($"The JSONPath '{path.Text}' specified for the field '{field}' could not be found in the input '{Shortened(Root(path))}'");

    public bool Has(Paths.JsonPath path, out JsonNode? value)
    {
        value = path.Select(Root(path), out var found);
        return found && (path.IsDefinite || value is JsonArray { Count: > 0 });
    }

    private static string Shortened(JsonNode? value)
    {
        const int Most = 1_000;
        var text = JsonValues.Text(value);
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
