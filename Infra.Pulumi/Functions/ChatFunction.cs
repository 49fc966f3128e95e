using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;

namespace EventChat.Infra.Functions;

/// <summary>One function, and what differs from function to function.</summary>
internal sealed record FunctionSpec
{
    /// <summary>One of <see cref="Contracts.FunctionNames"/>: the handler, and the stem of every name.</summary>
    public required string Name { get; init; }
    /// <summary>One of <see cref="Artifacts"/>.</summary>
    public required string Artifact { get; init; }
    public required string Description { get; init; }
    /// <summary>Megabytes. CPU comes with it: 1,769 MB is one core.</summary>
    public required int MemoryMb { get; init; }
    public required int TimeoutSeconds { get; init; }
    /// <summary>Instances at most, taken from the account's limit for this function alone. Null: as many as the account allows.</summary>
    public int? ReservedConcurrency { get; init; }
    /// <summary>By <see cref="Contracts.EnvironmentNames"/>.</summary>
    public required InputMap<string> Environment { get; init; }
    public required IReadOnlyList<Grant> Grants { get; init; }
}

/// <summary>A native function with its own role, its own log group and its traces.</summary>
internal sealed class ChatFunction
{
    public ChatFunction(PhysicalNames names, StackConfig config, FunctionSpec spec)
    {
        var physicalName = names.Of(spec.Name);
        // Made here, because the one that Lambda makes by itself keeps logs for ever.
        var logs = new LogGroup($"{spec.Name}Logs", new LogGroupArgs
        {
            Name = $"/aws/lambda/{physicalName}",
            RetentionInDays = config.LogRetentionDays,
        });
        var role = new ServiceRole(names, spec.Name, spec.Name, "lambda.amazonaws.com", $"The {spec.Name} function");
        var policy = role.Allow(
        [
            .. spec.Grants,
            Grant.To("its log lines; the group exists already", Output.Format($"{logs.Arn}:*"), "logs:CreateLogStream", "logs:PutLogEvents"),
            Grant.ToEverything("its traces; X-Ray has no resources to name", "xray:PutTraceSegments", "xray:PutTelemetryRecords"),
        ]);
        Function = new Function($"{spec.Name}Function", new FunctionArgs
        {
            Name = physicalName,
            Description = spec.Description,
            Role = role.Arn,
            Runtime = Runtime.CustomAL2023,
            Architectures = { config.Packages.ArchitectureOf(spec.Artifact) },
            Code = new FileArchive(spec.Artifact),
            Handler = spec.Name,
            MemorySize = spec.MemoryMb,
            Timeout = spec.TimeoutSeconds,
            ReservedConcurrentExecutions = spec.ReservedConcurrency is { } instances ? instances : null,
            Environment = new FunctionEnvironmentArgs { Variables = spec.Environment },
            LoggingConfig = new FunctionLoggingConfigArgs { LogFormat = "JSON", LogGroup = logs.Name },
            TracingConfig = new FunctionTracingConfigArgs { Mode = "Active" },
        }, new CustomResourceOptions { DependsOn = { policy } });
    }

    public Function Function { get; }
}
