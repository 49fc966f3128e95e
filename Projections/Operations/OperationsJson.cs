using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.AppSyncEvents;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What the operations function is asked and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AppSyncResolverEvent<JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(OperationsAnswer))]
[JsonSerializable(typeof(RunFacts))]
[JsonSerializable(typeof(ReadModelFacts))]
[JsonSerializable(typeof(IReadOnlyList<ReadModelFacts>))]
[JsonSerializable(typeof(IReadOnlyList<ReplayedLog>))]
[JsonSerializable(typeof(Page<RunFacts>))]
[JsonSerializable(typeof(Page<ParkedFacts>))]
[JsonSerializable(typeof(Page<OperatorAct>))]
internal sealed partial class OperationsJson : JsonSerializerContext;

/// <summary>As the resolver expects it.</summary>
public sealed record OperationsAnswer(JsonElement? Data, Refusal? Refusal);

/// <param name="Served">The generation that queries read.</param>
/// <param name="Building">Being filled.</param>
/// <param name="Kept">For a rollback.</param>
/// <param name="Highest">That there ever was.</param>
/// <param name="Parked">Logs that stand still in the served generation, 1,000 at most.</param>
public sealed record ReadModelFacts(string Name, int Served, int? Building, int? Kept, int Highest, int Parked);

public sealed record ParkedFacts(string Projection, int Generation, string Log, long Seq, string Reason, string At);

public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
