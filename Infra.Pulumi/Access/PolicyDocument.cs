using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace EventChat.Infra.Access;

/// <summary>An IAM policy; members are named as IAM's JSON names them.</summary>
internal sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statement)
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2012-10-17";

    public Output<string> ToJson() => Output.JsonSerialize(Output.Create(this), WithoutNulls);

    /// <summary>Lets a service, and nobody else, take the role.</summary>
    public static PolicyDocument AssumedBy(string service) => new(
    [
        new() { Action = ["sts:AssumeRole"], Principal = new([service]) },
    ]);

    public static PolicyDocument Allowing(IEnumerable<Grant> grants) => new(
    [
        .. grants.Select(grant => new PolicyStatement
        {
            Action = grant.Actions,
            Resource = grant.Resources,
            Condition = grant.Condition,
        }),
    ]);
}

internal sealed record PolicyStatement
{
    public string Effect { get; } = "Allow";
    public required IReadOnlyList<string> Action { get; init; }
    public IReadOnlyList<Output<string>>? Resource { get; init; }
    public ServicePrincipal? Principal { get; init; }
    /// <summary>Operator → key → value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Output<string>>>? Condition { get; init; }
}

internal sealed record ServicePrincipal(IReadOnlyList<string> Service);
