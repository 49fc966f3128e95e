using Pulumi;

namespace EventChat.Infra.Access;

/// <summary>One grant and the reason for it.</summary>
/// <param name="Why">For the reader of the code: what would break without it.</param>
internal sealed record Grant(string Why, IReadOnlyList<string> Actions, IReadOnlyList<Output<string>> Resources)
{
    public string Why { get; } = !string.IsNullOrWhiteSpace(Why) ? Why : throw new ArgumentException("A grant says why it is needed.", nameof(Why));

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Output<string>>>? Condition { get; init; }

    public static Grant To(string why, Output<string> resource, params string[] actions) => new(why, actions, [resource]);

    public static Grant To(string why, IReadOnlyList<Output<string>> resources, params string[] actions) => new(why, actions, resources);

    /// <summary>For the few actions that IAM can not tie to a resource.</summary>
    public static Grant ToEverything(string why, params string[] actions) => new(why, actions, [Output.Create("*")]);
}
