using EventChat.Local.Lambda;

namespace EventChat.Local.Host;

/// <summary>The functions of the program's artifacts, linked into this process.</summary>
internal static class DeployedCode
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, FunctionFactory>> InProcess { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, FunctionFactory>>
        {
            ["pipeline"] = Pipeline.Entry.Functions.ToDictionary(f => f.Key, f => new FunctionFactory(f.Value)),
            ["projections"] = Projections.Entry.Functions.ToDictionary(f => f.Key, f => new FunctionFactory(f.Value)),
        };
}
