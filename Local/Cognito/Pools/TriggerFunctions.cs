namespace EventChat.Local.Cognito.Pools;

/// <summary>The functions of <c>lambdaConfig</c>, by name or ARN. Custom challenges, senders and user migration are refused.</summary>
internal sealed record TriggerFunctions
{
    public string? PreSignUp { get; init; }

    public string? PostConfirmation { get; init; }

    public string? PreAuthentication { get; init; }

    public string? PostAuthentication { get; init; }

    public string? PreTokenGeneration { get; init; }

    /// <summary>Its event is <c>V2_0</c>: the access token may be changed too.</summary>
    public bool PreTokenGenerationV2 { get; init; }

    public static TriggerFunctions Read(DeclaredInputs? block)
    {
        if (block is null) return new();
        var versioned = block.Block("preTokenGenerationConfig");
        var version = versioned?.Text("lambdaVersion") ?? "V1_0";
        if (version is not ("V1_0" or "V2_0")) throw block.Refuse($"preTokenGenerationConfig of version {version} is not emulated");
        var functions = new TriggerFunctions
        {
            PreSignUp = block.Text("preSignUp"),
            PostConfirmation = block.Text("postConfirmation"),
            PreAuthentication = block.Text("preAuthentication"),
            PostAuthentication = block.Text("postAuthentication"),
            // The provider sets both to the same function; one of them is enough.
            PreTokenGeneration = versioned?.Text("lambdaArn") ?? block.Text("preTokenGeneration"),
            PreTokenGenerationV2 = version is "V2_0",
        };
        block.Record("preTokenGeneration");
        versioned?.Done();
        block.Done();
        return functions;
    }
}
