using System.Text.RegularExpressions;
using Pulumi;

namespace EventChat.Infra;

/// <summary>
/// Names as AWS shows them: <c>&lt;project&gt;-&lt;stack&gt;-&lt;part&gt;</c>. Chosen here and not by Pulumi, so that people, alarms and
/// the local stack find the same resource by the same name.
/// </summary>
internal sealed partial class PhysicalNames(string project, string stack)
{
    /// <summary>The tightest limit of the services that carry these names: Lambda functions and IAM roles, 64 characters.</summary>
    private const int MaximumLength = 64;

    /// <summary>What is common to all of them.</summary>
    public string Stack => $"{project}-{stack}";

    /// <param name="maximum">Characters, where a service allows fewer.</param>
    /// <exception cref="RunException">The name is longer than AWS allows or has characters that some service refuses.</exception>
    public string Of(string part, int maximum = MaximumLength)
    {
        var name = $"{project}-{stack}-{part}";
        if (!Allowed().IsMatch(name))
            throw new RunException($"The name '{name}' may hold letters, digits, '-' and '_' only: rename the project or the stack.");
        return name.Length <= maximum
            ? name
            : throw new RunException($"The name '{name}' has {name.Length} characters, AWS allows {maximum}: shorten the project's or the stack's name.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
