namespace EventChat.Local.Cognito.Pools;

/// <param name="Precedence">The lowest one wins: its role is the preferred one.</param>
/// <param name="Declared">It stands in the stack's program, which makes it anew at each start.</param>
internal sealed record Group(
    string Name, string? Description, string? RoleArn, int? Precedence, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, bool Declared);
