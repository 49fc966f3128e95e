using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <param name="Definition">The text, as it was given.</param>
/// <param name="RevisionId">Of the definition and role; <c>INITIAL</c> until the first update, as on AWS.</param>
internal sealed record StateMachine(
    string Name, string Arn, ExecutionType Type, string RoleArn, string Definition, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string RevisionId, JsonObject Logging, JsonObject Tracing, Dictionary<string, string> Tags, bool Deleting = false);
